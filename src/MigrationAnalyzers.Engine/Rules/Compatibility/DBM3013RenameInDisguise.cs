using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A column or table is dropped, and one that looks like it under another name is added: EF Core scaffolds so when a property or an entity was renamed.</summary>
public sealed class DBM3013RenameInDisguise : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3013",
        "Drop and add where a rename may be meant",
        "Dropping {0} and adding {1} loses the data where a rename is meant, and breaks the application version that is still running where it uses the old name",
        """
        Replace the two calls by one that keeps the data, in Up and in Down:
          migrationBuilder.RenameColumn(name: "name", table: "users", newName: "full_name");
        A rename still breaks the version that is running. To spare it, keep the database's name and rename only the property:
          entity.Property(u => u.DisplayName).HasColumnName("name");
        If no rename is meant, drop the old column in a later migration.
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not TableOperation { Table: var table } operation || !context.Existed(table))
        {
            return;
        }

        switch (operation)
        {
            case DropColumn drop when !MadeHere.Column(context, table, drop.Column) && DisguisedRename.OfColumn(context) is { } rename:
                Report(rename, $"column {table}.{drop.Column}", Words.List(rename.NewNames, "or") + ", of the same type,");
                break;
            case DropTable when !MadeHere.Before(context, table) && DisguisedRename.OfTable(context) is { } rename:
                Report(rename, $"table {table}", Words.List(rename.NewNames, "or") + ", with the same columns,");
                break;
        }

        void Report(DisguisedRename rename, string dropped, string added) =>
            context.ReportAs(rename.IsLikely ? RuleSeverity.Warning : RuleSeverity.Info, dropped, added);
    }
}
