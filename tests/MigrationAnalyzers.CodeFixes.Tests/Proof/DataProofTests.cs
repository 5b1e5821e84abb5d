using MigrationAnalyzers.CodeFixes.Data;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>The fixes of rules about rows on live servers: the same rows as without them.</summary>
public class DataProofTests
{
    public static TheoryData<int> Majors => LiveProof.Majors;

    [Theory]
    [MemberData(nameof(Majors))]
    public Task DBM4001_WritesTheSameRows(int major) => LiveProof.RequireAsync<DBM4001UnboundedWriteFix>(major, 0,
        """"
        migrationBuilder.Sql("UPDATE orders AS o SET status = u.email FROM users u WHERE u.id = o.user_id AND o.status IS NULL OR u.id = 7");
        migrationBuilder.Sql("""UPDATE "Sales"."Order Lines" SET "Line" = 0 WHERE "Line" > 1000""");
        migrationBuilder.Sql("DELETE FROM pairs WHERE a > 50 OR b = 3");
        migrationBuilder.Sql("DELETE FROM orders WHERE id % 4000 = 1");
        migrationBuilder.Sql("INSERT INTO users (id, email) SELECT id, status FROM orders WHERE id > 11000 OR id = 10500");
        migrationBuilder.Sql("""
            ALTER TABLE users ADD COLUMN name text;
            INSERT INTO users (id, email, name) SELECT o.id, p.b::text, 'x' FROM orders o LEFT JOIN pairs p ON p.a = o.user_id WHERE o.total BETWEEN 400 AND 10000;
            INSERT INTO pairs (b, a) SELECT id, id FROM orders ON CONFLICT DO NOTHING;
            """);
        """");
}
