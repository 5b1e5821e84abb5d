namespace MigrationAnalyzers.Engine.Model;

/// <summary>Which types are PostgreSQL's own, or those of well-known extensions: base types, that is, and no domains.</summary>
internal static class TypeNames
{
    private static readonly HashSet<string> Core = new(StringComparer.Ordinal)
    {
        "aclitem", "bit", "bool", "box", "bpchar", "bytea", "char", "cid", "cidr", "circle", "date", "datemultirange", "daterange", "float4", "float8", "inet",
        "int2", "int2vector", "int4", "int4multirange", "int4range", "int8", "int8multirange", "int8range", "interval", "json", "jsonb", "jsonpath", "line", "lseg",
        "macaddr", "macaddr8", "money", "name", "numeric", "nummultirange", "numrange", "oid", "oidvector", "path", "pg_lsn", "pg_snapshot", "point", "polygon",
        "refcursor", "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator", "regproc", "regprocedure", "regrole",
        "regtype", "text", "tid", "time", "timestamp", "timestamptz", "timetz", "tsmultirange", "tsquery", "tsrange", "tstzmultirange", "tstzrange", "tsvector",
        "txid_snapshot", "uuid", "varbit", "varchar", "xid", "xid8", "xml",
    };

    private static readonly HashSet<string> OfExtensions = new(StringComparer.Ordinal)
    {
        "citext", "cube", "geography", "geometry", "halfvec", "hstore", "isbn", "isbn13", "lo", "lquery", "ltree", "ltxtquery", "raster", "seg", "sparsevec", "vector",
    };

    public static bool IsCore(SqlType type) => type.Schema is null && Core.Contains(type.Name);

    /// <summary>An enum, a domain, a composite type, or one that is not known here.</summary>
    public static bool IsUserType(SqlType type) => !IsCore(type) && !OfExtensions.Contains(type.Name);

    /// <summary>oid's aliases: regclass and so on.</summary>
    public static bool IsObjectIdAlias(string name) => name.StartsWith("reg", StringComparison.Ordinal) && Core.Contains(name);

    public static bool IsRange(SqlType type) => IsCore(type) && type.Name.EndsWith("range", StringComparison.Ordinal);

    /// <summary>A type of an extension, of whose casts and operator classes nothing is known here.</summary>
    public static bool IsOfOtherExtension(SqlType type) => type.Name != "citext" && !IsCore(type) && OfExtensions.Contains(type.Name);
}
