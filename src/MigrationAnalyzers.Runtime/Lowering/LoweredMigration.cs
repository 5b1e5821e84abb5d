using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Runtime.Lowering;

/// <summary>A planned migration as the Engine knows migrations.</summary>
/// <param name="Migration">What is going to run is its Up, also when it is a rollback: the rules look at what happens to the database, whatever the method is called.</param>
/// <param name="Commands">All that it sends.</param>
internal sealed record LoweredMigration(Migration Migration, ImmutableDictionary<CommandPlace, LoweredCommand> Commands)
{
    /// <summary>The command that an operation or a finding comes from; null where it comes from none.</summary>
    public LoweredCommand? CommandOf(Origin origin) =>
        CommandPlace.Of(origin.Location) is { } place && Commands.TryGetValue(place, out var command) ? command : null;
}
