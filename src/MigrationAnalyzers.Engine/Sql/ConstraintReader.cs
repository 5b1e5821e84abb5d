using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads constraints, those of a table and those written with a column.</summary>
internal static class ConstraintReader
{
    /// <param name="column">The column that the constraint is written with; null for one of the table.</param>
    /// <returns>Null for what is no constraint to the model: NULL, defaults, attributes.</returns>
    public static ConstraintDefinition? Read(Constraint constraint, string? column, StatementScope scope)
    {
        ConstraintDefinition? result = constraint.Contype switch
        {
            ConstrType.CONSTR_CHECK when constraint.RawExpr is { } expression =>
                new CheckConstraint(Parenthesized(expression, constraint.Location, scope)) { NoInherit = constraint.IsNoInherit },
            ConstrType.CONSTR_UNIQUE => new UniqueConstraint(Columns(constraint.Keys, column))
            {
                UsingIndex = constraint.Indexname,
                NullsNotDistinct = constraint.NullsNotDistinct,
                WithoutOverlaps = constraint.WithoutOverlaps,
            },
            ConstrType.CONSTR_PRIMARY => new PrimaryKeyConstraint(Columns(constraint.Keys, column))
            {
                UsingIndex = constraint.Indexname,
                WithoutOverlaps = constraint.WithoutOverlaps,
            },
            ConstrType.CONSTR_EXCLUSION => new ExclusionConstraint
            {
                Keys = ExcludedKeys(constraint.Exclusions),
                Method = constraint.AccessMethod is null or "btree" ? null : constraint.AccessMethod,
            },
            ConstrType.CONSTR_FOREIGN => ForeignKey(constraint, column),
            ConstrType.CONSTR_NOTNULL when column is null && constraint.Keys is [StringNode name, ..] => new NotNullConstraint(name.Sval) { NoInherit = constraint.IsNoInherit },
            _ => null,
        };
        return result is null
            ? null
            : result with
            {
                Name = constraint.Conname,
                NotValid = constraint.SkipValidation && (constraint.IsEnforced || constraint.Contype == ConstrType.CONSTR_NOTNULL),
                NotEnforced = IsEnforceable(constraint) && !constraint.IsEnforced,
                Deferrable = constraint.Deferrable,
                InitiallyDeferred = constraint.Initdeferred,
                Inline = column is not null,
            };
    }

    /// <summary>DEFERRABLE, NOT ENFORCED and so on after a constraint that is written with a column are nodes of their own.</summary>
    public static ConstraintDefinition WithAttribute(ConstraintDefinition constraint, ConstrType attribute) => attribute switch
    {
        ConstrType.CONSTR_ATTR_DEFERRABLE => constraint with { Deferrable = true },
        ConstrType.CONSTR_ATTR_DEFERRED => constraint with { Deferrable = true, InitiallyDeferred = true },
        ConstrType.CONSTR_ATTR_NOT_ENFORCED => constraint with { NotEnforced = true },
        _ => constraint,
    };

    /// <summary>The expression in the parentheses after CHECK or GENERATED ALWAYS AS.</summary>
    public static SqlExpression Parenthesized(PgNode expression, int location, StatementScope scope)
    {
        var open = scope.Tokens.FindSign(scope.Tokens.IndexAt(location), scope.End, '(');
        var close = scope.Tokens.AfterGroup(open, scope.End);
        return scope.Expression(expression, open + 1, close - 1);
    }

    // PostgreSQL's parser says "enforced" only of those that can be otherwise.
    private static bool IsEnforceable(Constraint constraint) =>
        constraint.Contype is ConstrType.CONSTR_CHECK or ConstrType.CONSTR_FOREIGN;

    private static ImmutableArray<string> Columns(PgNodeList keys, string? column) =>
        column is null ? Names.Texts(keys) : [column];

    // Each is a key and its operator.
    private static ImmutableArray<IndexKey> ExcludedKeys(PgNodeList exclusions)
    {
        var keys = ImmutableArray.CreateBuilder<IndexKey>(exclusions.Count);
        foreach (var node in exclusions)
        {
            if (node is ListNode { Items: [IndexElem key, ..] })
            {
                keys.Add(new IndexKey(key.Name, key.Expr is { } expression ? ExpressionReader.Read(expression, "") : null)
                {
                    Collation = Names.Qualified(key.Collation),
                    OperatorClass = Names.Qualified(key.Opclass),
                });
            }
        }

        return keys.ToImmutable();
    }

    private static ForeignKeyConstraint ForeignKey(Constraint constraint, string? column) =>
        new(Columns(constraint.FkAttrs, column), Names.Of(constraint.Pktable), Names.Texts(constraint.PkAttrs))
        {
            OnDelete = Action(constraint.FkDelAction),
            OnUpdate = Action(constraint.FkUpdAction),
            MatchFull = constraint.FkMatchtype == "f",
            OnDeleteColumns = Names.Texts(constraint.FkDelSetCols),
            HasPeriod = constraint.FkWithPeriod,
        };

    // FKCONSTR_ACTION_* in parsenodes.h.
    private static ReferentialAction Action(string? code) => code switch
    {
        "r" => ReferentialAction.Restrict,
        "c" => ReferentialAction.Cascade,
        "n" => ReferentialAction.SetNull,
        "d" => ReferentialAction.SetDefault,
        _ => ReferentialAction.NoAction,
    };
}
