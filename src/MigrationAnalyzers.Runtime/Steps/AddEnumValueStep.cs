using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>ALTER TYPE ... ADD VALUE, committed at once: a transaction that adds a value cannot use it.</summary>
internal sealed record AddEnumValueStep(TableName Type, string Value, string? Before, string? After) : SafeStep
{
    public override string Title => $"add value {Value} to enum {Type}";

    public override ImmutableArray<StepPhase> Phases
    {
        get
        {
            var place = Before is not null ? $" BEFORE {TableName.Literal(Before)}" : After is not null ? $" AFTER {TableName.Literal(After)}" : "";
            return
            [
                StepPhase.OnlineAlone($"ALTER TYPE {Type.Sql} ADD VALUE IF NOT EXISTS {TableName.Literal(Value)}{place}") with
                {
                    IsDone = $"SELECT EXISTS (SELECT FROM pg_enum e WHERE e.enumtypid = to_regtype({Type.RegclassLiteral}) AND e.enumlabel = {TableName.Literal(Value)})",
                },
            ];
        }
    }
}
