using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// PostgreSQL's predicate_implied_by (predtest.c) with weak implication, as ConstraintImpliedByRelConstraint uses it: what the condition does not make false
/// the goal must not make false either, so that a comparison does not prove IS NOT NULL.
/// </summary>
/// <param name="typeOf">The type of an operand (PostgreSQL's name); null where it is not known.</param>
internal sealed class PredicateProof(Func<string, string?> typeOf)
{
    private enum Test
    {
        None,
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
    }

    public static Predicate And(params ImmutableArray<Predicate> parts) => parts.Length == 1 ? parts[0] : new PredicateList(true, Flatten(parts, isAnd: true));

    public static Predicate Or(params ImmutableArray<Predicate> parts) => parts.Length == 1 ? parts[0] : new PredicateList(false, Flatten(parts, isAnd: false));

    public static Predicate Not(Predicate predicate) => predicate switch
    {
        PredicateList list => list.IsAnd ? Or(ImmutableArray.CreateRange(list.Parts, Not)) : And(ImmutableArray.CreateRange(list.Parts, Not)),
        NullPredicate test => test with { IsNull = !test.IsNull },
        ComparisonPredicate comparison => comparison with { Operator = Negated(comparison.Operator) },
        OpaquePredicate { Text: "true" } => new OpaquePredicate("false"),
        OpaquePredicate { Text: "false" } => new OpaquePredicate("true"),
        OpaquePredicate { Text: { } text } => new OpaquePredicate("not " + text),
        _ => predicate,
    };

    public Proof Implies(Predicate known, Predicate goal)
    {
        if (goal is PredicateList { IsAnd: true } all)
        {
            var result = Proof.Holds;
            foreach (var part in all.Parts)
            {
                result = Lesser(result, Implies(known, part));
            }

            return result;
        }

        if (known is PredicateList { IsAnd: false } cases)
        {
            var result = Proof.Holds;
            foreach (var part in cases.Parts)
            {
                result = Lesser(result, Implies(part, goal));
            }

            return result;
        }

        var best = Proof.Fails;
        if (goal is PredicateList any)
        {
            foreach (var part in any.Parts)
            {
                best = Greater(best, Implies(known, part));
            }
        }

        if (known is PredicateList conjunction)
        {
            foreach (var part in conjunction.Parts)
            {
                best = Greater(best, Implies(part, goal));
            }
        }

        return known is PredicateList || goal is PredicateList ? best : ImpliesSimple(known, goal);
    }

    private Proof ImpliesSimple(Predicate known, Predicate goal) => (known, goal) switch
    {
        (OpaquePredicate { Text: "false" }, _) or (_, OpaquePredicate { Text: "true" }) => Proof.Holds,
        (NullPredicate, NullPredicate) => known == goal ? Proof.Holds : Proof.Fails,
        (ComparisonPredicate x, ComparisonPredicate y) => Compare(x, y),
        (OpaquePredicate x, OpaquePredicate y) when x.Text is not null && y.Text is not null =>
            string.Equals(x.Text, y.Text, StringComparison.Ordinal) ? Proof.Holds : Proof.Fails,
        (OpaquePredicate, OpaquePredicate) => Proof.Unknown,
        _ => Proof.Fails,
    };

    private Proof Compare(ComparisonPredicate known, ComparisonPredicate goal)
    {
        if (!string.Equals(known.Operand, goal.Operand, StringComparison.Ordinal))
        {
            return Proof.Fails;
        }

        var type = typeOf(known.Operand);
        if (!ConstantOrder.IsCompared(type, known.Constant) || !ConstantOrder.IsCompared(type, goal.Constant))
        {
            return Proof.Fails;
        }

        var test = TestFor(known.Operator, goal.Operator);
        if (test == Test.None)
        {
            return Proof.Fails;
        }

        return ConstantOrder.Compare(goal.Constant, known.Constant, type) switch
        {
            null => Proof.Unknown,
            0 => Holds(test is Test.Equal or Test.LessOrEqual or Test.GreaterOrEqual),
            int.MaxValue => test is Test.Equal or Test.NotEqual ? Holds(test == Test.NotEqual) : Proof.Unknown,
            < 0 => Holds(test is Test.Less or Test.LessOrEqual or Test.NotEqual),
            > 0 => Holds(test is Test.Greater or Test.GreaterOrEqual or Test.NotEqual),
        };
    }

    private static Proof Holds(bool holds) => holds ? Proof.Holds : Proof.Fails;

    private static Proof Lesser(Proof a, Proof b) => a < b ? a : b;

    private static Proof Greater(Proof a, Proof b) => a > b ? a : b;

    /// <summary>BT_implic_table: what must be true of "the goal's constant ? the known one's".</summary>
    private static Test TestFor(string known, string goal) => (known, goal) switch
    {
        ("=", "=") or ("<>", "<>") => Test.Equal,
        ("=", "<>") => Test.NotEqual,
        ("<", "<" or "<=" or "<>") or ("<=", "<=") or ("=", "<=") => Test.GreaterOrEqual,
        ("<=", "<" or "<>") or ("=", "<") => Test.Greater,
        (">", ">" or ">=" or "<>") or (">=", ">=") or ("=", ">=") => Test.LessOrEqual,
        (">=", ">" or "<>") or ("=", ">") => Test.Less,
        _ => Test.None,
    };

    private static string Negated(string sign) => sign switch
    {
        "=" => "<>",
        "<>" => "=",
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        ">=" => "<",
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, null),
    };

    private static ImmutableArray<Predicate> Flatten(ImmutableArray<Predicate> parts, bool isAnd)
    {
        var result = ImmutableArray.CreateBuilder<Predicate>(parts.Length);
        foreach (var part in parts)
        {
            if (part is PredicateList list && list.IsAnd == isAnd)
            {
                result.AddRange(list.Parts);
            }
            else
            {
                result.Add(part);
            }
        }

        return result.ToImmutable();
    }
}
