using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Reversibility;

/// <summary>Down adds what Up has dropped, but not what was in it.</summary>
public sealed class DBM6003DownLosesData : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM6003",
        "Down brings back no data",
        "Down adds {0} again, but not the data that Up has dropped: whoever runs it may take the database for what it was before",
        """
        Keep the data until it is certain that nobody goes back: rename the column in Up and drop it in a later migration, or copy the data to another table first and bring it
        back in Down. Where the data may go, say so:
          #pragma warning disable DBM6003 // The notes were exported before.
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var analyzed in context.Down)
        {
            var again = analyzed.Operation switch
            {
                AddColumn { Column.Generated: GeneratedKind.None } add when DropsColumn(context, add) && !IsFilled(context, add.Table, add.Column.Name) =>
                    $"column {add.Table}.{add.Column.Name}",
                CreateTable { AsSelect: false } create when DropsTable(context, create) && !IsFilled(context, create.Table, null) => $"table {create.Table}",
                _ => null,
            };
            if (again is not null)
            {
                context.Report(analyzed.Operation.Origin, again);
            }
        }
    }

    private static bool DropsColumn(MigrationContext context, AddColumn add)
    {
        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation is DropColumn { IsRecreated: false } drop
                && drop.Table.Equals(add.Table)
                && string.Equals(drop.Column, add.Column.Name, StringComparison.Ordinal)
                && context.At(analyzed).Existed(drop.Table)
                && analyzed.CatalogBefore.Find(drop.Table)?.Column(drop.Column) is null or { Generated: GeneratedKind.None })
            {
                return true;
            }
        }

        return false;
    }

    private static bool DropsTable(MigrationContext context, CreateTable create)
    {
        foreach (var analyzed in context.Up)
        {
            // The rows of a materialized view are computed.
            if (analyzed.Operation is DropTable drop
                && drop.Table.Equals(create.Table)
                && context.At(analyzed).Existed(drop.Table)
                && !analyzed.CatalogBefore.Views.ContainsKey(drop.Table))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Down writes values there; what a part of it does may not be known.</summary>
    private static bool IsFilled(MigrationContext context, RelationName table, string? column)
    {
        foreach (var analyzed in context.Down)
        {
            var fills = analyzed.Operation switch
            {
                OpaqueOperation or UnknownSql => true,
                WriteRows { IsHidden: false, Kind: not RowWriteKind.Delete } write =>
                    write.Table.Equals(table) && (column is null || write.Columns.IsEmpty || write.Columns.Contains(column, StringComparer.Ordinal)),
                _ => false,
            };
            if (fills)
            {
                return true;
            }
        }

        return false;
    }
}
