using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>pg_opclass, as far as it decides whether an index survives a change of type (CheckIndexCompatible) and whether a foreign key can compare its columns.</summary>
internal static class OperatorClasses
{
    private static readonly Dictionary<string, HashSet<string>> Defaults = new(StringComparer.Ordinal)
    {
        ["btree"] = Types(
            "bit bool bpchar bytea char citext date float4 float8 inet int2 int4 int8 interval jsonb macaddr macaddr8 money name numeric oid oidvector pg_lsn text "
            + "tid time timestamp timestamptz timetz tsquery tsvector uuid varbit xid8"),
        ["hash"] = Types(
            "aclitem bool bpchar bytea char cid citext date float4 float8 inet int2 int4 int8 interval jsonb macaddr macaddr8 name numeric oid oidvector pg_lsn text "
            + "tid time timestamp timestamptz timetz uuid xid xid8"),
        ["brin"] = Types(
            "bit box bpchar bytea char date float4 float8 inet int2 int4 int8 interval macaddr macaddr8 name numeric oid pg_lsn text tid time timestamp timestamptz "
            + "timetz uuid varbit"),
        ["gin"] = Types("jsonb tsvector"),
        ["gist"] = Types("box circle point polygon tsquery tsvector"),
        ["spgist"] = Types("box inet point polygon text"),
    };

    private static readonly Dictionary<string, string> Inputs = new(StringComparer.Ordinal)
    {
        ["text_ops"] = "text", ["varchar_ops"] = "text", ["text_pattern_ops"] = "text", ["varchar_pattern_ops"] = "text", ["gin_trgm_ops"] = "text",
        ["gist_trgm_ops"] = "text", ["text_minmax_ops"] = "text", ["text_bloom_ops"] = "text", ["bpchar_ops"] = "bpchar", ["bpchar_pattern_ops"] = "bpchar",
        ["jsonb_ops"] = "jsonb", ["jsonb_path_ops"] = "jsonb", ["inet_ops"] = "inet", ["int4_ops"] = "int4", ["int8_ops"] = "int8", ["citext_ops"] = "citext",
    };

    private static readonly string[][] Families = [["int2", "int4", "int8"], ["float4", "float8"], ["date", "timestamp", "timestamptz"], ["name", "text"]];

    /// <summary>The type whose default operator class the type has (GetDefaultOpClass); null where it has none, or that is not known.</summary>
    public static string? InputOf(string? method, ResolvedType type)
    {
        if (type.Unknown is not null || !Defaults.TryGetValue(method ?? "btree", out var types))
        {
            return null;
        }

        if (type.Base.IsArray)
        {
            return method is null or "btree" or "hash" or "gin" ? "anyarray" : null;
        }

        if (type.IsEnum)
        {
            return method is null or "btree" or "hash" ? "anyenum" : null;
        }

        if (type.IsRecord)
        {
            return method is null or "btree" or "hash" ? "record" : null;
        }

        if (TypeNames.IsRange(type.Base))
        {
            return method is "gin" ? null : "anyrange";
        }

        var name = type.Base.Name;
        if (types.Contains(name))
        {
            return name;
        }

        // text before others: it is the preferred type of its kind.
        return types.Contains("text") && TypeCasts.IsBinaryCoercible(name, "text") ? "text"
            : types.FirstOrDefault(t => TypeCasts.IsBinaryCoercible(name, t));
    }

    /// <summary>An index over the column is of no use for the new type.</summary>
    public static bool Differ(IndexKey key, string? method, ResolvedType from, ResolvedType to) =>
        key.OperatorClass is null && InputOf(method, from) is { } input
        && (input != InputOf(method, to) || (to.IsPolymorphic && !ResolvedType.IsSame(from.Type, to.Type)));

    /// <summary>An index over the column cannot be made for the new type; null where it can, or that is not known.</summary>
    public static string? ErrorOf(IndexKey key, string? method, ResolvedType from, ResolvedType to)
    {
        if (to.Unknown is not null || TypeNames.IsOfOtherExtension(to.Base))
        {
            return null;
        }

        if (key.OperatorClass is { } name)
        {
            return Inputs.TryGetValue(name, out var input) && (to.Base.IsArray || !TypeCasts.IsBinaryCoercible(to.Base.Name, input))
                ? $"operator class \"{name}\" does not accept data type {to.Type.Text}"
                : null;
        }

        // Where the type before has no class here either, an extension gave it one: perhaps the new type as well.
        return InputOf(method, to) is null && InputOf(method, from) is not null
            ? $"data type {to.Type.Text} has no default operator class for access method \"{method ?? "btree"}\""
            : null;
    }

    /// <summary>
    /// The operator that a foreign key compares with (ATAddForeignKeyConstraint), by its operands and the type that the referencing column is converted from;
    /// null where there is none.
    /// </summary>
    public static string? ForeignKeyOperator(ResolvedType referencing, ResolvedType referenced, int major)
    {
        if (InputOf(null, referenced) is not { } key)
        {
            return null;
        }

        if (referenced.IsPolymorphic || referencing.IsPolymorphic)
        {
            return referencing.IsSameBase(referenced) ? key + " " + referenced.Base : null;
        }

        var name = referencing.Base.Name;
        if (name == key || AreOfOneFamily(name, key))
        {
            return key + " " + name;
        }

        if (TypeCasts.IsBinaryCoercible(name, key))
        {
            return key + " " + key;
        }

        return TypeCasts.IsImplicit(name, key, major) ? key + " " + key + " from " + name : null;
    }

    /// <summary>Values of the type can be compared with each other.</summary>
    public static bool HasOperators(SqlType type) => type.Name == "varchar" || Defaults["btree"].Contains(type.Name);

    public static bool AreOfOneFamily(string a, string b) => Families.Any(f => f.Contains(a) && f.Contains(b));

    private static HashSet<string> Types(string names) => new(names.Split(' '), StringComparer.Ordinal);
}
