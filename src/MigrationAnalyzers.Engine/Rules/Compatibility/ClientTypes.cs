using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>What becomes of an application that maps a column to its old type when the column has a new one. It reads with Npgsql, and its parameters have the old type.</summary>
internal static class ClientTypes
{
    private enum Kind
    {
        Integer,
        Decimal,
        Float,
        Text,
        Json,
        Bool,
        Uuid,
        Bytes,
        Timestamp,
        Time,
        Bits,
        Network,
        Enum,
        Range,
    }

    /// <summary>Whether Npgsql's converter for the C# type of the old one takes values of the new type (tried with Npgsql 10; numbers that it makes of dates are nonsense).</summary>
    public static ClientOutcome Reads(SqlType from, SqlType to, SchemaCatalog catalog)
    {
        var (old, now) = (ResolvedType.Of(from, catalog), ResolvedType.Of(to, catalog));
        if (old.Base.IsArray || now.Base.IsArray)
        {
            return old.Unknown is not null || now.Unknown is not null ? ClientOutcome.Unknown
                : old.Base.IsArray != now.Base.IsArray ? (KindOf(old) == Kind.Bytes ? ClientOutcome.Depends : ClientOutcome.Fails)
                : Reads(old.Base with { ArrayDimensions = 0 }, now.Base with { ArrayDimensions = 0 }, catalog);
        }

        return (KindOf(old), KindOf(now)) switch
        {
            (null, _) or (_, null) => ClientOutcome.Unknown,
            (Kind.Enum, Kind.Enum) or (Kind.Range, Kind.Range) => old.IsSameBase(now) ? ClientOutcome.Works : ClientOutcome.Fails,
            (Kind.Bits, Kind.Bits) => old.IsSameBase(now) && ResolvedType.HaveSameModifiers(old.Base, now.Base) ? ClientOutcome.Works : ClientOutcome.Depends,
            var (a, b) when a == b => a is Kind.Time or Kind.Network or Kind.Timestamp && !old.IsSameBase(now) ? ClientOutcome.Depends : ClientOutcome.Works,
            (Kind.Integer, Kind.Decimal) or (Kind.Text, Kind.Json) => ClientOutcome.Works,
            (Kind.Decimal or Kind.Float, Kind.Integer or Kind.Decimal or Kind.Float) or (Kind.Integer, Kind.Float) => ClientOutcome.Depends,
            (Kind.Timestamp or Kind.Time, Kind.Timestamp or Kind.Time) => ClientOutcome.Depends,
            (Kind.Json, Kind.Text) or (Kind.Bits, Kind.Bool) or (Kind.Bool, Kind.Bits) => ClientOutcome.Depends,
            (Kind.Integer, Kind.Timestamp or Kind.Time) or (Kind.Text or Kind.Json, Kind.Bits) or (Kind.Bytes, Kind.Text or Kind.Json) => ClientOutcome.Depends,
            _ => ClientOutcome.Fails,
        };
    }

    /// <summary>Whether PostgreSQL converts a parameter of the old type: it does so only by an assignment cast.</summary>
    public static ClientOutcome Writes(SqlType from, SqlType to, SchemaCatalog catalog, int major) => TypeCasts.Find(from, to, catalog, major) switch
    {
        CastPath.None => ClientOutcome.Fails,
        CastPath.Unknown => ClientOutcome.Unknown,
        _ => ClientOutcome.Works,
    };

    /// <summary>Values that the old type takes do not fit into the new one, which is of the same kind.</summary>
    public static bool IsNarrower(SqlType from, SqlType to, SchemaCatalog catalog)
    {
        var (old, now) = (ResolvedType.Of(from, catalog).Base, ResolvedType.Of(to, catalog).Base);
        return !old.IsArray && !now.IsArray && (old.Name, now.Name) switch
        {
            ("int8", "int4" or "int2") or ("int4", "int2") or ("float8", "float4") => true,
            ("text" or "varchar" or "bpchar" or "citext", "varchar" or "bpchar") =>
                !now.Modifiers.IsEmpty && (old.Modifiers.IsEmpty || now.Modifiers[0] < old.Modifiers[0]),
            ("numeric", "numeric") => !now.Modifiers.IsEmpty && (old.Modifiers.IsEmpty || WholeDigits(now) < WholeDigits(old)),
            ("numeric", "int8" or "int4" or "int2") => true,
            _ => false,
        };
    }

    /// <summary>From timestamp to timestamptz or back.</summary>
    public static bool ChangesTimeZone(SqlType from, SqlType to) =>
        !from.IsArray && !to.IsArray && (from.Name, to.Name) is ("timestamp", "timestamptz") or ("timestamptz", "timestamp");

    private static int WholeDigits(SqlType numeric) => numeric.Modifiers[0] - (numeric.Modifiers.Length > 1 ? numeric.Modifiers[1] : 0);

    private static Kind? KindOf(ResolvedType type) => type switch
    {
        { Unknown: not null } or { IsRecord: true } => null,
        { IsEnum: true } => Kind.Enum,
        _ when TypeNames.IsRange(type.Base) => Kind.Range,
        _ => type.Base.Name switch
        {
            "int2" or "int4" or "int8" => Kind.Integer,
            "numeric" => Kind.Decimal,
            "float4" or "float8" => Kind.Float,
            "text" or "varchar" or "bpchar" or "citext" => Kind.Text,
            "json" or "jsonb" => Kind.Json,
            "bool" => Kind.Bool,
            "uuid" => Kind.Uuid,
            "bytea" => Kind.Bytes,
            "timestamp" or "timestamptz" or "date" => Kind.Timestamp,
            "time" or "timetz" or "interval" => Kind.Time,
            "bit" or "varbit" => Kind.Bits,
            "inet" or "cidr" or "macaddr" or "macaddr8" => Kind.Network,
            _ => null,
        },
    };
}
