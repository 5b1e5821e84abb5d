using System.Globalization;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>Values of .NET as SQL, so that PostgreSQL keeps the same default as with EF Core's literals. Quoted ones take the type of the column.</summary>
internal static class SqlLiteral
{
    /// <exception cref="ArgumentException">There is no literal for a value of that type.</exception>
    public static string Of(object value, string parameter) => value switch
    {
        bool b => b ? "TRUE" : "FALSE",
        string s => TableName.Literal(s),
        char c => TableName.Literal(c.ToString()),
        byte or sbyte or short or ushort or int or uint or long or ulong => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        decimal d => d.ToString("0.0###########################", CultureInfo.InvariantCulture),
        float f => float.IsFinite(f) ? f.ToString("R", CultureInfo.InvariantCulture) : NotFinite(f),
        double d => double.IsFinite(d) ? WithPoint(d.ToString("G17", CultureInfo.InvariantCulture)) : NotFinite(d),
        Guid g => $"'{g:D}'",
        DateTime t => t == DateTime.MinValue ? "'-infinity'" : t == DateTime.MaxValue ? "'infinity'"
            : string.Create(CultureInfo.InvariantCulture, $"'{t:yyyy-MM-ddTHH:mm:ss.FFFFFF}{(t.Kind == DateTimeKind.Utc ? "Z" : "")}'"),
        DateTimeOffset t => string.Create(CultureInfo.InvariantCulture, $"'{t:yyyy-MM-ddTHH:mm:ss.FFFFFFzzz}'"),
        DateOnly d => d == DateOnly.MinValue ? "'-infinity'" : d == DateOnly.MaxValue ? "'infinity'" : string.Create(CultureInfo.InvariantCulture, $"'{d:yyyy-MM-dd}'"),
        TimeOnly t => string.Create(CultureInfo.InvariantCulture, $"'{t:HH:mm:ss.FFFFFF}'"),
        TimeSpan t => string.Create(CultureInfo.InvariantCulture, $"'{(t < TimeSpan.Zero ? "-" : "")}{t.Duration().Days} days {(t < TimeSpan.Zero ? "-" : "")}{t.Duration():hh\\:mm\\:ss\\.ffffff}'"),
        byte[] bytes => TableName.Literal($"\\x{Convert.ToHexString(bytes)}"),
        Enum e => Of(Convert.ChangeType(e, Enum.GetUnderlyingType(e.GetType()), CultureInfo.InvariantCulture), parameter),
        _ => throw new ArgumentException($"{parameter} is a {value.GetType()}, for which there is no literal: write the value as SQL, in defaultValueSql.", parameter),
    };

    private static string WithPoint(string number) => number.AsSpan().IndexOfAny(".Ee") < 0 ? number + ".0" : number;

    private static string NotFinite(double value) => double.IsNaN(value) ? "'NaN'" : value > 0 ? "'Infinity'" : "'-Infinity'";
}
