using System.Globalization;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What the valid CHECK constraints of a table say of the values of a column: one that lets no value through that is too long or too large.</summary>
internal sealed class ValueBounds(string column, TableInfo? table)
{
    /// <summary>No text is longer.</summary>
    public bool ProveLength(int limit) =>
        Prove(new ComparisonPredicate($"(char_length({column}))", "<=", Constant(limit)))
        || Prove(new ComparisonPredicate($"(character_length({column}))", "<=", Constant(limit)))
        || Prove(new ComparisonPredicate($"(length({column}))", "<=", Constant(limit)));

    /// <summary>No number is beyond the range of that type.</summary>
    public bool ProveRange(string type) => type switch
    {
        "int2" => ProveBetween(short.MinValue, short.MaxValue),
        "int4" => ProveBetween(int.MinValue, int.MaxValue),
        "int8" => ProveBetween(long.MinValue, long.MaxValue),
        _ => false,
    };

    private bool ProveBetween(long lowest, long highest) =>
        Prove(new ComparisonPredicate(column, ">=", Constant(lowest))) && Prove(new ComparisonPredicate(column, "<=", Constant(highest)));

    private bool Prove(ComparisonPredicate goal)
    {
        foreach (var constraint in table?.Constraints ?? [])
        {
            if (constraint is CheckConstraint { NotValid: false, NotEnforced: false, Expression.Predicate: { } known }
                && new PredicateProof(_ => goal.Constant.Type).Implies(known, goal) == Proof.Holds)
            {
                return true;
            }
        }

        return false;
    }

    private static PredicateConstant Constant(long number) =>
        new(number.ToString(CultureInfo.InvariantCulture), number is > int.MaxValue or < int.MinValue ? "int8" : "int4");
}
