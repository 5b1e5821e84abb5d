using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Steps.Expand;

namespace MigrationAnalyzers.Runtime;

public static partial class SafeMigrationBuilderExtensions
{
    /// <summary>
    /// Begins to rename a column while an application that knows only the old name goes on: adds a column with the new name, a trigger that keeps both equal whichever
    /// of them is written, copies the rows in batches, and builds the indexes of the old column for the new one too. When it is done, an application that knows only
    /// the new name can start beside the old one. <see cref="ContractRenameColumn"/> ends the change, in a later migration, when the old application has stopped.
    /// </summary>
    /// <remarks>
    /// <para>
    /// An INSERT counts by the column that it gives. An UPDATE counts by the column that it changes; if it changes both, by the new one. With a constant default of a
    /// nullable column, also an explicit NULL counts; with another default (<c>now()</c>), an INSERT of NULL into the new column gets the default.
    /// </para>
    /// <para>
    /// The copying updates each row once: triggers of the table fire, and the row version (<c>xmin</c>) changes. The trigger fires in every session, those with
    /// <c>session_replication_role = replica</c> and those of logical replication included; on a subscriber, expand there first, since it needs the new column
    /// before rows with it arrive. COPY fires it too. While there are two unique indexes of the same values, sessions of either version that insert the same new key at the same moment with
    /// ON CONFLICT (column) DO ... can get error 23505 from the other index: let the application repeat such a statement, or contract soon.
    /// </para>
    /// <para>
    /// Refused, before anything is changed: generated and identity columns, columns of a partition key, partitions and inheritance, partitioned tables on PostgreSQL 12,
    /// a BEFORE trigger with a name that sorts behind <c>~</c>. Indexes that only a partition has, and those of exclusion constraints, are not copied. A plain runner builds the
    /// indexes only of a table of up to 1 MB, and names the commands otherwise; <see cref="SafeMigrator"/> builds all of them concurrently.
    /// </para>
    /// </remarks>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The column.</param>
    /// <param name="table">Its table.</param>
    /// <param name="newName">The new name; no column may have it.</param>
    /// <param name="schema">The schema of the table; null: where the search path finds it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name is missing, is longer than 63 bytes, or both names are the same.</exception>
    /// <exception cref="InvalidOperationException">The migration is not for PostgreSQL.</exception>
    public static MigrationBuilder ExpandRenameColumn(this MigrationBuilder migrationBuilder, string name, string table, string newName, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new ExpandRenameColumnStep(RenamedPair(name, table, newName, schema)));
    }

    /// <summary>
    /// Ends what <see cref="ExpandRenameColumn"/> began, when no application uses the old name any more. After a look at all rows without a lock, one short transaction drops the
    /// trigger and the added column and renames the old one: what is left is what RENAME COLUMN leaves, with all indexes, constraints, defaults and privileges.
    /// </summary>
    /// <remarks>
    /// Refused when rows have different values in the two columns (only with the trigger disabled can that be), and when indexes, constraints or views have been made on the added
    /// column. To take it back: <c>ExpandRenameColumn(newName, table, name)</c>, and <c>ContractRenameColumn(newName, table, name)</c> later. In the Down of a migration of its own, the first
    /// of these is enough: both names can be used again, and <see cref="CancelRenameColumn"/> in the Down of the migration before, or this method in Up again, goes on from there.
    /// </remarks>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The old name.</param>
    /// <param name="table">The table.</param>
    /// <param name="newName">The new name.</param>
    /// <param name="schema">The schema of the table; null: where the search path finds it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name is missing, is longer than 63 bytes, or both names are the same.</exception>
    /// <exception cref="InvalidOperationException">The migration is not for PostgreSQL.</exception>
    public static MigrationBuilder ContractRenameColumn(this MigrationBuilder migrationBuilder, string name, string table, string newName, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new ContractRenameColumnStep(RenamedPair(name, table, newName, schema)));
    }

    /// <summary>Takes back <see cref="ExpandRenameColumn"/>, for Down: drops the trigger and the added column. The old column has all that was written.</summary>
    /// <remarks>
    /// Refused as <see cref="ContractRenameColumn"/> is. When that has run, there is nothing to take back, and it is refused too, unless <c>ExpandRenameColumn(newName, table, name)</c> has made the
    /// old name usable again: then the column gets it back for good.
    /// </remarks>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="name">The old name.</param>
    /// <param name="table">The table.</param>
    /// <param name="newName">The new name.</param>
    /// <param name="schema">The schema of the table; null: where the search path finds it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name is missing, is longer than 63 bytes, or both names are the same.</exception>
    /// <exception cref="InvalidOperationException">The migration is not for PostgreSQL.</exception>
    public static MigrationBuilder CancelRenameColumn(this MigrationBuilder migrationBuilder, string name, string table, string newName, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new CancelRenameColumnStep(RenamedPair(name, table, newName, schema)));
    }

    private static ColumnPair RenamedPair(string name, string table, string newName, string? schema)
    {
        var pair = new ColumnPair(Arguments.Table(table, schema), Arguments.Identifier(name, nameof(name)), Arguments.Identifier(newName, nameof(newName)));
        return pair.Name == pair.Copy
            ? throw new ArgumentException($"newName is '{newName}', as name is: give the name that the column is to have.", nameof(newName))
            : pair;
    }
}
