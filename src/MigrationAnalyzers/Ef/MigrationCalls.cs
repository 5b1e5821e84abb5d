using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef;

/// <summary>A migration class, read, with what each of its commands comes from.</summary>
/// <param name="UpSteps">By the number of the command in Up.</param>
/// <param name="DownSteps">By the number of the command in Down.</param>
internal sealed record MigrationCalls(LoweredMigration Lowered, ImmutableArray<Step> UpSteps, ImmutableArray<Step> DownSteps)
{
    public Migration Migration => Lowered.Migration;

    /// <summary>The call that a command comes from; null where it comes from code that cannot be looked into.</summary>
    public EfCall? CallOf(MigrationDirection direction, int command)
    {
        var steps = direction == MigrationDirection.Up ? UpSteps : DownSteps;
        return command >= 0 && command < steps.Length ? steps[command] as EfCall : null;
    }
}
