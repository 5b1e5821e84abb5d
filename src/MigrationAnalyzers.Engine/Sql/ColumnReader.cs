using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery.Text;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads column definitions.</summary>
internal static class ColumnReader
{
    /// <param name="constraints">Gets the constraints that are written with the column.</param>
    public static ColumnDefinition Read(ColumnDef column, StatementScope scope, ImmutableArray<ConstraintDefinition>.Builder constraints)
    {
        var name = column.Colname ?? "";
        var type = TypeReader.Read(column.TypeName, scope.Tokens, scope.End);
        var nullable = type is not { IsSerial: true };
        var result = new ColumnDefinition(name, type) { Collation = Names.Qualified(column.CollClause?.Collname ?? default) };
        var attributed = false;
        foreach (var node in column.Constraints)
        {
            if (node is not Constraint constraint)
            {
                continue;
            }

            switch (constraint.Contype)
            {
                case ConstrType.CONSTR_NULL:
                    nullable = true;
                    break;
                case ConstrType.CONSTR_NOTNULL:
                    nullable = false;
                    attributed = false;
                    break;
                case ConstrType.CONSTR_DEFAULT:
                    result = result with { Default = Default(constraint, scope) };
                    break;
                case ConstrType.CONSTR_IDENTITY:
                    nullable = false;
                    result = result with { Generated = GeneratedKind.Identity, HasSequenceOptions = constraint.Options.Count > 0 };
                    break;
                case ConstrType.CONSTR_GENERATED when constraint.RawExpr is { } expression:
                    result = result with
                    {
                        Generated = constraint.GeneratedKind == "v" ? GeneratedKind.Virtual : GeneratedKind.Stored,
                        GenerationExpression = ConstraintReader.Parenthesized(expression, constraint.Location, scope),
                    };
                    break;
                default:
                    if (ConstraintReader.Read(constraint, name, scope) is { } definition)
                    {
                        nullable &= definition is not PrimaryKeyConstraint;
                        constraints.Add(definition);
                        attributed = true;
                    }
                    else if (attributed)
                    {
                        constraints[constraints.Count - 1] = ConstraintReader.WithAttribute(constraints[constraints.Count - 1], constraint.Contype);
                    }

                    break;
            }
        }

        return result with { Nullable = nullable, Conflict = ConflictIn(column, type is { IsSerial: true }), HasStorage = column.StorageName is not null, HasCompression = column.Compression is not null };
    }

    private static ColumnConflict ConflictIn(ColumnDef column, bool isSerial)
    {
        var (mayBeNull, notNull, defaults) = (false, isSerial, isSerial ? 1 : 0);
        foreach (var node in column.Constraints)
        {
            switch ((node as Constraint)?.Contype)
            {
                case ConstrType.CONSTR_NULL:
                    mayBeNull = true;
                    break;
                case ConstrType.CONSTR_NOTNULL or ConstrType.CONSTR_IDENTITY:
                    notNull = true;
                    break;
                case ConstrType.CONSTR_DEFAULT:
                    defaults++;
                    break;
            }
        }

        return mayBeNull && notNull ? ColumnConflict.NullAndNotNull : defaults > 1 ? ColumnConflict.SeveralDefaults : ColumnConflict.None;
    }

    /// <summary>The expression after DEFAULT.</summary>
    public static SqlExpression? Default(Constraint constraint, StatementScope scope)
    {
        if (constraint.RawExpr is not { } expression)
        {
            return null;
        }

        var first = scope.Tokens.FindWord(scope.Tokens.IndexAt(constraint.Location), scope.End, "default") + 1;
        return scope.Expression(expression, first, EndOfDefault(scope.Tokens, first, scope.End));
    }

    // Up to the next comma, parenthesis or column constraint. The grammar allows only a "b_expr" here, so NOT begins a constraint
    // unless IS comes before it, and NULL does unless an operator or IS DISTINCT FROM does.
    private static int EndOfDefault(SqlTokens tokens, int first, int end)
    {
        var cases = 0;
        for (var i = first; i < end;)
        {
            if (tokens.IsOpening(i))
            {
                i = tokens.AfterGroup(i, end);
                continue;
            }

            if (tokens.IsClosing(i) || tokens.IsSign(i, ',') || tokens.IsSign(i, ';'))
            {
                return i;
            }

            cases += tokens.IsWord(i, "case") ? 1 : tokens.IsWord(i, "end") ? -1 : 0;
            if (i > first && cases == 0 && BeginsConstraint(tokens, i))
            {
                return i;
            }

            i++;
        }

        return end;
    }

    private static bool BeginsConstraint(SqlTokens tokens, int index)
    {
        if (tokens.IsAnyWord(index, "constraint unique primary check default references generated collate deferrable initially enforced"))
        {
            return !tokens.IsSign(index - 1, '.');
        }

        if (tokens.IsWord(index, "null"))
        {
            return tokens.IsClosing(index - 1) || (tokens.Kind(index - 1) != SqlTokenKind.Operator && !tokens.IsWord(index - 1, "from"));
        }

        return tokens.IsWord(index, "not") && !tokens.IsWord(index - 1, "is");
    }
}
