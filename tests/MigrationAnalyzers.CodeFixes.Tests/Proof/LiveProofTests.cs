using MigrationAnalyzers.CodeFixes.Locking;
using MigrationAnalyzers.CodeFixes.Rewrite;
using MigrationAnalyzers.CodeFixes.Transactions;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>Every fix on live servers: the same schema and rows as without it, and nobody waits while PostgreSQL builds, scans or rewrites.</summary>
public class LiveProofTests
{
    public static TheoryData<int> Majors => LiveProof.Majors;

    [Theory]
    [MemberData(nameof(Majors))]
    public Task DBM1001_BuildsWithoutBlockingWriters(int major) => LiveProof.RequireAsync<DBM1001CreateIndexBlocksWritesFix>(major, 4,
        """"
        migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id", descending: new[] { true });
        migrationBuilder.CreateIndex(name: "IX_Lines", schema: "Sales", table: "Order Lines", columns: new[] { "OrderId", "Line" }, unique: true, filter: "\"Line\" > 0");
        migrationBuilder.Sql("CREATE INDEX ix_orders_total ON orders (total DESC NULLS LAST) INCLUDE (status) WHERE status IS NOT NULL");
        migrationBuilder.Sql("""
            -- two in one command
            CREATE INDEX ix_users_email ON users (lower(email));
            CREATE INDEX IF NOT EXISTS ix_users_email2 ON users (email);
            """);
        """");

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task DBM1002_DropsWithoutBlockingWriters(int major)
    {
        var (before, after) = await LiveProof.RunAsync<DBM1002DropIndexBlocksFix>(major,
            """
            migrationBuilder.DropIndex(name: "ix_orders_status", table: "orders");
            migrationBuilder.Sql("DROP INDEX \"Sales\".\"IX_Lines_Line\"");
            """);

        Assert.Null(before.Error);
        Assert.Null(after.Error);
        Assert.Equal(before.Catalog, after.Catalog);
        Assert.Equal(2, before.BlockingLocks.Count());
        Assert.Empty(after.BlockingLocks);
    }

    [Theory]
    [MemberData(nameof(Majors))]
    public Task DBM1003_ValidatesWithoutBlockingWriters(int major) => LiveProof.RequireAsync<DBM1003ForeignKeyValidatedFix>(major, 3,
        """
        migrationBuilder.AddForeignKey(
            name: "fk_orders_users", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id",
            onUpdate: ReferentialAction.Cascade, onDelete: ReferentialAction.SetNull);
        migrationBuilder.AddForeignKey(
            name: "FK_Lines_Orders", schema: "Sales", table: "Order Lines", column: "OrderId", principalTable: "orders", principalColumn: "id",
            onDelete: ReferentialAction.Restrict);
        migrationBuilder.Sql("ALTER TABLE pairs ADD CONSTRAINT fk_pairs FOREIGN KEY (a) REFERENCES users DEFERRABLE INITIALLY DEFERRED");
        """);

    [Theory]
    [MemberData(nameof(Majors))]
    public Task DBM1004_ValidatesWithoutBlockingWriters(int major) => LiveProof.RequireAsync<DBM1004CheckValidatedFix>(major, 3,
        """
        migrationBuilder.AddCheckConstraint(name: "ck_orders_total", table: "orders", sql: "total >= 0 AND status <> 'x'");
        migrationBuilder.AddCheckConstraint(name: "CK_Lines", schema: "Sales", table: "Order Lines", sql: "\"Line\" > 0");
        migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT ck_users CHECK (email LIKE '%@%'), ADD COLUMN name text");
        """);

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task DBM2001_AddsWithoutRewriting(int major)
    {
        var (before, after) = await LiveProof.RequireAsync<DBM2001VolatileDefaultFix>(major, 2,
            """
            migrationBuilder.AddColumn<Guid>(name: "token", table: "orders", type: "uuid", nullable: false, defaultValueSql: "md5(random()::text)::uuid");
            migrationBuilder.AddColumn<double>(
                name: "Weight", schema: "Sales", table: "Order Lines", type: "double precision", nullable: true, defaultValueSql: "random()", comment: "in kg, it's \\");
            """,
            sameData: false,
            question: """SELECT (SELECT count(DISTINCT token) FROM orders) || ' ' || (SELECT count("Weight") FROM "Sales"."Order Lines")""");

        Assert.Equal("12000 2000", before.Answer);
        Assert.Equal("12000 2000", after.Answer);
        Assert.Contains(before.Traces, t => t.Rewritten.Count > 0);
        Assert.DoesNotContain(after.Traces, t => t.Rewritten.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task DBM5001_Runs(int major)
    {
        var (before, after) = await LiveProof.RunAsync<DBM5001NotInTransactionFix>(major,
            """
            migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)");
            migrationBuilder.Sql("ALTER TABLE users ADD COLUMN name text; VACUUM users; ALTER TABLE users ADD COLUMN age int;");
            """);

        Assert.Equal("25001", before.Error?.SqlState);
        Assert.Null(after.Error);
    }

    [Theory]
    [MemberData(nameof(Majors))]
    public Task DBM1001InAFile_BuildsWithoutBlockingWriters(int major) => LiveProof.RequireFileAsync<DBM1001CreateIndexBlocksWritesFix>(major, 2,
        """
        CREATE UNIQUE INDEX ix_orders_id ON orders (id, total);
        -- with schema
        CREATE INDEX "Ix" ON "Sales"."Order Lines" ("Line");
        """);

    [Theory]
    [MemberData(nameof(Majors))]
    public Task DBM1003InAFile_ValidatesWithoutBlockingWriters(int major) => LiveProof.RequireFileAsync<DBM1003ForeignKeyValidatedFix>(major, 1,
        """
        ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
        """);

    [Theory]
    [MemberData(nameof(Majors))]
    public Task DBM1004InAFile_ValidatesWithoutBlockingWriters(int major) => LiveProof.RequireFileAsync<DBM1004CheckValidatedFix>(major, 1,
        """
        ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0), ADD COLUMN x int;
        """);
}
