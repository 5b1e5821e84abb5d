using System.Globalization;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>The store type that Npgsql chooses for a CLR type when the operation names none (NpgsqlTypeMappingSource).</summary>
internal static class StoreTypes
{
    /// <summary>Longer strings are <c>text</c>: PostgreSQL's limit for varchar(n).</summary>
    private const int MaxVarcharLength = 10_485_760;

    /// <summary>Null where it is not known: enums, converted types, types of plugins.</summary>
    public static string? Of(ITypeSymbol? type, int? maxLength, bool fixedLength, int? precision, int? scale)
    {
        switch (type)
        {
            case null or ITypeParameterSymbol:
                return null;

            case IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }:
                return "bytea";

            case IArrayTypeSymbol { Rank: 1, ElementType: var element }:
                return ArrayOf(element);

            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] }:
                return Of(underlying, maxLength, fixedLength, precision, scale);

            case INamedTypeSymbol { Name: "List", TypeArguments: [var element] } list when IsIn(list, "System.Collections.Generic"):
                return ArrayOf(element);
        }

        return type.SpecialType switch
        {
            SpecialType.System_Boolean => "boolean",
            SpecialType.System_Byte or SpecialType.System_Int16 => "smallint",
            SpecialType.System_Int32 => "integer",
            SpecialType.System_Int64 => "bigint",
            SpecialType.System_Single => "real",
            SpecialType.System_Double => "double precision",
            SpecialType.System_Decimal => Numeric(precision, scale),
            SpecialType.System_Char => "character(1)",
            SpecialType.System_String => Characters(maxLength, fixedLength),
            SpecialType.System_DateTime => WithPrecision("timestamp", precision, " with time zone"),
            SpecialType.None when type is INamedTypeSymbol named => OfNamed(named, precision),
            _ => null,
        };
    }

    private static string? OfNamed(INamedTypeSymbol type, int? precision)
    {
        if (IsIn(type, "System"))
        {
            return type.Name switch
            {
                "Guid" => "uuid",
                "DateTimeOffset" => WithPrecision("timestamp", precision, " with time zone"),
                "DateOnly" => "date",
                "TimeOnly" => WithPrecision("time", precision, " without time zone"),
                "TimeSpan" => WithPrecision("interval", precision, ""),
                _ => null,
            };
        }

        if (IsIn(type, "System.Numerics"))
        {
            return type.Name == "BigInteger" ? "numeric" : null;
        }

        if (IsIn(type, "System.Text.Json"))
        {
            return type.Name is "JsonDocument" or "JsonElement" ? "jsonb" : null;
        }

        if (IsIn(type, "System.Net"))
        {
            return type.Name == "IPAddress" ? "inet" : null;
        }

        if (IsIn(type, "NpgsqlTypes"))
        {
            return type.Name switch
            {
                "NpgsqlTsVector" => "tsvector",
                "NpgsqlTsQuery" => "tsquery",
                "NpgsqlPoint" => "point",
                "NpgsqlBox" => "box",
                "NpgsqlLine" => "line",
                "NpgsqlLSeg" => "lseg",
                "NpgsqlPath" => "path",
                "NpgsqlPolygon" => "polygon",
                "NpgsqlCircle" => "circle",
                _ => null,
            };
        }

        return type is { Name: "Dictionary", TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_String }] }
            ? "hstore"
            : null;
    }

    private static string? ArrayOf(ITypeSymbol element) =>
        Of(element, maxLength: null, fixedLength: false, precision: null, scale: null) is { } type ? type + "[]" : null;

    private static string Characters(int? maxLength, bool fixedLength) => maxLength switch
    {
        > 0 and <= MaxVarcharLength => (fixedLength ? "character(" : "character varying(") + Text(maxLength.Value) + ")",
        _ => "text",
    };

    private static string Numeric(int? precision, int? scale) => (precision, scale) switch
    {
        (null, _) => "numeric",
        ({ } p, null) => "numeric(" + Text(p) + ")",
        ({ } p, { } s) => "numeric(" + Text(p) + "," + Text(s) + ")",
    };

    private static string WithPrecision(string name, int? precision, string rest) =>
        precision is { } digits ? name + "(" + Text(digits) + ")" + rest : name + rest;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsIn(INamedTypeSymbol type, string @namespace) =>
        string.Equals(type.ContainingNamespace?.ToDisplayString(), @namespace, StringComparison.Ordinal);
}
