using System.Globalization;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>
/// Rows get keys in the text, for a column that takes them from a sequence, and nothing sets the sequence beyond them. Npgsql does that itself after InsertData
/// (NpgsqlMigrationsSqlGenerator, "sequence bumping for seeding"), so that only SQL is looked at.
/// </summary>
public sealed class DBM4012SequenceNotAdvanced : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4012",
        "Sequence not set beyond the keys that were inserted",
        "The sequence of {0}.{1} knows nothing of the keys that this INSERT gives: when it comes to {2}, an INSERT of the application fails with a duplicate key",
        """
        Set the sequence beyond the largest key afterwards, or leave the column out and let the sequence give the keys.
          migrationBuilder.Sql("SELECT setval(pg_get_serial_sequence('roles', 'id'), (SELECT max(id) FROM roles))");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        var reported = new List<RelationName>();
        for (var i = 0; i < context.Up.Length; i++)
        {
            var analyzed = context.Up[i];
            if (analyzed.Operation is WriteRows { Origin.FrontEnd: FrontEnd.SqlInCode or FrontEnd.SqlFile } insert
                && GeneratedKeys.GivenIn(insert, analyzed.CatalogBefore) is var (column, first)
                && !reported.Contains(insert.Table)
                && !IsAdvanced(i, insert.Table, context))
            {
                reported.Add(insert.Table);
                context.Report(insert.Origin, insert.Table.ToString(), column, first.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Something in the migration, or in a later one, sets the sequence, or may do so: a query may call setval.</summary>
    private static bool IsAdvanced(int index, RelationName table, MigrationContext context)
    {
        for (var i = 0; i < context.Up.Length; i++)
        {
            if (MayAdvance(context.Up[i].Operation, table, isAfter: i > index))
            {
                return true;
            }
        }

        foreach (var later in context.Later)
        {
            foreach (var operation in later.Up.Operations)
            {
                if (MayAdvance(operation, table, isAfter: true))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool MayAdvance(MigrationOperation operation, RelationName table, bool isAfter) => operation switch
    {
        // RESTART WITH, START WITH: before the rows as well as after them.
        OtherStatement { Command: "AlterSeqStmt" or "CreateSeqStmt" } => true,
        AlterColumnProperty { Change: ColumnChange.SetIdentity or ColumnChange.AddIdentity } property => property.Table.Equals(table),
        OtherStatement { Command: "SelectStmt" } or OpaqueOperation or UnknownSql or InvalidSql => isAfter,
        WriteRows { Kind: RowWriteKind.Insert, Origin.FrontEnd: FrontEnd.MigrationBuilderCall or FrontEnd.EfOperation } seed => isAfter && seed.Table.Equals(table),
        DropTable drop => isAfter && drop.Table.Equals(table),
        _ => false,
    };
}
