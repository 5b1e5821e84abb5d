using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace MigrationAnalyzers.Runtime;

public static partial class SafeMigrationBuilderExtensions
{
    /// <summary>
    /// Builds an index on one column while others read and write (CREATE INDEX CONCURRENTLY). See the overload with several columns.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <inheritdoc cref="CreateIndexConcurrently(MigrationBuilder, string, string, string[], string?, bool, string?, bool[], string?, string[], bool, string[], string[], NullSortOrder[])"/>
    public static MigrationBuilder CreateIndexConcurrently(
        this MigrationBuilder migrationBuilder,
        string name,
        string table,
        string column,
        string? schema = null,
        bool unique = false,
        string? filter = null,
        bool[]? descending = null,
        string? method = null,
        string[]? include = null,
        bool nullsDistinct = true,
        string[]? operators = null,
        string[]? collations = null,
        NullSortOrder[]? nullSortOrders = null)
    {
        Arguments.Builder(migrationBuilder);
        Arguments.Identifier(column, nameof(column));
        return migrationBuilder.CreateIndexConcurrently(
            name, table, [column], schema, unique, filter, descending, method, include, nullsDistinct, operators, collations, nullSortOrders);
    }

    /// <summary>
    /// Builds an index while others read and write (CREATE INDEX CONCURRENTLY). An invalid index of that name, left by an interrupted build, is dropped first; a valid
    /// one with the same definition is kept, with another definition it is an error. On a partitioned table only <see cref="SafeMigrator"/> can do it, partition by
    /// partition; plain SQL fails there with a message.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the index, at most 63 bytes.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, at least one.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <param name="unique">No two rows may have the same values. Where rows do, the build fails, says how to find them, and leaves nothing behind with
    /// <see cref="SafeMigrator"/>; with plain SQL an invalid index stays until the next run.</param>
    /// <param name="filter">A condition in SQL: only rows that meet it are in the index.</param>
    /// <param name="descending">A value for each column; an empty array: all descending; null: all ascending.</param>
    /// <param name="method">btree (the default), hash, gist, gin, brin, spgist or one of an extension.</param>
    /// <param name="include">Columns that are stored in the index beside the key.</param>
    /// <param name="nullsDistinct">False: a unique index takes two NULLs for the same value (PostgreSQL 15 and later).</param>
    /// <param name="operators">An operator class for each column; an empty one: the default.</param>
    /// <param name="collations">A collation for each column; an empty one: the column's.</param>
    /// <param name="nullSortOrders">For each column where NULLs stand.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long, a list does not fit the columns.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder CreateIndexConcurrently(
        this MigrationBuilder migrationBuilder,
        string name,
        string table,
        string[] columns,
        string? schema = null,
        bool unique = false,
        string? filter = null,
        bool[]? descending = null,
        string? method = null,
        string[]? include = null,
        bool nullsDistinct = true,
        string[]? operators = null,
        string[]? collations = null,
        NullSortOrder[]? nullSortOrders = null)
    {
        Arguments.Builder(migrationBuilder);
        var keys = Arguments.Columns(columns, nameof(columns));
        Arguments.PerColumn(descending is { Length: > 0 } ? descending.Length : null, keys.Length, nameof(descending));
        Arguments.PerColumn(operators?.Length, keys.Length, nameof(operators));
        Arguments.PerColumn(collations?.Length, keys.Length, nameof(collations));
        Arguments.PerColumn(nullSortOrders?.Length, keys.Length, nameof(nullSortOrders));
        if (!nullsDistinct && !unique)
        {
            throw new ArgumentException("nullsDistinct is false, which says something of a unique index only: set unique to true, or leave nullsDistinct out.", nameof(nullsDistinct));
        }

        return migrationBuilder.Add(new CreateIndexStep(new IndexDefinition(Arguments.Identifier(name, nameof(name)), Arguments.Table(table, schema), keys)
        {
            IsUnique = unique,
            Filter = Arguments.OptionalSql(filter, nameof(filter), "\"\\\"DeletedAt\\\" IS NULL\""),
            Descending = descending is { Length: 0 } ? [.. keys.Select(static _ => true)] : [.. descending ?? []],
            Method = Arguments.OptionalIdentifier(method, nameof(method)),
            Include = Arguments.OptionalColumns(include, nameof(include)),
            NullsDistinct = nullsDistinct,
            Operators = [.. operators?.Select(static o => o ?? "") ?? []],
            Collations = [.. collations?.Select(static c => c ?? "") ?? []],
            NullSortOrders = [.. nullSortOrders ?? []],
        }));
    }

    /// <summary>
    /// Drops an index while others read and write (DROP INDEX CONCURRENTLY). An index that does not exist is no error: an earlier run may have dropped it. Of a
    /// partitioned table, where PostgreSQL has no concurrent form, it is dropped with a short lock.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the index.</param>
    /// <param name="table">Its table; when given, an index of that name on another table is an error.</param>
    /// <param name="schema">The schema of the index; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder DropIndexConcurrently(this MigrationBuilder migrationBuilder, string name, string? table = null, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new DropIndexStep(Arguments.Table(name, schema, nameof(name)), Arguments.OptionalIdentifier(table, nameof(table))));
    }

    /// <summary>
    /// Builds an index anew while others read and write (REINDEX INDEX CONCURRENTLY, PostgreSQL 12 and later; for a partitioned index 14 and later). What an interrupted
    /// rebuild left is dropped first.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the index.</param>
    /// <param name="schema">The schema of the index; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder ReindexConcurrently(this MigrationBuilder migrationBuilder, string name, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new ReindexStep(Arguments.Table(name, schema, nameof(name))));
    }
}
