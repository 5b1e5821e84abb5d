using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What rows must satisfy to belong into a partition (get_qual_from_partbound in partbounds.c), and whether the constraints of a table prove it.</summary>
internal static class PartitionConstraint
{
    /// <summary>The constraint of a partition with that bound, those of the tables above it included; null where a part of it is not known.</summary>
    public static Predicate? Of(TableInfo parent, PartitionBound? bound, RelationName? except, SchemaCatalog catalog)
    {
        if (parent.PartitionKey is not { } key || OfBound(parent, key, bound, except, catalog) is not { } own)
        {
            return null;
        }

        if (parent.PartitionOf is not { } above)
        {
            return own;
        }

        return catalog.Find(above) is { } grandparent && Of(grandparent, parent.Bound, parent.Name, catalog) is { } inherited ? PredicateProof.And(own, inherited) : null;
    }

    /// <summary>What the DEFAULT partition may still hold when a partition with that bound is added (get_proposed_default_constraint).</summary>
    public static Predicate? ForDefault(TableInfo parent, PartitionBound? bound, SchemaCatalog catalog) =>
        Of(parent, bound, except: null, catalog) is { } constraint ? PredicateProof.Not(constraint) : null;

    /// <summary>Whether the table's valid CHECK constraints and NOT NULL columns prove the condition; NO INHERIT ones count as well.</summary>
    public static Proof IsImplied(TableInfo table, Predicate? condition)
    {
        var known = ImmutableArray.CreateBuilder<Predicate>();
        foreach (var constraint in table.Constraints)
        {
            if (constraint is CheckConstraint { NotValid: false, NotEnforced: false } check)
            {
                known.Add(check.Expression.Predicate ?? new OpaquePredicate(null));
            }
        }

        if (condition is null)
        {
            // Without any constraint nothing can be proved, whatever it is.
            return known.Count == 0 && table.IsComplete ? Proof.Fails : Proof.Unknown;
        }

        foreach (var column in table.Columns)
        {
            if (table.IsNotNull(column.Name) == true)
            {
                known.Add(new NullPredicate(column.Name, IsNull: false));
            }
        }

        if (known.Count == 0)
        {
            return Proof.Fails;
        }

        return new PredicateProof(operand => table.Column(operand)?.Type is { ArrayDimensions: 0 } type ? type.Name : null)
            .Implies(PredicateProof.And(known.ToImmutable()), condition);
    }

    private static Predicate? OfBound(TableInfo parent, PartitionKey key, PartitionBound? bound, RelationName? except, SchemaCatalog catalog) => bound switch
    {
        ListBound list when key.Operands is [var operand] => OfList(operand, list),
        RangeBound range when range.From.Length == key.Operands.Length && range.To.Length == key.Operands.Length => OfRange(key, range),

        // satisfies_hash_partition() of the table's number.
        HashBound => new OpaquePredicate(null),
        DefaultBound => OfDefault(parent, key, except, catalog),
        _ => null,
    };

    private static Predicate? OfList(string operand, ListBound list)
    {
        var values = ImmutableArray.CreateBuilder<Predicate>();
        foreach (var value in list.Values)
        {
            if (value is not { } constant)
            {
                return null;
            }

            values.Add(new ComparisonPredicate(operand, "=", constant));
        }

        if (values.Count == 0)
        {
            return new NullPredicate(operand, IsNull: true);
        }

        var isOne = PredicateProof.Or(values.ToImmutable());
        return list.HasNull
            ? PredicateProof.Or(new NullPredicate(operand, IsNull: true), isOne)
            : PredicateProof.And(new NullPredicate(operand, IsNull: false), isOne);
    }

    private static Predicate? OfRange(PartitionKey key, RangeBound range)
    {
        var parts = ImmutableArray.CreateBuilder<Predicate>();
        foreach (var operand in key.Operands)
        {
            parts.Add(new NullPredicate(operand, IsNull: false));
        }

        var first = 0;
        for (; first < key.Operands.Length - 1; first++)
        {
            if (range.From[first].Value is not { } from || range.To[first].Value is not { } to
                || ConstantOrder.Compare(from, to, type: null) != 0)
            {
                break;
            }

            parts.Add(new ComparisonPredicate(key.Operands[first], "=", from));
        }

        if (!AddSide(key, range.From, first, ">", parts) || !AddSide(key, range.To, first, "<", parts))
        {
            return null;
        }

        return PredicateProof.And(parts.ToImmutable());
    }

    /// <summary>(a &gt; x) OR (a = x AND b &gt;= y), and so on for each further column.</summary>
    private static bool AddSide(PartitionKey key, ImmutableArray<RangeLimit> limits, int first, string sign, ImmutableArray<Predicate>.Builder parts)
    {
        var arms = ImmutableArray.CreateBuilder<Predicate>();
        var equal = ImmutableArray<Predicate>.Empty;
        for (var i = first; i < limits.Length; i++)
        {
            if (!limits[i].IsKnown)
            {
                return false;
            }

            if (limits[i].Value is not { } value)
            {
                break;
            }

            // The lower limit belongs to the partition, the upper one does not; before MINVALUE or MAXVALUE each value of the columns that follow counts.
            var isLast = i == limits.Length - 1;
            var takesAll = !isLast && limits[i + 1].Infinite == (sign == ">" ? -1 : 1);
            var includes = takesAll || (isLast && sign == ">");
            arms.Add(PredicateProof.And(equal.Add(new ComparisonPredicate(key.Operands[i], includes ? sign + "=" : sign, value))));
            if (takesAll)
            {
                break;
            }

            equal = equal.Add(new ComparisonPredicate(key.Operands[i], "=", value));
        }

        if (arms.Count > 0)
        {
            parts.Add(PredicateProof.Or(arms.ToImmutable()));
        }

        return true;
    }

    /// <summary>What belongs into none of the others.</summary>
    private static Predicate? OfDefault(TableInfo parent, PartitionKey key, RelationName? except, SchemaCatalog catalog)
    {
        var others = ImmutableArray.CreateBuilder<Predicate>();
        foreach (var partition in catalog.PartitionsOf(parent.Name))
        {
            if (partition.Bound is DefaultBound || partition.Name.Equals(except))
            {
                continue;
            }

            if (OfBound(parent, key, partition.Bound, except: null, catalog) is not { } constraint)
            {
                return null;
            }

            others.Add(constraint);
        }

        return others.Count == 0 ? new OpaquePredicate("true") : PredicateProof.Not(PredicateProof.Or(others.ToImmutable()));
    }
}
