using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A foreign key whose columns no index begins with.</summary>
public sealed class DBM8007ForeignKeyWithoutIndex : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8007",
        "Foreign key without an index",
        "No index of {1} begins with the columns of foreign key {0}: each DELETE of a row of {2} reads all of {1}",
        """
        Index the referencing columns: otherwise a DELETE or an UPDATE of a key in the referenced table reads the whole referencing table for each row.
          migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id").Annotation("Npgsql:CreatedConcurrently", true);
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var operation in context.Up)
        {
            foreach (var constraint in DefinedConstraints.Of(operation.Operation))
            {
                if (constraint is ForeignKeyConstraint { Columns: var columns, ReferencedTable: var referenced } key
                    && operation.Operation is TableOperation { Table: var table }
                    && context.CatalogAfterUp.Find(table) is { IsComplete: true, PartitionOf: null } info
                    && !columns.IsEmpty
                    && !KeyColumns.AreIndexed(info, columns))
                {
                    context.Report(operation.Operation.Origin, key.Name ?? "on " + string.Join(", ", columns), table.ToString(), referenced.ToString());
                }
            }
        }
    }
}
