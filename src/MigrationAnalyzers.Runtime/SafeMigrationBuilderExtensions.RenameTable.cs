using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Steps.Expand;

namespace MigrationAnalyzers.Runtime;

public static partial class SafeMigrationBuilderExtensions
{
    /// <summary>
    /// Renames a table while an application that knows only the old name goes on: one short transaction renames it and makes a view with the old name, through
    /// which everything can be read and written. <see cref="ContractRenameTable"/> drops the view, in a later migration, when the old application has stopped.
    /// </summary>
    /// <remarks>
    /// <para>
    /// What EF Core sends to a table works with the view: INSERT and UPDATE with RETURNING, defaults, identity and generated columns, DELETE, SELECT ... FOR UPDATE, ON CONFLICT
    /// with columns, and the row version <c>xmin</c>, which is the last column of the view. What a view cannot do: COPY ... FROM, TRUNCATE, ON CONFLICT ON CONSTRAINT, and MERGE before
    /// PostgreSQL 17. The view has the owner and the privileges of the table, on single columns too; if the table has row level security, it is a <c>security_invoker</c> view, which checks it as the one who uses it.
    /// </para>
    /// <para>Sequences, indexes and constraints keep their names, as ALTER TABLE ... RENAME leaves them. A table with row level security is refused before
    /// PostgreSQL 15, and with privileges on single columns.</para>
    /// <para>Where the table has the new name already, and nothing has the old one, as after <see cref="ContractRenameTable"/>, only the view is made.</para>
    /// </remarks>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The table.</param>
    /// <param name="newName">Its new name; it may be the same in another schema.</param>
    /// <param name="schema">The schema of the table; null: where the search path finds it.</param>
    /// <param name="newSchema">The schema it is to have; null: as before.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name is missing, is longer than 63 bytes, or nothing would change.</exception>
    /// <exception cref="InvalidOperationException">The migration is not for PostgreSQL.</exception>
    public static MigrationBuilder ExpandRenameTable(
        this MigrationBuilder migrationBuilder, string name, string newName, string? schema = null, string? newSchema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new ExpandRenameTableStep(RenamedTable(name, newName, schema, newSchema)));
    }

    /// <summary>Ends what <see cref="ExpandRenameTable"/> began, when no application uses the old name any more: drops the view.</summary>
    /// <remarks>
    /// Refused when the old name is not that of a view of the table, and when other views read the view. To take it back: <see cref="ExpandRenameTable"/> with the same names, which makes the view
    /// again, and <see cref="CancelRenameTable"/> after it.
    /// </remarks>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The old name.</param>
    /// <param name="newName">The new name.</param>
    /// <param name="schema">The schema of the old name; null: where the search path finds it.</param>
    /// <param name="newSchema">The schema of the new name; null: that of the old one.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name is missing, is longer than 63 bytes, or both are the same.</exception>
    /// <exception cref="InvalidOperationException">The migration is not for PostgreSQL.</exception>
    public static MigrationBuilder ContractRenameTable(
        this MigrationBuilder migrationBuilder, string name, string newName, string? schema = null, string? newSchema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new ContractRenameTableStep(RenamedTable(name, newName, schema, newSchema)));
    }

    /// <summary>Takes back <see cref="ExpandRenameTable"/>, for Down: one short transaction drops the view and gives the table its old name.</summary>
    /// <remarks>Refused when the old name is not that of a view of the table. Applications that use the new name must have stopped.</remarks>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The old name.</param>
    /// <param name="newName">The new name.</param>
    /// <param name="schema">The schema of the old name; null: where the search path finds it.</param>
    /// <param name="newSchema">The schema of the new name; null: that of the old one.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name is missing, is longer than 63 bytes, or both are the same.</exception>
    /// <exception cref="InvalidOperationException">The migration is not for PostgreSQL.</exception>
    public static MigrationBuilder CancelRenameTable(
        this MigrationBuilder migrationBuilder, string name, string newName, string? schema = null, string? newSchema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new CancelRenameTableStep(RenamedTable(name, newName, schema, newSchema)));
    }

    private static TableNames RenamedTable(string name, string newName, string? schema, string? newSchema)
    {
        var names = new TableNames(Arguments.Table(name, schema, nameof(name)), Arguments.Table(newName, newSchema, nameof(newName), nameof(newSchema)));
        return names.Old.Name == names.New.Name && (names.New.Schema is null || names.New.Schema == names.Old.Schema)
            ? throw new ArgumentException($"newName is '{newName}', as name is, and newSchema changes nothing: give the name that the table is to have.", nameof(newName))
            : names;
    }
}
