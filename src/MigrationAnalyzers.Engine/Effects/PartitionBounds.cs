using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What PostgreSQL refuses of a partition's bounds (check_new_partition_bound in partbounds.c). What cannot be compared is taken to be right.</summary>
internal static class PartitionBounds
{
    public static string? ErrorOf(TableInfo parent, RelationName partition, PartitionBound? bound, SchemaCatalog catalog)
    {
        if (parent.PartitionKey is not { } key || bound is null)
        {
            return null;
        }

        if (bound is not DefaultBound && MethodOf(bound) != key.Method)
        {
            return "invalid bound specification for a partition by another method";
        }

        if (bound is DefaultBound && key.Method == PartitionMethod.Hash)
        {
            return "a hash-partitioned table may not have a default partition";
        }

        var types = ImmutableArray.CreateRange(key.Operands, o => parent.Column(o)?.Type?.Name);
        if (bound is RangeBound range && IsFull(range, types) && Compare(range.From, range.To, types) >= 0)
        {
            return $"empty range bound specified for partition \"{partition.Name}\"";
        }

        foreach (var other in catalog.PartitionsOf(parent.Name))
        {
            var error = (bound, other.Bound) switch
            {
                (DefaultBound, DefaultBound) => $"partition \"{partition.Name}\" conflicts with existing default partition \"{other.Name.Name}\"",
                (RangeBound a, RangeBound b) => Overlap(a, b, types),
                (ListBound a, ListBound b) => Overlap(a, b, types[0]),
                (HashBound a, HashBound b) => Conflict(a, b),
                _ => false,
            } switch
            {
                string text => text,
                true => $"partition \"{partition.Name}\" would overlap partition \"{other.Name.Name}\"",
                _ => null,
            };
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private static PartitionMethod MethodOf(PartitionBound bound) => bound switch
    {
        ListBound => PartitionMethod.List,
        RangeBound => PartitionMethod.Range,
        HashBound => PartitionMethod.Hash,
        _ => throw new ArgumentOutOfRangeException(nameof(bound), bound, null),
    };

    private static object Overlap(RangeBound a, RangeBound b, ImmutableArray<string?> types) =>
        IsFull(a, types) && IsFull(b, types) && Compare(a.From, b.To, types) < 0 && Compare(b.From, a.To, types) < 0;

    private static object Overlap(ListBound a, ListBound b, string? type)
    {
        foreach (var x in a.Values)
        {
            foreach (var y in b.Values)
            {
                if (x is { } first && y is { } second && ConstantOrder.Compare(first, second, type) == 0)
                {
                    return true;
                }
            }
        }

        return a.HasNull && b.HasNull;
    }

    private static object Conflict(HashBound a, HashBound b)
    {
        var (small, large) = a.Modulus < b.Modulus ? (a, b) : (b, a);
        if (small.Modulus <= 0)
        {
            return false;
        }

        return large.Modulus % small.Modulus != 0
            ? "every hash partition modulus must be a factor of the next larger modulus"
            : large.Remainder % small.Modulus == small.Remainder;
    }

    private static bool IsFull(RangeBound range, ImmutableArray<string?> types) => range.From.Length == types.Length && range.To.Length == types.Length;

    /// <summary>Null where it is not known, so that no comparison with the result is true.</summary>
    private static int? Compare(ImmutableArray<RangeLimit> a, ImmutableArray<RangeLimit> b, ImmutableArray<string?> types)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (!a[i].IsKnown || !b[i].IsKnown)
            {
                return null;
            }

            var order = a[i].Value is { } x && b[i].Value is { } y ? ConstantOrder.Compare(x, y, types[i]) : a[i].Infinite.CompareTo(b[i].Infinite);
            if (order is null or int.MaxValue)
            {
                return null;
            }

            // MINVALUE is equal to MINVALUE, whatever follows.
            if (order != 0 || a[i].Infinite != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
