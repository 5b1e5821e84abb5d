using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime;

/// <summary>Checks what migrations hand in, when the migration is built: long before anything is sent to a server.</summary>
internal static class Arguments
{
    /// <summary>NAMEDATALEN - 1: PostgreSQL cuts longer names off, with no more than a notice, and then does not find them again.</summary>
    public const int IdentifierBytes = 63;

    private const string Provider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    public static void Builder(MigrationBuilder? migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        if (migrationBuilder.ActiveProvider is { } provider && provider != Provider)
        {
            throw new InvalidOperationException(
                $"The safe forms are for PostgreSQL, through {Provider}, but the migration runs with {provider}. Call them only if (migrationBuilder.IsNpgsql()), or keep the "
                + "migrations of each provider in a project of their own.");
        }
    }

    public static string Identifier(string? name, string parameter)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException($"{parameter} is {(name is null ? "null" : "empty")}: give the name as the database has it, without quotes.", parameter);
        }

        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"{parameter} contains a NUL character, which PostgreSQL allows in no name: take it out.", parameter);
        }

        var bytes = Encoding.UTF8.GetByteCount(name);
        return bytes <= IdentifierBytes
            ? name
            : throw new ArgumentException($"{parameter} '{name}' has {bytes} bytes, and PostgreSQL cuts names off after {IdentifierBytes}: choose a shorter one.", parameter);
    }

    public static string? OptionalIdentifier(string? name, string parameter) => name is null ? null : Identifier(name, parameter);

    public static TableName Table(string? table, string? schema, string parameter = "table", string schemaParameter = "schema") =>
        new(OptionalIdentifier(schema, schemaParameter), Identifier(table, parameter));

    /// <summary>At least one, none of them twice.</summary>
    public static ImmutableArray<string> Columns(string[]? columns, string parameter)
    {
        if (columns is null || columns.Length == 0)
        {
            throw new ArgumentException($"{parameter} is {(columns is null ? "null" : "empty")}: name at least one column.", parameter);
        }

        return OptionalColumns(columns, parameter);
    }

    public static ImmutableArray<string> OptionalColumns(string[]? columns, string parameter)
    {
        foreach (var column in columns ?? [])
        {
            Identifier(column, parameter);
        }

        var twice = columns?.GroupBy(static c => c, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1)?.Key;
        return twice is null ? [.. columns ?? []] : throw new ArgumentException($"{parameter} names the column '{twice}' twice: name each column once.", parameter);
    }

    /// <summary>A piece of SQL that must be there.</summary>
    public static string Sql(string? sql, string parameter, string example)
    {
        if (string.IsNullOrWhiteSpace(sql))
        {
            throw new ArgumentException($"{parameter} is {(sql is null ? "null" : "empty")}: give SQL, for example {example}.", parameter);
        }

        return OptionalSql(sql, parameter, example)!;
    }

    public static string? OptionalSql(string? sql, string parameter, string example)
    {
        if (sql is null)
        {
            return null;
        }

        if (sql.Trim().Length == 0)
        {
            throw new ArgumentException($"{parameter} is empty: leave it out, or give SQL, for example {example}.", parameter);
        }

        return sql.TrimEnd().EndsWith(';')
            ? throw new ArgumentException($"{parameter} ends with a semicolon, but it is only a part of a statement: leave the semicolon out.", parameter)
            : sql.Trim();
    }

    public static void PerColumn(int? count, int columns, string parameter)
    {
        if (count is { } given && given != columns)
        {
            throw new ArgumentException($"{parameter} has {given} values for {columns} columns: give one for each column, or leave it out.", parameter);
        }
    }

    public static T Defined<T>(T value, string parameter)
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(parameter, value, $"{parameter} is none of {string.Join(", ", Enum.GetNames<T>())}: use one of them.");

    public static int? BatchSize(int? batchSize, string parameter) => batchSize is < 1 or > 1_000_000
        ? throw new ArgumentOutOfRangeException(parameter, batchSize, $"{parameter} is a number of rows from 1 to 1000000: some thousands are a good start.")
        : batchSize;

    /// <summary>A name of our own, made of the user's: cut so that it fits, with a hash so that it stays unique.</summary>
    public static string Name(string prefix, params string[] parts)
    {
        var name = prefix + "_" + string.Join('_', parts);
        if (Encoding.UTF8.GetByteCount(name) <= IdentifierBytes)
        {
            return name;
        }

        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        while (Encoding.UTF8.GetByteCount(name) > IdentifierBytes - 9)
        {
            name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        }

        return $"{name}_{hash}";
    }
}
