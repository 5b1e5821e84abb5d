using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>FOR VALUES: what belongs into a partition.</summary>
public abstract record PartitionBound;

/// <summary>DEFAULT: what belongs into no other one.</summary>
public sealed record DefaultBound : PartitionBound;

/// <summary>IN (...). A value is null where the text does not tell it.</summary>
public sealed record ListBound(ImmutableArray<PredicateConstant?> Values, bool HasNull) : PartitionBound;

/// <summary>FROM (...) TO (...).</summary>
public sealed record RangeBound(ImmutableArray<RangeLimit> From, ImmutableArray<RangeLimit> To) : PartitionBound;

/// <summary>WITH (MODULUS m, REMAINDER r).</summary>
public sealed record HashBound(int Modulus, int Remainder) : PartitionBound;

/// <summary>One column of a limit: a value, or MINVALUE (-1), MAXVALUE (1). Neither where the text does not tell it.</summary>
public readonly record struct RangeLimit(PredicateConstant? Value, int Infinite)
{
    public bool IsKnown => Value is not null || Infinite != 0;
}
