using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>Row-level security without a policy.</summary>
public sealed class DBM8018RowSecurityWithoutPolicy : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8018",
        "Row-level security without a policy",
        "Table {0} has row-level security and no policy: every role but the owner sees no row and writes none",
        """
        Create the policies in the same migration: without one, every role but the owner sees no row and writes none.
          migrationBuilder.Sql("ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY tenant ON orders USING (tenant_id = current_setting('app.tenant')::int)");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var operation in context.Up)
        {
            if (operation.Operation is OtherTableChange { Command: "AT_EnableRowSecurity", Table: var table }
                && context.CatalogAfterUp.Find(table) is { IsComplete: true } info
                && !info.Objects.Any(static o => o.Kind == TableObjectKind.Policy))
            {
                context.Report(operation.Operation.Origin, table.ToString());
            }
        }
    }
}
