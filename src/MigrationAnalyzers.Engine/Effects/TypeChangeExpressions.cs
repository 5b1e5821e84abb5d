using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// Checks and partial indexes are made anew from their text as ruleutils.c writes it, where each constant has the type that it was compared in: a comparison
/// that has no operator for the new type fails.
/// </summary>
internal static class TypeChangeExpressions
{
    /// <summary>Functions of pg_proc, on all of 12 to 18, of which each overload takes a text first, or else a bit string, bytea, tsvector, range or figure.</summary>
    private static readonly HashSet<string> TextFunctions = new(StringComparer.Ordinal)
    {
        "ascii", "bit_length", "btrim", "char_length", "character_length", "convert_to", "decode", "initcap", "left", "length", "lower", "lpad", "ltrim", "md5",
        "octet_length", "overlay", "parse_ident", "position", "quote_ident", "regexp_match", "regexp_matches", "regexp_replace", "regexp_split_to_array", "repeat",
        "replace", "reverse", "right", "rpad", "rtrim", "split_part", "starts_with", "string_to_array", "strpos", "substr", "substring", "to_ascii", "to_date",
        "to_number", "translate", "upper",
    };

    /// <summary>Types that become none of those unless they are told to.</summary>
    private static readonly HashSet<string> NoText = new(StringComparer.Ordinal)
    {
        "int2", "int4", "int8", "numeric", "float4", "float8", "bool", "date", "time", "timetz", "timestamp", "timestamptz", "interval", "uuid", "json", "jsonb", "inet", "money",
    };

    public static string? ErrorOf(AlterColumnType change, TypeConversion conversion, TableInfo table, EffectScope scope)
    {
        if (conversion is not { From: { } from, To: { } to })
        {
            return null;
        }

        foreach (var expression in ExpressionsOf(change, table, scope))
        {
            if (ErrorOf(expression, change.Column, from, to, scope) is { } error)
            {
                return error;
            }
        }

        foreach (var constraint in table.Constraints)
        {
            if (constraint is CheckConstraint { Expression.Predicate: { } condition } && !scope.DropsConstraint(change.Table, constraint.Name)
                && ErrorOf(condition, change.Column, from, to, scope) is { } error)
            {
                return error;
            }
        }

        foreach (var index in table.Indexes)
        {
            if (index.Definition.Filter?.Predicate is { } filter && ErrorOf(filter, change.Column, from, to, scope) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>
    /// A call is written with the column as it was given: no such function takes the new type. Of a varchar, PostgreSQL writes (x)::text, which every type can become.
    /// </summary>
    private static string? ErrorOf(SqlExpression expression, string column, SqlType from, SqlType to, EffectScope scope)
    {
        if (from is not { Name: "text", IsArray: false } || to.IsArray || !NoText.Contains(to.Name) || !TypeNames.IsCore(to))
        {
            return null;
        }

        foreach (var use in expression.Uses)
        {
            if (use.Operands.IsEmpty || !string.Equals(use.Operands[0].Column, column, StringComparison.Ordinal))
            {
                continue;
            }

            if (use.Kind == ExpressionUseKind.Call && TextFunctions.Contains(use.Name.Name) && use.Name.Schema is null or "pg_catalog" && !scope.Catalog.Functions.ContainsKey(use.Name))
            {
                return $"function {use.Name.Name}({to.Text}) does not exist";
            }

            // Its other arguments were made texts.
            if (use.Kind == ExpressionUseKind.Call && use.Name.Name == "coalesce" && use.Operands.Any(static o => o.IsUntyped))
            {
                return $"COALESCE types {to.Text} and text cannot be matched";
            }

            if (use.Kind == ExpressionUseKind.Operator && use.Name.Name is "~" or "!~" or "~*" or "!~*" or "~~" or "!~~" or "~~*" or "!~~*")
            {
                return $"operator does not exist: {to.Text} {use.Name.Name} text";
            }
        }

        return null;
    }

    private static IEnumerable<SqlExpression> ExpressionsOf(AlterColumnType change, TableInfo table, EffectScope scope)
    {
        foreach (var constraint in table.Constraints)
        {
            if (constraint is CheckConstraint check && !scope.DropsConstraint(change.Table, constraint.Name))
            {
                yield return check.Expression;
            }
        }

        foreach (var index in table.Indexes)
        {
            foreach (var key in index.Definition.Keys)
            {
                if (key.Expression is { } expression)
                {
                    yield return expression;
                }
            }

            if (index.Definition.Filter is { } filter)
            {
                yield return filter;
            }
        }
    }

    private static string? ErrorOf(Predicate condition, string column, SqlType from, SqlType to, EffectScope scope)
    {
        switch (condition)
        {
            case PredicateList list:
                foreach (var part in list.Parts)
                {
                    if (ErrorOf(part, column, from, to, scope) is { } error)
                    {
                        return error;
                    }
                }

                return null;

            case ComparisonPredicate comparison when string.Equals(comparison.Operand, column, StringComparison.Ordinal):
                // A varchar is compared as (c)::text, which every type can become.
                var constant = comparison.Constant.Type ?? from.Name;
                return IsSimple(from) && IsSimple(to) && from.Name != "varchar" && !AreComparable(to.Name == "varchar" ? "text" : to.Name, constant, scope.Major)
                    ? $"operator does not exist: {to.Text} {comparison.Operator} {constant}"
                    : null;

            default:
                return null;
        }
    }

    private static bool IsSimple(SqlType type) => !type.IsArray && TypeNames.IsCore(type) && OperatorClasses.HasOperators(type);

    private static bool AreComparable(string type, string constant, int major) =>
        TypeCasts.IsImplicit(type, constant, major) || TypeCasts.IsImplicit(constant, type, major) || OperatorClasses.AreOfOneFamily(type, constant);
}
