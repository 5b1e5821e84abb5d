using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// Checks and partial indexes are made anew from their text as ruleutils.c writes it, where each constant has the type that it was compared in: a comparison
/// that has no operator for the new type fails.
/// </summary>
internal static class TypeChangeExpressions
{
    public static string? ErrorOf(AlterColumnType change, TypeConversion conversion, TableInfo table, EffectScope scope)
    {
        if (conversion is not { From: { } from, To: { } to })
        {
            return null;
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
