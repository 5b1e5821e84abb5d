using System.Globalization;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>The type of a column where the migration does not name it, as Npgsql's provider maps types of .NET.</summary>
internal static class ColumnType
{
    private static readonly HashSet<string> SerialTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8",
    };

    /// <exception cref="ArgumentException">There is no type for it, or it is none for a new column of a table with rows.</exception>
    public static string Of(Type clrType, string? type, int? maxLength, int? precision, int? scale)
    {
        if (type is not null)
        {
            return SerialTypes.Contains(Arguments.Sql(type, nameof(type), "\"integer\"").Trim())
                ? throw new ArgumentException(
                    $"A column of type {type} gets a number in each row, for which PostgreSQL rewrites the table under a lock that blocks everybody. Create a sequence, and use type: "
                    + "\"bigint\" with defaultValueSql: \"nextval('the_sequence')\".", nameof(type))
                : type.Trim();
        }

        var bare = Nullable.GetUnderlyingType(clrType) ?? clrType;
        return bare switch
        {
            _ when bare == typeof(string) && maxLength is { } length => string.Create(CultureInfo.InvariantCulture, $"character varying({length})"),
            _ when bare == typeof(decimal) && precision is { } p => string.Create(CultureInfo.InvariantCulture, $"numeric({p},{scale ?? 0})"),
            _ => Plain(bare.IsEnum ? Enum.GetUnderlyingType(bare) : bare)
                ?? throw new ArgumentException($"There is no PostgreSQL type that {clrType} stands for: name it with type, for example type: \"jsonb\".", nameof(type)),
        };
    }

    private static string? Plain(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(short) || type == typeof(byte) || type == typeof(sbyte) => "smallint",
        _ when type == typeof(int) => "integer",
        _ when type == typeof(long) => "bigint",
        _ when type == typeof(float) => "real",
        _ when type == typeof(double) => "double precision",
        _ when type == typeof(decimal) => "numeric",
        _ when type == typeof(Guid) => "uuid",
        _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "timestamp with time zone",
        _ when type == typeof(DateOnly) => "date",
        _ when type == typeof(TimeOnly) => "time without time zone",
        _ when type == typeof(TimeSpan) => "interval",
        _ when type == typeof(byte[]) => "bytea",
        _ => null,
    };
}
