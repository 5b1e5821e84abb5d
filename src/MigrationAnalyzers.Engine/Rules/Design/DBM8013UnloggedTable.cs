using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A table that a crash empties.</summary>
public sealed class DBM8013UnloggedTable : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8013",
        "Unlogged table",
        "Table {0} is unlogged: it is empty after a crash of the server, and on replicas",
        """
        Use an unlogged table only for what may be lost: it is empty after a crash of the server, and always empty on replicas.
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is CreateTable { Persistence: TablePersistence.Unlogged } create)
        {
            context.Report(create.Table.ToString());
        }
    }
}
