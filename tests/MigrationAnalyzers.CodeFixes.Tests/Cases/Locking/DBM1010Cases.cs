using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1010Cases
{
    private const string CodeOfUsers = """
        migrationBuilder.AddColumn<string>(name: "code", table: "users", type: "character varying(50)", maxLength: 50, nullable: true);
        migrationBuilder.AddCheckConstraint(name: "ck_users_code", table: "users", sql: "code <> ''");
        migrationBuilder.AddCheckConstraint(name: "ck_users_codes", table: "users", sql: "length(code) < id + 20");
        """;

    private const string CodeOfLines = """
        migrationBuilder.AddColumn<string>(name: "Code", schema: "Sales", table: "Order Lines", type: "character varying(50)", maxLength: 50, nullable: true);
        migrationBuilder.AddCheckConstraint(name: "CK_Code", schema: "Sales", table: "Order Lines", sql: "\"Code\" <> ''");
        """;

    private const string Widen = """
        migrationBuilder.AlterColumn<string>(
            name: "code",
            table: "users",
            type: "character varying(100)",
            maxLength: 100,
            nullable: true,
            oldClrType: typeof(string),
            oldType: "character varying(50)",
            oldMaxLength: 50,
            oldNullable: true);
        """;

    private const string Narrow = """
        migrationBuilder.AlterColumn<string>(
            name: "code",
            table: "users",
            type: "character varying(50)",
            maxLength: 50,
            nullable: true,
            oldClrType: typeof(string),
            oldType: "character varying(100)",
            oldMaxLength: 100,
            oldNullable: true);
        """;

    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM1010", "longer text")
        {
            Earlier = CodeOfUsers,
            Up = Widen,
            Down = Narrow,
            After = """
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT ck_users_code, DROP CONSTRAINT ck_users_codes, ALTER COLUMN code TYPE character varying(100), ADD CONSTRAINT ck_users_code CHECK (code <> '') NOT VALID, ADD CONSTRAINT ck_users_codes CHECK (length(code) < id + 20) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users_code, VALIDATE CONSTRAINT ck_users_codes;", suppressTransaction: true);
                """,
            BlocksBefore = true,
            InDocs = true,
        },
        new("DBM1010", "text without a limit, runtime")
        {
            Runtime = true,
            Earlier = CodeOfLines,
            Up = """
                migrationBuilder.AlterColumn<string>(
                    name: "Code",
                    schema: "Sales",
                    table: "Order Lines",
                    type: "text",
                    nullable: true,
                    oldClrType: typeof(string),
                    oldType: "character varying(50)",
                    oldMaxLength: 50,
                    oldNullable: true);
                """,
            Down = """
                migrationBuilder.AlterColumn<string>(
                    name: "Code",
                    schema: "Sales",
                    table: "Order Lines",
                    type: "character varying(50)",
                    maxLength: 50,
                    nullable: true,
                    oldClrType: typeof(string),
                    oldType: "text",
                    oldNullable: true);
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" DROP CONSTRAINT \"CK_Code\", ALTER COLUMN \"Code\" TYPE text, ADD CONSTRAINT \"CK_Code\" CHECK (\"Code\" <> '') NOT VALID;");
                migrationBuilder.ValidateConstraintSafely(
                    name: "CK_Code",
                    table: "Order Lines",
                    schema: "Sales");
                """,
            BlocksBefore = true,
            InDocs = true,
        },
        new("DBM1010", "beside another change")
        {
            InOwnMigration = true,
            Earlier = CodeOfUsers,
            Up = """
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);

                migrationBuilder.Sql(@"ALTER TABLE users
                    ALTER COLUMN code TYPE varchar(100) -- as the others
                    ;");
                """,
            Down = """
                migrationBuilder.Sql(@"ALTER TABLE users ALTER COLUMN code TYPE varchar(50)");

                migrationBuilder.DropColumn(name: "note", table: "orders");
                """,
            After = """
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);

                migrationBuilder.Sql(@"ALTER TABLE users
                    DROP CONSTRAINT ck_users_code, DROP CONSTRAINT ck_users_codes, ALTER COLUMN code TYPE varchar(100), ADD CONSTRAINT ck_users_code CHECK (code <> '') NOT VALID, ADD CONSTRAINT ck_users_codes CHECK (length(code) < id + 20) NOT VALID -- as the others
                    ;");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "ValidateCkUsersCode",
                    """migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users_code, VALIDATE CONSTRAINT ck_users_codes;", suppressTransaction: true);""",
                    ""),
            ],
            BlocksBefore = true,
        },
        new("DBM1010", "foreign key that compares by another operator")
        {
            Earlier = """
                migrationBuilder.Sql("CREATE EXTENSION citext");
                migrationBuilder.Sql("CREATE TABLE tags (name citext PRIMARY KEY, parent citext, CONSTRAINT fk_tags_parent FOREIGN KEY (parent) REFERENCES tags (name) ON DELETE CASCADE)");
                """,
            Rows = ["INSERT INTO tags SELECT 'tag' || i, 'tag1' FROM generate_series(1, 100) AS i"],
            Up = """migrationBuilder.Sql("ALTER TABLE tags ALTER COLUMN name TYPE text;");""",
            Down = """migrationBuilder.Sql("ALTER TABLE tags ALTER COLUMN name TYPE citext;");""",
            After = """
                migrationBuilder.Sql("ALTER TABLE tags DROP CONSTRAINT fk_tags_parent, ALTER COLUMN name TYPE text, ADD CONSTRAINT fk_tags_parent FOREIGN KEY (parent) REFERENCES tags (name) ON DELETE CASCADE NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE tags VALIDATE CONSTRAINT fk_tags_parent;", suppressTransaction: true);
                """,
            BlocksBefore = true,
            BlocksAfter = true,
        },
        new("DBM1010", "file")
        {
            Earlier = """migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_status CHECK (status <> 'none') NO INHERIT");""",
            OtherFiles = [("/0/001_init.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, status varchar);\nALTER TABLE orders ADD CONSTRAINT ck_status CHECK (status <> 'none') NO INHERIT;\n")],
            SqlPath = "/0/002_change.sql",
            SqlFile = "ALTER TABLE orders ALTER status TYPE text;\n",
            SqlFileAfter = "ALTER TABLE orders DROP CONSTRAINT ck_status, ALTER status TYPE text, ADD CONSTRAINT ck_status CHECK (status <> 'none') NO INHERIT NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT ck_status;\n",
            BlocksBefore = true,
        },
    ];
}
