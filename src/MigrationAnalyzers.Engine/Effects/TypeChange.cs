using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What a change of a column's type costs.</summary>
internal enum TypeChangeCost
{
    /// <summary>The catalog alone is changed; plain indexes stay as they are.</summary>
    Nothing,

    /// <summary>The rows stay, but the new type's operators order or hash them in another way: indexes over the column are built anew.</summary>
    IndexRebuild,

    /// <summary>Every row is converted.</summary>
    Rewrite,
}

/// <summary>What a change of type costs, and what it depends on.</summary>
/// <param name="Cost">The least that it costs.</param>
/// <param name="Unknown">What is not known and may make it cost more; null when the cost is certain.</param>
internal readonly record struct TypeChange(TypeChangeCost Cost, string? Unknown = null)
{
    private static readonly HashSet<string> UtcZones = new(StringComparer.OrdinalIgnoreCase)
    {
        "UTC", "Etc/UTC", "UCT", "Etc/UCT", "GMT", "Etc/GMT", "GMT0", "GMT+0", "GMT-0", "Etc/GMT0", "Etc/GMT+0", "Etc/GMT-0",
        "Greenwich", "Etc/Greenwich", "Universal", "Etc/Universal", "Zulu", "Etc/Zulu",
    };

    private static readonly TypeChange Nothing = new(TypeChangeCost.Nothing);

    private static readonly TypeChange IndexRebuild = new(TypeChangeCost.IndexRebuild);

    private static readonly TypeChange Rewrite = new(TypeChangeCost.Rewrite);

    /// <summary>
    /// Follows ATColumnChangeRequiresRewrite and CheckIndexCompatible: the conversion costs nothing where it is a relabelling, or a length coercion that
    /// the planner knows to change no value.
    /// </summary>
    public static TypeChange Of(SqlType from, SqlType to, SchemaCatalog catalog)
    {
        if (from.IsArray || to.IsArray)
        {
            // int[] and int[][] are the same type; any other change converts element by element, even varchar(50)[] to text[].
            return from.IsArray && to.IsArray && IsSameType(from, to) && SameModifiers(from, to) ? Nothing : Rewrite;
        }

        var (target, targetDomain, unknownTarget) = Resolve(to, catalog);
        var (source, sourceDomain, unknownSource) = Resolve(from, catalog);
        if (IsSameType(from, to) && SameModifiers(from, to))
        {
            return Nothing;
        }

        if (targetDomain is { IsConstrained: true })
        {
            return Rewrite;
        }

        if ((unknownTarget ?? unknownSource) is { } unknown)
        {
            return new TypeChange(TypeChangeCost.Nothing, unknown);
        }

        return IsSameType(source, target) ? OfModifiers(source, target) : OfDifferentTypes(source, target, catalog);
    }

    public TypeChange And(TypeChange next) =>
        new(Cost > next.Cost ? Cost : next.Cost, Unknown ?? next.Unknown);

    private static (SqlType Base, DomainInfo? Domain, string? Unknown) Resolve(SqlType type, SchemaCatalog catalog)
    {
        if (!TypeNames.IsUserType(type))
        {
            return (type, null, null);
        }

        var name = new RelationName(type.Schema, type.Name);
        if (catalog.Enums.ContainsKey(name))
        {
            return (type, null, null);
        }

        if (catalog.Domains.TryGetValue(name, out var domain))
        {
            return domain.BaseType is { } inner ? (inner, domain, null) : (type, domain, $"what {type.Text} is a domain over is not known");
        }

        return (type, null, $"what kind of type {type.Text} is, is not known");
    }

    private static TypeChange OfModifiers(SqlType from, SqlType to)
    {
        if (SameModifiers(from, to))
        {
            return Nothing;
        }

        switch (to.Name)
        {
            case "varchar" or "varbit":
                return to.Modifiers.IsEmpty || (!from.Modifiers.IsEmpty && to.Modifiers[0] >= from.Modifiers[0]) ? Nothing : Rewrite;
            case "numeric":
                return to.Modifiers.IsEmpty || (!from.Modifiers.IsEmpty && Scale(to) == Scale(from) && to.Modifiers[0] >= from.Modifiers[0]) ? Nothing : Rewrite;
            case "time" or "timetz" or "timestamp" or "timestamptz":
                return KeepsPrecision(from, to) ? Nothing : Rewrite;
            case "interval":
                return KeepsInterval(from, to) ? Nothing : Rewrite;
            case "bpchar":
                // Without a length nothing is cut or padded.
                return to.Modifiers.IsEmpty ? Nothing : Rewrite;
            default:
                return TypeNames.IsCore(to)
                    ? Rewrite
                    : new TypeChange(TypeChangeCost.Nothing, $"whether a change from {from.Text} to {to.Text} converts the rows is not known");
        }
    }

    private static TypeChange OfDifferentTypes(SqlType from, SqlType to, SchemaCatalog catalog) => (from.Name, to.Name) switch
    {
        ("text", "varchar") or ("varchar", "text") or ("xml", "text" or "varchar") => to.Modifiers.IsEmpty ? Nothing : Rewrite,
        ("text" or "varchar", "citext") => IndexRebuild,
        ("citext", "text" or "varchar") => to.Modifiers.IsEmpty ? IndexRebuild : Rewrite,
        ("cidr", "inet") => Nothing,
        ("bit", "varbit") => to.Modifiers.IsEmpty ? IndexRebuild : Rewrite,
        ("int4", "oid") or ("oid", "int4") => IndexRebuild,
        (var x, var y) when IsObjectId(x) && IsObjectId(y) => x == "oid" || y == "oid" ? Nothing : Rewrite,
        ("int4", var y) when IsObjectId(y) => IndexRebuild,
        (var x, "int4") when IsObjectId(x) => IndexRebuild,
        ("timestamp", "timestamptz") or ("timestamptz", "timestamp") => OfTimeZone(from, to, catalog),
        _ => TypeNames.IsUserType(from) || TypeNames.IsUserType(to) || (TypeNames.IsCore(from) && TypeNames.IsCore(to))
            ? Rewrite
            : new TypeChange(TypeChangeCost.Nothing, $"whether a change from {from.Text} to {to.Text} converts the rows is not known"),
    };

    /// <summary>Since PostgreSQL 12 the conversion is none while TimeZone is UTC.</summary>
    private static TypeChange OfTimeZone(SqlType from, SqlType to, SchemaCatalog catalog)
    {
        if (!KeepsPrecision(from, to))
        {
            return Rewrite;
        }

        return catalog.Parameter("timezone") is not { } zone
            ? new TypeChange(TypeChangeCost.IndexRebuild, $"the TimeZone of the session is not known: unless it is UTC, a change from {from.Text} to {to.Text} rewrites the table")
            : UtcZones.Contains(zone) ? IndexRebuild : Rewrite;
    }

    private static bool IsObjectId(string name) => name == "oid" || (name.StartsWith("reg", StringComparison.Ordinal) && name != "regexp");

    private static bool KeepsPrecision(SqlType from, SqlType to) =>
        to.Modifiers.IsEmpty || to.Modifiers[0] >= 6 || (!from.Modifiers.IsEmpty && to.Modifiers[0] >= from.Modifiers[0]);

    /// <summary>interval_support: the least field stays the same or becomes finer; the precision counts only where seconds are kept.</summary>
    private static bool KeepsInterval(SqlType from, SqlType to)
    {
        if (to.Modifiers.IsEmpty && to.IntervalFields is null)
        {
            return true;
        }

        var oldField = LeastField(from.IntervalFields);
        var newField = LeastField(to.IntervalFields);
        return newField <= oldField && (oldField > 0 || KeepsPrecision(from, to));
    }

    /// <summary>0 for seconds, up to 5 for years (intervaltypmodleastfield); all fields when none are named.</summary>
    private static int LeastField(int? fields) => fields switch
    {
        null => 0,
        { } mask when (mask & (1 << 12)) != 0 => 0,
        { } mask when (mask & (1 << 11)) != 0 => 1,
        { } mask when (mask & (1 << 10)) != 0 => 2,
        { } mask when (mask & (1 << 3)) != 0 => 3,
        { } mask when (mask & (1 << 1)) != 0 => 4,
        _ => 5,
    };

    private static int Scale(SqlType numeric) => numeric.Modifiers.Length > 1 ? numeric.Modifiers[1] : 0;

    private static bool IsSameType(SqlType a, SqlType b) =>
        string.Equals(a.Name, b.Name, StringComparison.Ordinal) && new RelationName(a.Schema, a.Name).Equals(new RelationName(b.Schema, b.Name));

    private static bool SameModifiers(SqlType a, SqlType b) => a.Modifiers.SequenceEqual(b.Modifiers) && a.IntervalFields == b.IntervalFields;
}
