using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A table without a primary key.</summary>
public sealed class DBM8011TableWithoutPrimaryKey : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8011",
        "Table without a primary key",
        "Table {0} gets no primary key: logical replication refuses its UPDATE and DELETE, and nothing tells its rows apart",
        """
        Give the table a primary key: logical replication needs one for UPDATE and DELETE, and so does writing in batches.
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var operation in context.Up)
        {
            if (operation.Operation is CreateTable
                {
                    Persistence: not TablePersistence.Temporary, IsMaterializedView: false, AsSelect: false, PartitionOf: null, Inherits.IsEmpty: true, IfNotExists: false,
                } create
                && context.CatalogAfterUp.Find(create.Table) is { IsComplete: true, PrimaryKey: null })
            {
                context.Report(create.Origin, create.Table.ToString());
            }
        }
    }
}
