using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Reversal;

/// <summary>
/// The value that EF Core gives existing rows of a required column: the default of the C# type. The data of a dropped column is gone, so rows need
/// some value when the column comes back.
/// </summary>
internal static class ZeroValue
{
    /// <summary>Null for types that have none.</summary>
    public static SqlExpression? Of(SqlType type)
    {
        var text = type.IsArray ? "'{}'" : Scalar(type.Name);
        return text is null ? null : new SqlExpression(text) { IsConstant = true, Volatility = Volatility.Immutable };
    }

    private static string? Scalar(string name) => name switch
    {
        "int2" or "int4" or "int8" or "float4" or "float8" or "numeric" or "money" => "0",
        "bool" => "false",
        "text" or "varchar" or "bpchar" or "citext" or "bytea" => "''",
        "uuid" => "'00000000-0000-0000-0000-000000000000'",
        "date" or "timestamp" or "timestamptz" => "'-infinity'",
        "time" or "timetz" => "'00:00'",
        "interval" => "'0'",
        "json" or "jsonb" => "'{}'",
        _ => null,
    };
}
