namespace MigrationAnalyzers.Ef.Calls;

/// <summary>The names of Npgsql's annotations on operations (NpgsqlAnnotationNames in its source).</summary>
internal static class NpgsqlAnnotations
{
    public const string Prefix = "Npgsql:";
    public const string CreatedConcurrently = Prefix + "CreatedConcurrently";
    public const string IndexMethod = Prefix + "IndexMethod";
    public const string IndexOperators = Prefix + "IndexOperators";
    public const string IndexNullSortOrder = Prefix + "IndexNullSortOrder";
    public const string IndexSortOrder = Prefix + "IndexSortOrder";
    public const string IndexInclude = Prefix + "IndexInclude";
    public const string IndexCollation = Prefix + "IndexCollation";
    public const string NullsDistinct = Prefix + "NullsDistinct";
    public const string TsVectorConfig = Prefix + "TsVectorConfig";
    public const string TsVectorProperties = Prefix + "TsVectorProperties";
    public const string UnloggedTable = Prefix + "UnloggedTable";
    public const string ValueGenerationStrategy = Prefix + "ValueGenerationStrategy";
    public const string IdentityOptions = Prefix + "IdentitySequenceOptions";
    public const string CompressionMethod = Prefix + "Compression:";
    public const string DefaultColumnCollation = Prefix + "DefaultColumnCollation";
    public const string StorageParameterPrefix = Prefix + "StorageParameter:";
    public const string EnumPrefix = Prefix + "Enum:";
    public const string ExtensionPrefix = Prefix + "PostgresExtension:";
    public const string RangePrefix = Prefix + "Range:";
    public const string CollationDefinitionPrefix = Prefix + "CollationDefinition:";

    /// <summary>EF's own annotation for the collations of an index's columns.</summary>
    public const string RelationalCollation = "Relational:Collation";
}
