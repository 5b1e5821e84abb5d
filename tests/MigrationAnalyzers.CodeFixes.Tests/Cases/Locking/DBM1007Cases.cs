namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1007Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM1007", "unique constraint of a call")
        {
            Up = """
                migrationBuilder.AddUniqueConstraint(
                    name: "ak_users_email",
                    table: "users",
                    column: "email");
                """,
            After = """
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ak_users_email;", suppressTransaction: true);
                migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY ak_users_email ON users (email);", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT ak_users_email UNIQUE USING INDEX ak_users_email;");
                """,
            BlocksBefore = true,
        },
        new("DBM1007", "unique constraint of a call, runtime")
        {
            Runtime = true,
            Up = """
                migrationBuilder.AddUniqueConstraint(
                    name: "ak_users_email",
                    table: "users",
                    column: "email");
                """,
            After = """
                migrationBuilder.AddUniqueConstraintSafely(
                    name: "ak_users_email",
                    table: "users",
                    column: "email");
                """,
            BlocksBefore = true,
        },
        new("DBM1007", "primary key over columns that may be NULL")
        {
            Earlier = """migrationBuilder.Sql("CREATE TABLE \"Sales\".\"Parts\" (\"No\" bigint, line int NOT NULL)");""",
            Rows = ["""INSERT INTO "Sales"."Parts" SELECT i, i FROM generate_series(1, 1000) AS i"""],
            Up = """migrationBuilder.AddPrimaryKey("PK_Parts", "Parts", new[] { "No", "line" }, "Sales");""",
            After = """
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS \"Sales\".\"PK_Parts\";", suppressTransaction: true);
                migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY \"PK_Parts\" ON \"Sales\".\"Parts\" (\"No\", line);", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Parts\" DROP CONSTRAINT IF EXISTS \"ck_Parts_No_not_null\", ADD CONSTRAINT \"ck_Parts_No_not_null\" CHECK (\"No\" IS NOT NULL) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Parts\" VALIDATE CONSTRAINT \"ck_Parts_No_not_null\";", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Parts\" ADD CONSTRAINT \"PK_Parts\" PRIMARY KEY USING INDEX \"PK_Parts\";");
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Parts\" DROP CONSTRAINT \"ck_Parts_No_not_null\";");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Parts\" DROP CONSTRAINT \"PK_Parts\"; ALTER TABLE \"Sales\".\"Parts\" ALTER COLUMN \"No\" DROP NOT NULL");""",
            BlocksBefore = true,
        },
        new("DBM1007", "primary key, runtime")
        {
            Runtime = true,
            Earlier = """migrationBuilder.Sql("CREATE TABLE parts (a bigint, b int NOT NULL)");""",
            Rows = ["INSERT INTO parts SELECT i, i FROM generate_series(1, 1000) AS i"],
            Up = """migrationBuilder.AddPrimaryKey("pk_parts", "parts", new[] { "a", "b" });""",
            After = """migrationBuilder.AddPrimaryKeySafely(name: "pk_parts", table: "parts", columns: new[] { "a", "b" });""",
            Down = """migrationBuilder.Sql("ALTER TABLE parts DROP CONSTRAINT pk_parts; ALTER TABLE parts ALTER COLUMN a DROP NOT NULL");""",
            BlocksBefore = true,
        },
        new("DBM1007", "deferrable, without a name")
        {
            Up = """migrationBuilder.Sql("ALTER TABLE users ADD UNIQUE (email, id) DEFERRABLE INITIALLY DEFERRED;");""",
            After = """
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS users_email_id_key;", suppressTransaction: true);
                migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY users_email_id_key ON users (email, id);", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT users_email_id_key UNIQUE USING INDEX users_email_id_key DEFERRABLE INITIALLY DEFERRED;");
                """,
            Down = """migrationBuilder.DropUniqueConstraint("users_email_id_key", "users");""",
            BlocksBefore = true,
        },
        new("DBM1007", "file")
        {
            SqlFile = "ALTER TABLE users ADD CONSTRAINT ak_users_email UNIQUE (email);\n",
            SqlFileAfter = "DROP INDEX CONCURRENTLY IF EXISTS ak_users_email;\nCREATE UNIQUE INDEX CONCURRENTLY ak_users_email ON users (email);\nALTER TABLE users ADD CONSTRAINT ak_users_email UNIQUE USING INDEX ak_users_email;\n",
            BlocksBefore = true,
        },
        new("DBM1007", "NULLS NOT DISTINCT")
        {
            SqlFile = "ALTER TABLE users ADD CONSTRAINT ak_users_email UNIQUE NULLS NOT DISTINCT (email);\n",
            SqlFileAfter = "DROP INDEX CONCURRENTLY IF EXISTS ak_users_email;\nCREATE UNIQUE INDEX CONCURRENTLY ak_users_email ON users (email) NULLS NOT DISTINCT;\nALTER TABLE users ADD CONSTRAINT ak_users_email UNIQUE USING INDEX ak_users_email;\n",
            OldestMajor = 15,
            BlocksBefore = true,
        },
        new("DBM1007", "unique constraint beside other operations")
        {
            InOwnMigration = true,
            Up = """
                migrationBuilder.AddColumn<string>(name: "code", table: "users", type: "text", nullable: true);

                migrationBuilder.AddUniqueConstraint(name: "ak_users_email", table: "users", column: "email");
                """,
            Down = """
                migrationBuilder.DropUniqueConstraint(name: "ak_users_email", table: "users");

                migrationBuilder.DropColumn(name: "code", table: "users");
                """,
            After = """migrationBuilder.AddColumn<string>(name: "code", table: "users", type: "text", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "code", table: "users");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "CreateAkUsersEmail",
                    """
                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ak_users_email;", suppressTransaction: true);

                    migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY ak_users_email ON users (email);", suppressTransaction: true);

                    migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT ak_users_email UNIQUE USING INDEX ak_users_email;");
                    """,
                    """migrationBuilder.DropUniqueConstraint(name: "ak_users_email", table: "users");"""),
            ],
            BlocksBefore = true,
        },
    ];
}
