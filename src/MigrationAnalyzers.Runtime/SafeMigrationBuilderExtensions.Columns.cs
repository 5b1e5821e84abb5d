using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime;

public static partial class SafeMigrationBuilderExtensions
{
    /// <summary>
    /// Adds a column while others read and write. A default that is the same for all rows (a constant, <c>now()</c>) costs nothing, however large the table is. With one
    /// that is computed for each row (<c>gen_random_uuid()</c>, <c>random()</c>, <c>clock_timestamp()</c>, a function of your own) the column is added without values,
    /// the rows are filled in batches, and then it becomes NOT NULL if it is to be; for that the table needs a primary key or another unique key of NOT NULL columns, and a NULL
    /// that others write into the column meanwhile is filled too.
    /// </summary>
    /// <typeparam name="T">The type of the property in .NET; says the type of the column when <paramref name="type"/> is not given.</typeparam>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The name of the column, at most 63 bytes.</param>
    /// <param name="table">The table.</param>
    /// <param name="type">The type in SQL: <c>numeric(10,2)</c>. Null: the one that Npgsql's provider has for <typeparamref name="T"/>. No serial type, which would rewrite the table.</param>
    /// <param name="maxLength">Of a string without <paramref name="type"/>, in characters.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <param name="nullable">False: NOT NULL, which needs a default, since the rows that are there need a value.</param>
    /// <param name="defaultValue">The default, as a value.</param>
    /// <param name="defaultValueSql">The default, as SQL.</param>
    /// <param name="comment">The column's comment.</param>
    /// <param name="collation">The column's collation.</param>
    /// <param name="precision">Of a decimal without <paramref name="type"/>, in digits.</param>
    /// <param name="scale">Of a decimal with <paramref name="precision"/>, in digits behind the point.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long, there is no type for <typeparamref name="T"/>, two defaults are given, or none for a column that is NOT NULL.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder AddColumnSafely<T>(
        this MigrationBuilder migrationBuilder,
        string name,
        string table,
        string? type = null,
        int? maxLength = null,
        string? schema = null,
        bool nullable = false,
        object? defaultValue = null,
        string? defaultValueSql = null,
        string? comment = null,
        string? collation = null,
        int? precision = null,
        int? scale = null)
    {
        Arguments.Builder(migrationBuilder);
        if (defaultValue is not null && defaultValueSql is not null)
        {
            throw new ArgumentException("defaultValue and defaultValueSql are both given: leave one of them out.", nameof(defaultValueSql));
        }

        var sql = Arguments.OptionalSql(defaultValueSql, nameof(defaultValueSql), "\"now()\"") ?? (defaultValue is null ? null : SqlLiteral.Of(defaultValue, nameof(defaultValue)));
        if (!nullable && sql is null)
        {
            throw new ArgumentException(
                "The column is NOT NULL and has no default, so the rows that are there have no value for it: give a defaultValue or defaultValueSql, or add it with nullable: true, fill it "
                + "(UpdateInBatches), and make it NOT NULL with SetNotNullSafely.", nameof(nullable));
        }

        return migrationBuilder.Add(new AddColumnStep(Arguments.Table(table, schema), Arguments.Identifier(name, nameof(name)), ColumnType.Of(typeof(T), type, maxLength, precision, scale))
        {
            IsNullable = nullable,
            Default = sql,
            // Of a function that is not known the safe side is taken: it may give each row another value.
            IsDefaultVolatile = defaultValueSql is not null && SqlFrontEnd.ReadExpression(sql!).Volatility is not (Volatility.Immutable or Volatility.Stable),
            Collation = Arguments.OptionalIdentifier(collation, nameof(collation)),
            Comment = comment,
        });
    }

    /// <summary>
    /// Makes a column NOT NULL while others read and write: a check that it is not null is added NOT VALID and validated, which lets others write and proves NOT NULL
    /// without reading the table again; then the check goes.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="column">The column.</param>
    /// <param name="table">The table.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <param name="backfillSql">An expression for the rows in which it is NULL, written in batches before: <c>0</c>, <c>"CreatedAt"</c>. Null: there are none. It must not
    /// give NULL. The table needs a primary key or another unique key of NOT NULL columns.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long, or the expression is empty.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder SetNotNullSafely(this MigrationBuilder migrationBuilder, string column, string table, string? schema = null, string? backfillSql = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new SetNotNullStep(
            Arguments.Table(table, schema), Arguments.Identifier(column, nameof(column)), Arguments.OptionalSql(backfillSql, nameof(backfillSql), "\"0\"")));
    }
}
