using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A table is renamed, or moved to another schema, while the application version that uses the old name is running.</summary>
public sealed class DBM3002TableRenamed : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3002",
        "Table renamed",
        "Renaming table {0} to {1} breaks the application version that is still running: its queries fail until it is replaced",
        """
        Keep the database's name and rename only the entity:
          modelBuilder.Entity<Customer>().ToTable("users");
        or leave a view under the old name in the same migration (a simple view takes reads and writes), and drop it when no old version is running:
          migrationBuilder.RenameTable(name: "users", newName: "customers");
          migrationBuilder.Sql("CREATE VIEW users AS SELECT * FROM customers");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is RenameTable rename
            && context.Existed(rename.Table)
            && !MadeHere.Before(context, rename.Table)
            && !Replacement.Stands(context, rename.Table))
        {
            context.Report(rename.Table.ToString(), rename.NewTable.ToString());
        }
    }
}
