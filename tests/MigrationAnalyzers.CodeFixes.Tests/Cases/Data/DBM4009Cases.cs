namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Data;

internal static class DBM4009Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM4009", "comparison")
        {
            Up = """"
                migrationBuilder.Sql("UPDATE orders SET status = 'open' WHERE id BETWEEN 1 AND 5000 AND status <> 'open'");
                """",
            After = """"
                migrationBuilder.Sql("UPDATE orders SET status = 'open' WHERE id BETWEEN 1 AND 5000 AND status IS DISTINCT FROM 'open'");
                """",
            Down = "",
            SameData = false,
            Difference = "The rows that are NULL are reached, too.",
        },
        new("DBM4009", "list")
        {
            Up = """"
                migrationBuilder.Sql(@"DO $$ BEGIN update orders set status = 'open' where id = 7 and status not in ('open', 'paid'); END $$");
                """",
            After = """"
                migrationBuilder.Sql(@"DO $$ BEGIN update orders set status = 'open' where id = 7 and (status not in ('open', 'paid') or status is null); END $$");
                """",
            Down = "",
            SameData = false,
            Difference = "The rows that are NULL are reached, too.",
        },
    ];
}
