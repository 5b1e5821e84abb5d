using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Tests.Ef;

/// <summary>A command of EF's as text that is the same whether it was lowered from C# or read from the SQL that Npgsql generates.</summary>
internal static class ComparableCommand
{
    public static string Text(bool suppressed, IEnumerable<MigrationOperation> operations) =>
        (suppressed ? "alone: " : "command: ") + string.Join("; ", Merged(operations).Select(static o => OperationText.Of(Comparable(o))));

    /// <summary>Npgsql writes a statement for each row of seed data.</summary>
    private static List<MigrationOperation> Merged(IEnumerable<MigrationOperation> operations)
    {
        var merged = new List<MigrationOperation>();
        foreach (var read in operations)
        {
            var operation = read is WriteRows { Kind: not RowWriteKind.Insert, IsHidden: false, RowCount: null, BoundingColumns.IsEmpty: false } one
                ? one with { RowCount = 1 }
                : read;
            if (operation is WriteRows { RowCount: not null } rows
                && merged.LastOrDefault() is WriteRows last
                && last.Table == rows.Table
                && last.Kind == rows.Kind)
            {
                merged[^1] = last with { RowCount = last.RowCount + rows.RowCount, SurelyWritten = last.SurelyWritten + rows.SurelyWritten };
            }
            else
            {
                merged.Add(operation);
            }
        }

        return merged;
    }

    private static MigrationOperation Comparable(MigrationOperation operation) => operation switch
    {
        DropIndex drop => drop with { Table = null },
        RenameIndex rename => rename with { Table = null },
        DropConstraint drop => drop with { Kind = ConstraintKind.Unknown },
        DropColumn drop => drop with { IsRecreated = false },
        SetNotNull set => set with { WasNullable = null },
        AlterColumnType alter => alter with { OldType = null, ChangesCollation = false },
        AddColumn add => add with { Column = Comparable(add.Column) },
        CreateTable create => create with { Columns = [.. create.Columns.Select(Comparable)] },
        SetColumnDefault set => set with { Default = Comparable(set.Default) },
        WriteRows rows => rows with { IsHidden = false, Reach = RowReach.Unbounded },
        _ => operation,
    };

    private static ColumnDefinition Comparable(ColumnDefinition column) =>
        column with { Comment = null, Default = column.Default is null ? null : Comparable(column.Default) };

    /// <summary>EF puts defaults given as SQL into parentheses.</summary>
    private static SqlExpression Comparable(SqlExpression expression) =>
        expression.Text.StartsWith('(') && expression.Text.EndsWith(')') ? expression with { Text = expression.Text[1..^1] } : expression;
}
