using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Steps.Expand;

namespace MigrationAnalyzers.Runtime;

public static partial class SafeMigrationBuilderExtensions
{
    private const string ConversionExample = "\"data\"::jsonb";

    /// <summary>
    /// Prepares another type for a column, where ALTER COLUMN TYPE would rewrite the table while nobody can read it: adds a hidden column of the new type, a trigger that fills it, copies
    /// the rows in batches, builds the indexes concurrently, and adds CHECK constraints, NOT NULL and the foreign keys from and to the column NOT VALID, to validate them while others read and
    /// write. <see cref="ContractColumnType"/> puts the new column in the place of the old one, in the same migration or a later one.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Until then applications see the old type. The name of the hidden column begins with <c>sync_</c>; a statement that writes it by itself counts too, through <paramref name="usingBack"/>.
    /// Primary keys, identity and serial columns, unique constraints and foreign keys from other tables are carried over. The copying updates each row once: triggers of
    /// the table fire, and the row version (<c>xmin</c>) changes. While there are two unique indexes, ON CONFLICT behaves as with <see cref="ExpandRenameColumn"/>.
    /// </para>
    /// <para>
    /// Refused, before anything is changed: values that the new type does not take (all rows are read once and converted, unless the types rule that out); partitioned tables, partitions and inheritance, generated columns; what uses the column and belongs to no column alone (views, policies, triggers with
    /// a column list, generated columns, extended statistics, exclusion constraints, column lists of publications); foreign keys from and to partitioned tables; between timestamp and timestamptz
    /// without <paramref name="usingExpression"/>. A plain runner builds the indexes only of a table of up to 1 MB, and names the commands otherwise; <see cref="SafeMigrator"/> builds all of them
    /// concurrently.
    /// </para>
    /// </remarks>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The column.</param>
    /// <param name="table">Its table.</param>
    /// <param name="newType">The new type, in SQL: <c>bigint</c>, <c>varchar(20) COLLATE "C"</c>.</param>
    /// <param name="schema">The schema of the table; null: where the search path finds it.</param>
    /// <param name="usingExpression">The new value as SQL over the column, without its table, and no other column: <c>"data"::jsonb</c>. Null: as an assignment does it (int to bigint).</param>
    /// <param name="usingBack">The old value as SQL, in which the column's name stands for the new value. Null: as an assignment does it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name or the type is missing, or a name is longer than 63 bytes, or SQL ends with a semicolon.</exception>
    /// <exception cref="InvalidOperationException">The migration is not for PostgreSQL.</exception>
    public static MigrationBuilder ExpandColumnType(
        this MigrationBuilder migrationBuilder, string name, string table, string newType, string? schema = null, string? usingExpression = null, string? usingBack = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new ExpandColumnTypeStep(TypeChangeOf(name, table, newType, schema, usingExpression, usingBack)));
    }

    /// <summary>
    /// Ends what <see cref="ExpandColumnType"/> began: after a look at all rows without a lock, one short transaction puts the new column in the place of the old one, with the names of its indexes
    /// and constraints. What is left is what ALTER COLUMN TYPE leaves, but for the position of the column.
    /// </summary>
    /// <remarks>
    /// All applications that run must get along with both types: what reads <c>int</c> also reads <c>bigint</c> through Npgsql, but what writes <c>text</c> does not write <c>jsonb</c>. Statements that a
    /// session has prepared, and that return the column, fail once with error 0A000 (cached plan must not change result type), as after ALTER COLUMN TYPE. Refused when rows, indexes or constraints are
    /// missing on the new column: they are named.
    /// </remarks>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The column.</param>
    /// <param name="table">Its table.</param>
    /// <param name="newType">The new type, as for <see cref="ExpandColumnType"/>.</param>
    /// <param name="schema">The schema of the table; null: where the search path finds it.</param>
    /// <param name="usingExpression">As for <see cref="ExpandColumnType"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name or the type is missing, or a name is longer than 63 bytes, or SQL ends with a semicolon.</exception>
    /// <exception cref="InvalidOperationException">The migration is not for PostgreSQL.</exception>
    public static MigrationBuilder ContractColumnType(
        this MigrationBuilder migrationBuilder, string name, string table, string newType, string? schema = null, string? usingExpression = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new ContractColumnTypeStep(TypeChangeOf(name, table, newType, schema, usingExpression, null)));
    }

    /// <summary>Takes back <see cref="ExpandColumnType"/>, for Down: drops the trigger, the hidden column and all that was made for it. The column has all that was written.</summary>
    /// <remarks>Refused when there is no such column; when <see cref="ContractColumnType"/> has run, change the type back with both forms.</remarks>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The column.</param>
    /// <param name="table">Its table.</param>
    /// <param name="newType">The new type, as for <see cref="ExpandColumnType"/>.</param>
    /// <param name="schema">The schema of the table; null: where the search path finds it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name or the type is missing, or a name is longer than 63 bytes.</exception>
    /// <exception cref="InvalidOperationException">The migration is not for PostgreSQL.</exception>
    public static MigrationBuilder CancelColumnType(this MigrationBuilder migrationBuilder, string name, string table, string newType, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new CancelColumnTypeStep(TypeChangeOf(name, table, newType, schema, null, null)));
    }

    private static TypeChange TypeChangeOf(string name, string table, string newType, string? schema, string? usingExpression, string? usingBack) =>
        new(Arguments.Table(table, schema), Arguments.Identifier(name, nameof(name)), Arguments.Sql(newType, nameof(newType), "bigint"))
        {
            Using = Arguments.OptionalSql(usingExpression, nameof(usingExpression), ConversionExample),
            UsingBack = Arguments.OptionalSql(usingBack, nameof(usingBack), ConversionExample),
        };
}
