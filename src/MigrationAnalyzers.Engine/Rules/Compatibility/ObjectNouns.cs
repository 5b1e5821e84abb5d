namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>The kinds of object that applications name in their SQL, or that Npgsql looks up by name, as people call them.</summary>
internal static class ObjectNouns
{
    /// <param name="objectType">As PostgreSQL names it: OBJECT_VIEW.</param>
    /// <returns>Null for objects that no application names: indexes, triggers, publications, statistics.</returns>
    public static string? Of(string? objectType) => objectType switch
    {
        "OBJECT_VIEW" => "view",
        "OBJECT_MATVIEW" => "materialized view",
        "OBJECT_FOREIGN_TABLE" => "foreign table",
        "OBJECT_SEQUENCE" => "sequence",
        "OBJECT_FUNCTION" => "function",
        "OBJECT_PROCEDURE" => "procedure",
        "OBJECT_ROUTINE" => "routine",
        "OBJECT_AGGREGATE" => "aggregate",
        "OBJECT_TYPE" => "type",
        "OBJECT_DOMAIN" => "domain",
        "OBJECT_SCHEMA" => "schema",
        "OBJECT_EXTENSION" => "extension",
        _ => null,
    };
}
