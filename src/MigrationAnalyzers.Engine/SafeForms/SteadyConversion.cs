using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// Changes of a column's type that give the same value in every session, whatever its time zone, DateStyle or lc_monetary: a trigger that converts in the sessions of the application gives what
/// ALTER COLUMN TYPE would have given in the migration's.
/// </summary>
internal static class SteadyConversion
{
    private static readonly HashSet<string>[] s_groups =
    [
        Group("int2 int4 int8 numeric float4 float8"),
        Group("text varchar bpchar citext name bool int2 int4 int8 numeric uuid json jsonb inet cidr macaddr"),
        Group("bool int4"),
        Group("timestamp date"),
        Group("bit varbit"),
    ];

    /// <param name="from">The type before; null where it is not known.</param>
    public static bool Is(AlterColumnType change, SqlType? from, SchemaCatalog catalog)
    {
        if (change.NewType is not { IsSerial: false } to)
        {
            return false;
        }

        if (change.Using is not { } value)
        {
            return from is not null && Converts(from, to, catalog);
        }

        if (value.HasSubquery || value.Columns.Any(c => !string.Equals(c, change.Column, StringComparison.Ordinal)))
        {
            return false;
        }

        if (value.ConvertedColumn is null)
        {
            // The functions and constants of an expression say nothing of the casts in it.
            return value is { Volatility: Volatility.Immutable, UnknownFunctions.IsEmpty: true }
                && value.Uses.All(u => u.Target is not { } target || IsPlain(target, catalog))
                && (from is null || IsPlain(from, catalog))
                && IsPlain(to, catalog);
        }

        var current = from;
        foreach (var next in value.Casts.Add(to))
        {
            current = current is not null && Converts(current, next, catalog) ? next : null;
        }

        return current is not null;
    }

    private static bool Converts(SqlType from, SqlType to, SchemaCatalog catalog)
    {
        if (from.IsArray != to.IsArray || (!IsEnum(from, catalog) && !TypeNames.IsCore(from)) || (!IsEnum(to, catalog) && !TypeNames.IsCore(to)))
        {
            return false;
        }

        return string.Equals(from.Name, to.Name, StringComparison.Ordinal)
            || s_groups.Any(g => g.Contains(from.Name) && g.Contains(to.Name))
            || (IsEnum(from, catalog) && IsText(to))
            || (IsEnum(to, catalog) && IsText(from));
    }

    /// <summary>A type of which no cast from or to another such type depends on the session.</summary>
    private static bool IsPlain(SqlType type, SchemaCatalog catalog) =>
        IsEnum(type, catalog) || (TypeNames.IsCore(type) && (s_groups[0].Contains(type.Name) || s_groups[1].Contains(type.Name)));

    private static bool IsEnum(SqlType type, SchemaCatalog catalog) => catalog.Enums.ContainsKey(new RelationName(type.Schema, type.Name));

    private static bool IsText(SqlType type) => type.Name is "text" or "varchar" or "bpchar";

    private static HashSet<string> Group(string names) => new(names.Split(' '), StringComparer.Ordinal);
}
