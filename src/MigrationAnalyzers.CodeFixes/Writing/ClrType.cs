using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.Writing;

/// <summary>The C# type that Npgsql maps a store type to, for the type argument of AddColumn.</summary>
internal static class ClrType
{
    public static string Of(SqlType type) => Element(type.Name) + string.Concat(Enumerable.Repeat("[]", type.ArrayDimensions));

    /// <summary>Other types are written as string: the store type that is given beside it decides.</summary>
    private static string Element(string name) => name switch
    {
        "int2" => "short",
        "int4" => "int",
        "int8" => "long",
        "float4" => "float",
        "float8" => "double",
        "numeric" or "money" => "decimal",
        "bool" => "bool",
        "uuid" => "System.Guid",
        "bytea" => "byte[]",
        "date" => "System.DateOnly",
        "time" => "System.TimeOnly",
        "timetz" => "System.DateTimeOffset",
        "timestamp" or "timestamptz" => "System.DateTime",
        "interval" => "System.TimeSpan",
        _ => "string",
    };
}
