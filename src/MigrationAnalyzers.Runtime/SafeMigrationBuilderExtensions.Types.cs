using System.Globalization;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime;

public static partial class SafeMigrationBuilderExtensions
{
    /// <summary>
    /// Adds a value to an enum type, committed at once: what follows in the migration can use it. A value that is there already is left alone, wherever it stands.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="type">The name of the enum type.</param>
    /// <param name="value">The new value, at most 63 bytes.</param>
    /// <param name="before">The value that it stands before.</param>
    /// <param name="after">The value that it stands after. With neither it is the last one.</param>
    /// <param name="schema">The schema of the type; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long, or both places are given.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder AddEnumValue(
        this MigrationBuilder migrationBuilder, string type, string value, string? before = null, string? after = null, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        if (before is not null && after is not null)
        {
            throw new ArgumentException("before and after are both given: leave one of them out.", nameof(after));
        }

        return migrationBuilder.Add(new AddEnumValueStep(
            Arguments.Table(type, schema, nameof(type)),
            Arguments.Identifier(value, nameof(value)),
            Arguments.OptionalIdentifier(before, nameof(before)),
            Arguments.OptionalIdentifier(after, nameof(after))));
    }

    /// <summary>
    /// Lets the operations that follow wait no longer than that for a lock, up to the end of the transaction (SET LOCAL lock_timeout): a migration that cannot get its
    /// lock fails instead of keeping all others waiting behind it. <see cref="SafeMigrator"/> has a time of its own and tries again; what is said here holds there too.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="timeout">From 1 millisecond to 1 hour. More than 1 second is better: only then PostgreSQL cancels an autovacuum that is in the way.</param>
    /// <returns>The builder of the operation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is out of range.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static OperationBuilder<SqlOperation> SetLockTimeout(this MigrationBuilder migrationBuilder, TimeSpan timeout)
    {
        Arguments.Builder(migrationBuilder);
        if (timeout < TimeSpan.FromMilliseconds(1) || timeout > TimeSpan.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "timeout is a time from 1 millisecond to 1 hour: some seconds are a good start.");
        }

        return migrationBuilder.Sql(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = '{(long)timeout.TotalMilliseconds}ms';"));
    }
}
