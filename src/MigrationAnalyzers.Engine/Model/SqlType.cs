using System.Collections.Immutable;
using System.Globalization;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>A type as PostgreSQL's catalog names it.</summary>
/// <param name="Name">The internal name: <c>int4</c>, <c>varchar</c>, <c>timestamptz</c>, or a user's type (folded).</param>
/// <param name="Modifiers">Length, or precision and scale.</param>
/// <param name="ArrayDimensions">0 for a plain type.</param>
public sealed record SqlType(string Name, ImmutableArray<int> Modifiers, int ArrayDimensions)
{
    /// <summary>The schema when one was written and it is not <c>pg_catalog</c>.</summary>
    public string? Schema { get; init; }

    /// <summary>The pseudo-types <c>smallserial</c>, <c>serial</c>, <c>bigserial</c>: <see cref="Name"/> is then the integer type.</summary>
    public bool IsSerial { get; init; }

    /// <summary>The field restriction of an interval type, as PostgreSQL encodes it; null when there is none.</summary>
    public int? IntervalFields { get; init; }

    /// <summary>Modifiers that are no numbers, as in <c>geometry(Point, 4326)</c>; null when there are none.</summary>
    public string? OtherModifiers { get; init; }

    /// <summary>The type as it was written, to be used when SQL is produced from it.</summary>
    public string Text { get; init; } = Name;

    public bool IsArray => ArrayDimensions > 0;

    public bool Equals(SqlType? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && string.Equals(Schema, other.Schema, StringComparison.Ordinal)
        && ArrayDimensions == other.ArrayDimensions
        && IsSerial == other.IsSerial
        && IntervalFields == other.IntervalFields
        && string.Equals(OtherModifiers, other.OtherModifiers, StringComparison.Ordinal)
        && SameModifiers(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    private bool SameModifiers(SqlType other)
    {
        if (Modifiers.Length != other.Modifiers.Length)
        {
            return false;
        }

        for (var i = 0; i < Modifiers.Length; i++)
        {
            if (Modifiers[i] != other.Modifiers[i])
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString()
    {
        var modifiers = Modifiers.IsEmpty
            ? ""
            : "(" + string.Join(",", Modifiers.Select(static m => m.ToString(CultureInfo.InvariantCulture))) + ")";
        return (Schema is null ? "" : Schema + ".") + Name + modifiers + string.Concat(Enumerable.Repeat("[]", ArrayDimensions));
    }
}
