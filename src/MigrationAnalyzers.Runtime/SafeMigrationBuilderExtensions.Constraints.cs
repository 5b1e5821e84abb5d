using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime;

public static partial class SafeMigrationBuilderExtensions
{
    /// <summary>Adds a foreign key on one column while others read and write. See the overload with several columns.</summary>
    /// <param name="column">The column that refers.</param>
    /// <param name="principalColumn">The column that is referred to; null: the primary key of its table.</param>
    /// <inheritdoc cref="AddForeignKeySafely(MigrationBuilder, string, string, string[], string, string[], string?, string?, ReferentialAction, ReferentialAction)"/>
    public static MigrationBuilder AddForeignKeySafely(
        this MigrationBuilder migrationBuilder,
        string name,
        string table,
        string column,
        string principalTable,
        string? schema = null,
        string? principalSchema = null,
        string? principalColumn = null,
        ReferentialAction onUpdate = ReferentialAction.NoAction,
        ReferentialAction onDelete = ReferentialAction.NoAction)
    {
        Arguments.Builder(migrationBuilder);
        Arguments.Identifier(column, nameof(column));
        Arguments.OptionalIdentifier(principalColumn, nameof(principalColumn));
        return migrationBuilder.AddForeignKeySafely(
            name, table, [column], principalTable, principalColumn is null ? null : [principalColumn], schema, principalSchema, onUpdate, onDelete);
    }

    /// <summary>
    /// Adds a foreign key while others read and write: NOT VALID in a short lock on both tables, then VALIDATE, which lets others write. On a partitioned table before
    /// PostgreSQL 18 only <see cref="SafeMigrator"/> can do it, partition by partition; plain SQL fails there with a message.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the constraint, at most 63 bytes.</param>
    /// <param name="table">The table that refers.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="principalTable">The table that is referred to.</param>
    /// <param name="principalColumns">Its columns, as many; null: its primary key.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <param name="principalSchema">The schema of the other table; null: found by search_path.</param>
    /// <param name="onUpdate">What happens to rows when the key that they refer to changes.</param>
    /// <param name="onDelete">What happens to rows when the row that they refer to is deleted.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long, or the numbers of columns differ.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder AddForeignKeySafely(
        this MigrationBuilder migrationBuilder,
        string name,
        string table,
        string[] columns,
        string principalTable,
        string[]? principalColumns = null,
        string? schema = null,
        string? principalSchema = null,
        ReferentialAction onUpdate = ReferentialAction.NoAction,
        ReferentialAction onDelete = ReferentialAction.NoAction)
    {
        Arguments.Builder(migrationBuilder);
        var dependent = Arguments.Columns(columns, nameof(columns));
        var principal = principalColumns is null ? [] : Arguments.Columns(principalColumns, nameof(principalColumns));
        if (!principal.IsEmpty && principal.Length != dependent.Length)
        {
            throw new ArgumentException($"The foreign key has {dependent.Length} columns but refers to {principal.Length}: name as many principalColumns as columns.", nameof(principalColumns));
        }

        return migrationBuilder.Add(new ForeignKeyStep(
            Arguments.Identifier(name, nameof(name)),
            Arguments.Table(table, schema),
            dependent,
            Arguments.Table(principalTable, principalSchema, nameof(principalTable), nameof(principalSchema)),
            principal)
        {
            OnUpdate = Arguments.Defined(onUpdate, nameof(onUpdate)),
            OnDelete = Arguments.Defined(onDelete, nameof(onDelete)),
        });
    }

    /// <summary>Adds a check constraint while others read and write: NOT VALID in a short lock, then VALIDATE, which lets others write.</summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the constraint, at most 63 bytes.</param>
    /// <param name="table">The table.</param>
    /// <param name="sql">The condition, without CHECK: <c>"Price" > 0</c>.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name or the condition is missing, or the name too long.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder AddCheckConstraintSafely(this MigrationBuilder migrationBuilder, string name, string table, string sql, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new CheckConstraintStep(
            Arguments.Identifier(name, nameof(name)), Arguments.Table(table, schema), Arguments.Sql(sql, nameof(sql), "\"\\\"Price\\\" > 0\"")));
    }

    /// <inheritdoc cref="AddUniqueConstraintSafely(MigrationBuilder, string, string, string[], string?)"/>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the constraint, at most 63 bytes.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">Its column.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    public static MigrationBuilder AddUniqueConstraintSafely(this MigrationBuilder migrationBuilder, string name, string table, string column, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        Arguments.Identifier(column, nameof(column));
        return migrationBuilder.AddUniqueConstraintSafely(name, table, [column], schema);
    }

    /// <summary>
    /// Adds a unique constraint while others read and write: its index is built concurrently and then taken over in a short lock. On a partitioned table only
    /// <see cref="SafeMigrator"/> can do it; plain SQL fails there with a message.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the constraint, at most 63 bytes.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, at least one.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long, or there is no column.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder AddUniqueConstraintSafely(this MigrationBuilder migrationBuilder, string name, string table, string[] columns, string? schema = null) =>
        migrationBuilder.AddKey(name, table, columns, schema, isPrimaryKey: false);

    /// <inheritdoc cref="AddPrimaryKeySafely(MigrationBuilder, string, string, string[], string?)"/>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the constraint, at most 63 bytes.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">Its column.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    public static MigrationBuilder AddPrimaryKeySafely(this MigrationBuilder migrationBuilder, string name, string table, string column, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        Arguments.Identifier(column, nameof(column));
        return migrationBuilder.AddPrimaryKeySafely(name, table, [column], schema);
    }

    /// <summary>
    /// Adds a primary key while others read and write: its columns become NOT NULL by a check that is validated, its index is built concurrently, and the key takes the
    /// index over in a short lock. On a partitioned table only <see cref="SafeMigrator"/> can do it; plain SQL fails there with a message.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the constraint, at most 63 bytes.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, at least one.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long, or there is no column.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder AddPrimaryKeySafely(this MigrationBuilder migrationBuilder, string name, string table, string[] columns, string? schema = null) =>
        migrationBuilder.AddKey(name, table, columns, schema, isPrimaryKey: true);

    /// <summary>
    /// Validates a foreign key or check constraint that was added NOT VALID, while others read and write. A valid one is left alone.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the constraint.</param>
    /// <param name="table">The table.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder ValidateConstraintSafely(this MigrationBuilder migrationBuilder, string name, string table, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new ValidateConstraintStep(Arguments.Identifier(name, nameof(name)), Arguments.Table(table, schema)));
    }

    private static MigrationBuilder AddKey(this MigrationBuilder migrationBuilder, string name, string table, string[] columns, string? schema, bool isPrimaryKey)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new UniqueConstraintStep(
            Arguments.Identifier(name, nameof(name)), Arguments.Table(table, schema), Arguments.Columns(columns, nameof(columns)), isPrimaryKey));
    }
}
