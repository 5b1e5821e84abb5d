using System.Text.RegularExpressions;
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

    // SET TIME ZONE 0, and zones in POSIX's form: UTC0, <+00>-00.
    private static readonly Regex FixedAtZero = new("^(([A-Za-z]{3,}|<[^>]+>)?[+-]?0{1,2}(:00)*)$", RegexOptions.CultureInvariant);

    private static readonly TypeChange Nothing = new(TypeChangeCost.Nothing);

    private static readonly TypeChange IndexRebuild = new(TypeChangeCost.IndexRebuild);

    private static readonly TypeChange Rewrite = new(TypeChangeCost.Rewrite);

    /// <summary>
    /// Follows ATColumnChangeRequiresRewrite and CheckIndexCompatible: the conversion costs nothing where it is a relabelling, or a length coercion that
    /// the planner knows to change no value.
    /// </summary>
    /// <param name="isExplicit">Written as x::type in USING.</param>
    public static TypeChange Of(SqlType from, SqlType to, SchemaCatalog catalog, int major = EffectOptions.OldestMajor, bool isExplicit = false)
    {
        if (ResolvedType.IsSame(from, to))
        {
            return OfModifiers(from, to);
        }

        var (source, target) = (ResolvedType.Of(from, catalog), ResolvedType.Of(to, catalog));
        if (target.IsConstrained)
        {
            return Rewrite;
        }

        if ((target.Unknown ?? source.Unknown) is { } unknown)
        {
            return new TypeChange(TypeChangeCost.Nothing, unknown);
        }

        switch (TypeCasts.Find(from, to, catalog, major, isExplicit))
        {
            case CastPath.Relabel:
                // The length is that of the column's own type; one that a domain gives, or another type had, is not looked at.
                var known = source.IsDomain || !source.IsSameBase(target) ? ResolvedType.WithoutModifiers(target.Base) : source.Base;
                var relabelled = OfModifiers(known, target.Base);
                return relabelled.Cost == TypeChangeCost.Nothing && ChangesOperators(source, target) ? relabelled.And(IndexRebuild) : relabelled;

            case CastPath.Function when !target.Base.IsArray && (source.Base.Name, target.Base.Name) is ("timestamp", "timestamptz") or ("timestamptz", "timestamp"):
                var coerced = OfModifiers(ResolvedType.WithoutModifiers(target.Base), target.Base);
                return coerced.Cost == TypeChangeCost.Rewrite ? coerced : OfTimeZone(from, to, catalog);

            case CastPath.Unknown:
                return new TypeChange(TypeChangeCost.Nothing, $"whether a change from {from.Text} to {to.Text} converts the rows is not known");

            default:
                return Rewrite;
        }
    }

    public TypeChange And(TypeChange next) =>
        new(Cost > next.Cost ? Cost : next.Cost, Unknown ?? next.Unknown);

    private static bool ChangesOperators(ResolvedType from, ResolvedType to) =>
        OperatorClasses.Differ(new IndexKey("", null), null, from, to);

    /// <summary>The length coercion of one type (coerce_type_typmod), where the support function of the type may say that it changes nothing.</summary>
    private static TypeChange OfModifiers(SqlType from, SqlType to)
    {
        if (ResolvedType.HaveSameModifiers(from, to) || (to.Modifiers.IsEmpty && to.IntervalFields is null && to.OtherModifiers is null))
        {
            return Nothing;
        }

        // An array is coerced element by element, whatever the lengths are.
        if (to.IsArray)
        {
            return Rewrite;
        }

        switch (to.Name)
        {
            case "varchar" or "varbit":
                return !from.Modifiers.IsEmpty && to.Modifiers[0] >= from.Modifiers[0] ? Nothing : Rewrite;
            case "numeric":
                return !from.Modifiers.IsEmpty && Scale(to) == Scale(from) && to.Modifiers[0] >= from.Modifiers[0] ? Nothing : Rewrite;
            case "time" or "timetz" or "timestamp" or "timestamptz":
                return KeepsPrecision(from, to) ? Nothing : Rewrite;
            case "interval":
                return KeepsInterval(from, to) ? Nothing : Rewrite;
            default:
                return TypeNames.IsCore(to)
                    ? Rewrite
                    : new TypeChange(TypeChangeCost.Nothing, $"whether a change from {from.Text} to {to.Text} converts the rows is not known");
        }
    }

    /// <summary>Since PostgreSQL 12 the conversion is none while the offset of TimeZone is always 0 (TimestampTimestampTzRequiresRewrite).</summary>
    private static TypeChange OfTimeZone(SqlType from, SqlType to, SchemaCatalog catalog) =>
        catalog.Parameter("timezone") is not { } zone
            ? new TypeChange(TypeChangeCost.IndexRebuild, $"the TimeZone of the session is not known: unless it is UTC, a change from {from.Text} to {to.Text} rewrites the table")
            : UtcZones.Contains(zone) || FixedAtZero.IsMatch(zone) ? IndexRebuild : Rewrite;

    internal static bool KeepsPrecision(SqlType from, SqlType to) =>
        to.Modifiers.IsEmpty || to.Modifiers[0] >= 6 || (!from.Modifiers.IsEmpty && to.Modifiers[0] >= from.Modifiers[0]);

    /// <summary>interval_support: the least field stays the same or becomes finer; the precision counts only where seconds are kept.</summary>
    internal static bool KeepsInterval(SqlType from, SqlType to)
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
}
