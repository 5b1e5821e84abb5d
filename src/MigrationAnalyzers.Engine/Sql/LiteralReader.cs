using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Finds literals that PostgreSQL reads as values of a column's type, or of a type that is written with them: those may be labels of an enum.</summary>
internal static class LiteralReader
{
    // The names of enum labels are limited to NAMEDATALEN - 1 bytes.
    private const int MaxLength = 63;

    public static ImmutableArray<LiteralUse> Of(PgNode statement)
    {
        var uses = ImmutableArray.CreateBuilder<LiteralUse>();
        foreach (var node in statement.DescendantsAndSelf())
        {
            switch (node)
            {
                case TypeCast { TypeName.Names: { } names } cast:
                    AddAll(cast.Arg, new LiteralUse { Type = Names.Of(names) }, uses);
                    break;

                case A_Expr { Lexpr: ColumnRef column } expression:
                    AddCompared(column, expression.Rexpr, uses);
                    break;

                case A_Expr { Rexpr: ColumnRef column } expression:
                    AddCompared(column, expression.Lexpr, uses);
                    break;

                case InsertStmt { SelectStmt: SelectStmt select } insert:
                    AddRows(insert, select, uses);
                    break;

                case UpdateStmt update:
                    foreach (var target in update.TargetList)
                    {
                        if (target is ResTarget { Name: { } name } set)
                        {
                            AddAll(set.Val, new LiteralUse { Table = Names.Of(update.Relation), Column = name }, uses);
                        }
                    }

                    break;

                case ColumnDef { TypeName.Names: { } names } column:
                    foreach (var constraint in column.Constraints)
                    {
                        if (constraint is Constraint { Contype: ConstrType.CONSTR_DEFAULT } value)
                        {
                            AddAll(value.RawExpr, new LiteralUse { Type = Names.Of(names) }, uses);
                        }
                    }

                    break;

                case AlterTableCmd { Subtype: AlterTableType.AT_ColumnDefault, Name: { } name } command:
                    AddAll(command.Def, new LiteralUse { Column = name }, uses);
                    break;
            }
        }

        return uses.ToImmutable();
    }

    private static void AddCompared(ColumnRef column, PgNode? other, ImmutableArray<LiteralUse>.Builder uses)
    {
        if (ExpressionReader.ColumnName(column) is { } name)
        {
            AddAll(other, new LiteralUse { Column = name }, uses);
        }
    }

    private static void AddRows(InsertStmt insert, SelectStmt select, ImmutableArray<LiteralUse>.Builder uses)
    {
        var table = Names.Of(insert.Relation);
        foreach (var row in select.ValuesLists)
        {
            if (row is ListNode list)
            {
                AddRow(list.Items);
            }
        }

        if (select.ValuesLists.Count == 0)
        {
            AddRow(select.TargetList);
        }

        void AddRow(PgNodeList values)
        {
            for (var i = 0; i < values.Count; i++)
            {
                var column = i < insert.Cols.Count && insert.Cols[i] is ResTarget target ? target.Name : null;
                AddAll(values[i] is ResTarget value ? value.Val : values[i], new LiteralUse { Table = table, Column = column, Position = i }, uses);
            }
        }
    }

    private static void AddAll(PgNode? node, LiteralUse use, ImmutableArray<LiteralUse>.Builder uses)
    {
        switch (node)
        {
            case A_Const { Sval.Sval: { Length: <= MaxLength } text }:
                uses.Add(use with { Text = text });
                break;

            case ListNode list:
                AddEach(list.Items);
                break;

            case A_ArrayExpr array:
                AddEach(array.Elements);
                break;
        }

        void AddEach(PgNodeList items)
        {
            foreach (var item in items)
            {
                AddAll(item, use, uses);
            }
        }
    }
}
