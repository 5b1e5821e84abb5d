using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>The columns to which an operation gives a type.</summary>
internal static class ColumnTypes
{
    public static IEnumerable<(string Column, SqlType Type)> Of(MigrationOperation operation)
    {
        switch (operation)
        {
            case CreateTable create:
                foreach (var column in create.Columns)
                {
                    if (column.Type is { } type)
                    {
                        yield return (column.Name, type);
                    }
                }

                break;
            case AddColumn { Column: { Type: { } type } column }:
                yield return (column.Name, type);
                break;
            case AlterColumnType { NewType: { } type } alter:
                yield return (alter.Column, type);
                break;
        }
    }

    /// <summary>Reports the first column whose type is in question: one finding suffices for a table that has several.</summary>
    public static void Report(OperationContext context, Func<SqlType, bool> isInQuestion)
    {
        if (context.Operation is not TableOperation { Table: var table })
        {
            return;
        }

        foreach (var (column, type) in Of(context.Operation))
        {
            if (isInQuestion(type))
            {
                context.Report(table + "." + column, type.Text);
                return;
            }
        }
    }
}
