namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1001Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM1001", "index of a call")
        {
            InDocs = true,
            Up = """
                migrationBuilder.CreateIndex(
                    name: "ix_orders_user_id",
                    table: "orders",
                    column: "user_id");
                """,
            After = """
                migrationBuilder.CreateIndex(
                    name: "ix_orders_user_id",
                    table: "orders",
                    column: "user_id")
                    .Annotation("Npgsql:CreatedConcurrently", true);
                """,
            BlocksBefore = true,
        },
        new("DBM1001", "several indexes, in calls and in SQL")
        {
            Up = """"
                migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id", descending: new[] { true });
                migrationBuilder.CreateIndex(name: "IX_Lines", schema: "Sales", table: "Order Lines", columns: new[] { "OrderId", "Line" }, unique: true, filter: "\"Line\" > 0");
                migrationBuilder.Sql("CREATE INDEX ix_orders_total ON orders (total DESC NULLS LAST) INCLUDE (status) WHERE status IS NOT NULL");
                migrationBuilder.Sql("""
                    -- two in one command
                    CREATE INDEX ix_users_email ON users (lower(email));
                    CREATE INDEX IF NOT EXISTS ix_users_email2 ON users (email);
                    """);
                """",
            After = """"
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_user_id;", suppressTransaction: true);
                migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id", descending: new[] { true })
                    .Annotation("Npgsql:CreatedConcurrently", true);
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS \"Sales\".\"IX_Lines\";", suppressTransaction: true);
                migrationBuilder.CreateIndex(name: "IX_Lines", schema: "Sales", table: "Order Lines", columns: new[] { "OrderId", "Line" }, unique: true, filter: "\"Line\" > 0")
                    .Annotation("Npgsql:CreatedConcurrently", true);
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_total;", suppressTransaction: true);
                migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total DESC NULLS LAST) INCLUDE (status) WHERE status IS NOT NULL", suppressTransaction: true);
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_users_email;", suppressTransaction: true);
                migrationBuilder.Sql("""
                    -- two in one command
                    CREATE INDEX CONCURRENTLY ix_users_email ON users (lower(email));
                    """, suppressTransaction: true);
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_users_email2;", suppressTransaction: true);
                migrationBuilder.Sql("""
                    CREATE INDEX CONCURRENTLY ix_users_email2 ON users (email);
                    """, suppressTransaction: true);
                """",
            Down = """
                migrationBuilder.Sql("DROP INDEX ix_users_email2; DROP INDEX ix_users_email; DROP INDEX ix_orders_total");
                migrationBuilder.DropIndex(name: "IX_Lines", schema: "Sales", table: "Order Lines");
                migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");
                """,
            BlocksBefore = true,
        },
        new("DBM1001", "file")
        {
            SqlFile = """
                CREATE UNIQUE INDEX ix_orders_id ON orders (id, total);
                -- with schema
                CREATE INDEX "Ix" ON "Sales"."Order Lines" ("Line");
                """,
            SqlFileAfter = """
                CREATE UNIQUE INDEX CONCURRENTLY ix_orders_id ON orders (id, total);
                -- with schema
                CREATE INDEX CONCURRENTLY "Ix" ON "Sales"."Order Lines" ("Line");
                """,
            BlocksBefore = true,
        },
        new("DBM1001", "indexes of calls, runtime")
        {
            InDocs = true,
            Runtime = true,
            Up = """
                migrationBuilder.CreateIndex(
                    name: "ix_orders_user_id",
                    table: "orders",
                    column: "user_id",
                    descending: new[] { true });
                migrationBuilder.CreateIndex("IX_Lines", "Order Lines", new[] { "OrderId", "Line" }, "Sales", true, filter: "\"Line\" > 0", descending: new bool[0]);
                """,
            After = """
                migrationBuilder.CreateIndexConcurrently(
                    name: "ix_orders_user_id",
                    table: "orders",
                    column: "user_id",
                    descending: new[] { true });
                migrationBuilder.CreateIndexConcurrently(name: "IX_Lines", table: "Order Lines", columns: new[] { "OrderId", "Line" }, schema: "Sales", unique: true, filter: "\"Line\" > 0", descending: new bool[0]);
                """,
            BlocksBefore = true,
        },
        new("DBM1001", "annotation that stays, runtime")
        {
            Runtime = true,
            Up = """
                migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id")
                    .Annotation("Npgsql:IndexInclude", new[] { "total" });
                """,
            After = """
                migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id")
                    .Annotation("Npgsql:IndexInclude", new[] { "total" })
                    .Annotation("Npgsql:CreatedConcurrently", true);
                """,
            BlocksBefore = true,
        },
        new("DBM1001", "index beside other operations")
        {
            InOwnMigration = true,
            InDocs = true,
            Up = """
                migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);

                migrationBuilder.CreateIndex(
                    name: "ix_orders_user_id",
                    table: "orders",
                    column: "user_id");
                """,
            Down = """
                migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");

                migrationBuilder.DropColumn(name: "code", table: "orders");
                """,
            After = """migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "code", table: "orders");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "CreateIxOrdersUserId",
                    """
                    migrationBuilder.CreateIndex(
                        name: "ix_orders_user_id",
                        table: "orders",
                        column: "user_id")
                        .Annotation("Npgsql:CreatedConcurrently", true);
                    """,
                    """migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");"""),
            ],
            BlocksBefore = true,
        },
    ];
}
