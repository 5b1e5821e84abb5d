using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>How a value becomes one of another type.</summary>
internal enum CastPath
{
    /// <summary>Not at all: PostgreSQL refuses.</summary>
    None,

    /// <summary>Its bytes stay as they are.</summary>
    Relabel,

    Function,

    /// <summary>Through its text, or element by element.</summary>
    Indirect,

    /// <summary>One of the types is not known.</summary>
    Unknown,
}

/// <summary>find_coercion_pathway: pg_cast, arrays by their elements, and texts, which every type converts to by assignment.</summary>
internal static class TypeCasts
{
    /// <summary>
    /// pg_cast of PostgreSQL 12 to 18, and what citext adds: b stands for binary-coercible, f for a function, i for the text form; and i for implicit, a for
    /// assignment, e for explicit casts. Those between oid and its aliases follow one pattern and are not listed.
    /// </summary>
    private const string Listed = """
        bit: int4 fe, int8 fe, varbit bi
        bool: bpchar fa, citext fa, int4 fe, text fa, varchar fa
        box: circle fe, lseg fe, point fe, polygon fa
        bpchar: char fa, citext fa, name fi, text fi, varchar fi, xml fe
        char: bpchar fa, int4 fe, text fi, varchar fa
        cidr: bpchar fa, inet bi, text fa, varchar fa
        circle: box fe, point fe, polygon fe
        citext: bpchar ba, text bi, varchar bi
        date: timestamp fi, timestamptz fi
        daterange: datemultirange fe
        float4: float8 fi, int2 fa, int4 fa, int8 fa, numeric fa
        float8: float4 fa, int2 fa, int4 fa, int8 fa, numeric fa
        inet: bpchar fa, cidr fa, citext fa, text fa, varchar fa
        int2: float4 fi, float8 fi, int4 fi, int8 fi, numeric fi, oid fi
        int4: bit fe, bool fe, char fe, float4 fi, float8 fi, int2 fa, int8 fi, money fa, numeric fi, oid bi
        int4range: int4multirange fe
        int8: bit fe, float4 fi, float8 fi, int2 fa, int4 fa, money fa, numeric fi, oid fi
        int8range: int8multirange fe
        interval: time fa
        json: jsonb ia
        jsonb: bool fe, float4 fe, float8 fe, int2 fe, int4 fe, int8 fe, json ia, numeric fe
        lseg: point fe
        macaddr: macaddr8 fi
        macaddr8: macaddr fi
        money: numeric fa
        name: bpchar fa, text fi, varchar fa
        numeric: float4 fi, float8 fi, int2 fa, int4 fa, int8 fa, money fa
        numrange: nummultirange fe
        oid: int4 ba, int8 fa
        path: point fe, polygon fa
        point: box fa
        polygon: box fe, circle fe, path fa, point fe
        regoper: regoperator bi
        regoperator: regoper bi
        regproc: regprocedure bi
        regprocedure: regproc bi
        text: bpchar bi, char fa, citext ba, name fi, regclass fi, varchar bi, xml fe
        time: interval fi, timetz fi
        timestamp: date fa, time fa, timestamptz fi
        timestamptz: date fa, time fa, timestamp fa, timetz fa
        timetz: time fa
        tsrange: tsmultirange fe
        tstzrange: tstzmultirange fe
        varbit: bit bi
        varchar: bpchar bi, char fa, citext ba, name fi, regclass fi, text bi, xml fe
        xid8: xid fe
        xml: bpchar ba, text ba, varchar ba
        """;

    /// <summary>Casts that PostgreSQL 18 added.</summary>
    private static readonly HashSet<(string From, string To)> Since18 =
        [("bytea", "int2"), ("bytea", "int4"), ("bytea", "int8"), ("int2", "bytea"), ("int4", "bytea"), ("int8", "bytea")];

    private static readonly Dictionary<(string From, string To), string> Casts = Read();

    /// <summary>The error that the conversion ends with; null where there is a conversion, or that is not known.</summary>
    public static string? ErrorOf(string column, SqlType from, SqlType to, SchemaCatalog catalog, int major) =>
        Find(from, to, catalog, major) == CastPath.None ? $"column \"{column}\" cannot be cast automatically to type {to.Text}" : null;

    /// <param name="isExplicit">Written as x::type; otherwise the conversion is one by assignment.</param>
    public static CastPath Find(SqlType from, SqlType to, SchemaCatalog catalog, int major, bool isExplicit = false)
    {
        var (source, target) = (ResolvedType.Of(from, catalog), ResolvedType.Of(to, catalog));
        if (source.IsSameBase(target))
        {
            return CastPath.Relabel;
        }

        if (source.Unknown is not null || target.Unknown is not null)
        {
            return CastPath.Unknown;
        }

        if (source.Base.IsArray && target.Base.IsArray)
        {
            var element = Find(source.Base with { ArrayDimensions = 0 }, target.Base with { ArrayDimensions = 0 }, catalog, major, isExplicit);
            return element is CastPath.None or CastPath.Unknown ? element : CastPath.Indirect;
        }

        if (!source.Base.IsArray && !target.Base.IsArray && Listing(source.Base.Name, target.Base.Name, major) is { } cast)
        {
            return cast[1] == 'e' && !isExplicit ? CastPath.None
                : cast[0] == 'b' ? CastPath.Relabel
                : cast[0] == 'f' ? CastPath.Function
                : CastPath.Indirect;
        }

        if (IsText(target.Base, major) || (isExplicit && IsText(source.Base, major)))
        {
            return CastPath.Indirect;
        }

        // What casts an extension brings is not known here, but for those of citext.
        return TypeNames.IsOfOtherExtension(source.Base) || TypeNames.IsOfOtherExtension(target.Base) ? CastPath.Unknown : CastPath.None;
    }

    /// <summary>A value becomes one of the other type without being asked for.</summary>
    public static bool IsImplicit(string from, string to, int major) => from == to || (Listing(from, to, major) is { } cast && cast[1] == 'i');

    /// <summary>IsBinaryCoercible: an operator class for the other type takes this type as well.</summary>
    public static bool IsBinaryCoercible(string from, string to) => from == to || Listing(from, to, 0) == "bi";

    private static string? Listing(string from, string to, int major)
    {
        if (Casts.TryGetValue((from, to), out var cast))
        {
            return cast;
        }

        if (Since18.Contains((from, to)) && major >= 18)
        {
            return "fe";
        }

        return (TypeNames.IsObjectIdAlias(from), TypeNames.IsObjectIdAlias(to)) switch
        {
            (false, true) => from switch { "oid" or "int4" => "bi", "int2" or "int8" => "fi", _ => null },
            (true, false) => to switch { "oid" => "bi", "int4" => "ba", "int8" => "fa", _ => null },
            _ => null,
        };
    }

    // TYPCATEGORY_STRING; PostgreSQL 15 took "char" out of it.
    private static bool IsText(SqlType type, int major) =>
        !type.IsArray && (type.Name is "text" or "varchar" or "bpchar" or "name" or "citext" || (type.Name == "char" && major < 15));

    private static Dictionary<(string From, string To), string> Read()
    {
        var casts = new Dictionary<(string From, string To), string>();
        foreach (var line in Listed.Split('\n'))
        {
            var colon = line.IndexOf(':');
            foreach (var target in line[(colon + 1)..].Split(','))
            {
                var parts = target.Trim().Split(' ');
                casts.Add((line[..colon].Trim(), parts[0]), parts[1]);
            }
        }

        return casts;
    }
}
