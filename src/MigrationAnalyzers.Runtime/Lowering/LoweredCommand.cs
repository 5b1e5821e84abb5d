using MigrationAnalyzers.Runtime.Planning;

namespace MigrationAnalyzers.Runtime.Lowering;

/// <summary>A command that the Engine has read.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Step">The step that it is a part of.</param>
/// <param name="Sql">The text that was read; the places of findings are those of this text.</param>
internal sealed record LoweredCommand(CommandPlace Place, PlannedStep Step, string Sql)
{
    /// <summary>Safe forms, which <see cref="SafeMigrator"/> executes in its own way.</summary>
    public bool IsHelper => Step is HelperStep;

    /// <summary>It is read for what it leaves in the catalog: another text is sent, or none because it ran before.</summary>
    public bool IsForCatalogOnly { get; init; }
}
