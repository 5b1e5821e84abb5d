using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>A type, and what it is when all domains are taken off.</summary>
/// <param name="Type">As the column has it.</param>
/// <param name="Base">The type below all domains, with the modifiers that these give it.</param>
internal sealed record ResolvedType(SqlType Type, SqlType Base)
{
    public bool IsDomain { get; init; }

    /// <summary>The domain, or one that it is made of, has a CHECK or NOT NULL (DomainHasConstraints).</summary>
    public bool IsConstrained { get; init; }

    public bool IsEnum { get; init; }

    /// <summary>A composite type, or the row type of a table.</summary>
    public bool IsRecord { get; init; }

    /// <summary>What is not known of it; null when it is known what kind of type it is.</summary>
    public string? Unknown { get; init; }

    /// <summary>Its operator classes are those of anyarray, anyenum or anyrange: an index is only good for the very same type.</summary>
    public bool IsPolymorphic => Base.IsArray || IsEnum || TypeNames.IsRange(Base);

    public static ResolvedType Of(SqlType type, SchemaCatalog catalog)
    {
        if (type.IsArray)
        {
            return new ResolvedType(type, type) { Unknown = Of(type with { ArrayDimensions = 0 }, catalog).Unknown };
        }

        if (!TypeNames.IsUserType(type))
        {
            return new ResolvedType(type, type);
        }

        var name = new RelationName(type.Schema, type.Name);
        if (catalog.Enums.ContainsKey(name))
        {
            return new ResolvedType(type, type) { IsEnum = true };
        }

        if (catalog.Composites.ContainsKey(name) || catalog.Tables.ContainsKey(name))
        {
            return new ResolvedType(type, type) { IsRecord = true };
        }

        if (!catalog.Domains.TryGetValue(name, out var domain))
        {
            return new ResolvedType(type, type) { Unknown = $"what kind of type {type.Text} is, is not known" };
        }

        if (domain.BaseType is not { } over)
        {
            return new ResolvedType(type, type) { IsDomain = true, IsConstrained = domain.IsConstrained, Unknown = $"what {type.Text} is a domain over is not known" };
        }

        // A domain can only be made of what was there before, so that this ends.
        var inner = Of(over, catalog);
        return inner with { Type = type, IsDomain = true, IsConstrained = domain.IsConstrained || inner.IsConstrained };
    }

    public bool IsSameBase(ResolvedType other) => IsSame(Base, other.Base);

    public static bool IsSame(SqlType a, SqlType b) =>
        string.Equals(a.Name, b.Name, StringComparison.Ordinal) && new RelationName(a.Schema, a.Name).Equals(new RelationName(b.Schema, b.Name)) && a.IsArray == b.IsArray;

    public static bool HaveSameModifiers(SqlType a, SqlType b) =>
        a.Modifiers.SequenceEqual(b.Modifiers) && a.IntervalFields == b.IntervalFields && string.Equals(a.OtherModifiers, b.OtherModifiers, StringComparison.Ordinal);

    public static SqlType WithoutModifiers(SqlType type) => type with { Modifiers = ImmutableArray<int>.Empty, IntervalFields = null, OtherModifiers = null };
}
