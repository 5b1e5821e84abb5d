namespace MigrationAnalyzers.Engine.History;

/// <summary>What well-known extensions define, as far as tables depend on it.</summary>
internal static class Extensions
{
    public static bool IsKnown(string extension) => TypesOf(extension).Length + FunctionsOf(extension).Length + OperatorClassesOf(extension).Length > 0
        || ScalarMethodOf(extension) is not null;

    public static bool MakesNoRelation(string extension) => IsKnown(extension) && !string.Equals(extension, "postgis", StringComparison.Ordinal);

    public static string[] TypesOf(string extension) => extension switch
    {
        "citext" => ["citext"],
        "hstore" => ["hstore", "ghstore"],
        "ltree" => ["ltree", "lquery", "ltxtquery"],
        "cube" => ["cube"],
        "seg" => ["seg"],
        "isn" => ["ean13", "isbn13", "ismn13", "issn13", "isbn", "ismn", "issn", "upc"],
        "intarray" => ["query_int"],
        "vector" => ["vector", "halfvec", "sparsevec"],
        "postgis" => ["geometry", "geography", "box2d", "box3d"],
        _ => [],
    };

    /// <summary>The extension that brings the type; null where that is not known.</summary>
    public static string? WithType(string type) =>
        Array.Find(["citext", "hstore", "ltree", "cube", "seg", "isn", "intarray", "vector", "postgis"], e => Array.IndexOf(TypesOf(e), type) >= 0);

    public static string[] FunctionsOf(string extension) => extension switch
    {
        "uuid-ossp" =>
        [
            "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v3", "uuid_generate_v4", "uuid_generate_v5",
            "uuid_nil", "uuid_ns_dns", "uuid_ns_url", "uuid_ns_oid", "uuid_ns_x500",
        ],
        "pgcrypto" => ["gen_random_bytes", "gen_salt", "crypt", "digest", "hmac", "encrypt", "decrypt", "pgp_sym_encrypt", "pgp_sym_decrypt", "armor", "dearmor"],
        "pg_trgm" => ["similarity", "word_similarity", "strict_word_similarity", "show_trgm"],
        "unaccent" => ["unaccent"],
        "fuzzystrmatch" => ["levenshtein", "soundex", "metaphone", "dmetaphone", "dmetaphone_alt", "difference", "daitch_mokotoff"],
        "intarray" => ["sort", "sort_asc", "sort_desc", "uniq", "idx", "subarray", "icount", "intset"],
        _ => [],
    };

    public static string[] OperatorClassesOf(string extension) => extension switch
    {
        "pg_trgm" => ["gin_trgm_ops", "gist_trgm_ops"],
        "intarray" => ["gin__int_ops", "gist__int_ops", "gist__intbig_ops"],
        "vector" => ["vector_l2_ops", "vector_ip_ops", "vector_cosine_ops"],
        _ => [],
    };

    /// <summary>The access method for which the extension brings the operator classes of the scalar types; null for others.</summary>
    public static string? ScalarMethodOf(string extension) => extension switch
    {
        "btree_gist" => "gist",
        "btree_gin" => "gin",
        _ => null,
    };

    /// <summary>Types of which a plain GIN or GiST index needs btree_gin or btree_gist.</summary>
    public static bool IsScalar(string type) => type is "int2" or "int4" or "int8" or "float4" or "float8" or "numeric" or "text" or "varchar" or "bpchar" or "bytea"
        or "bit" or "varbit" or "bool" or "date" or "time" or "timetz" or "timestamp" or "timestamptz" or "interval" or "uuid" or "oid" or "money" or "macaddr" or "macaddr8";
}
