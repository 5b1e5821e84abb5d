using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>The primary key goes, and the table has no replica identity.</summary>
public sealed class DBM8022ReplicaIdentityLost : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8022",
        "Replica identity lost",
        "Table {0} loses its primary key: if it is published, its UPDATE and DELETE fail",
        """
        Give the table another key in the same transaction, or a replica identity before: while it has neither, a published table refuses UPDATE and DELETE.
          migrationBuilder.Sql("ALTER TABLE orders REPLICA IDENTITY FULL");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var operation in context.Up)
        {
            if (operation.Operation is DropConstraint { Table: var table, Name: var name }
                && operation.CatalogBefore.Find(table) is { IsNew: false, ReplicaIdentity: null, PrimaryKey: { } key }
                && string.Equals(key.Name, name, StringComparison.Ordinal)
                && context.CatalogAfterUp.Find(table) is { PrimaryKey: null }
                && !context.Up.Any(o => o.Operation is OtherTableChange { Command: "AT_ReplicaIdentity" } change && change.Table.Equals(table)))
            {
                context.Report(operation.Operation.Origin, table.ToString());
            }
        }
    }
}
