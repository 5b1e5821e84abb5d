using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1010TypeChangeScansFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1010FixTests
{
    private const string Check = "ALTER TABLE users ADD COLUMN code varchar(50); ALTER TABLE users ADD CONSTRAINT ck_code CHECK (code <> '')";

    private const string Widen = "ALTER TABLE users ALTER COLUMN code [|TYPE|] varchar(100)";

    [Theory]
    // PostgreSQL keeps the operator of citext, the text would now mean the one of text.
    [InlineData("CREATE EXTENSION citext; ALTER TABLE users ADD COLUMN code citext CONSTRAINT ck_code CHECK (code <> 'A')", "ALTER TABLE users ALTER COLUMN code [|TYPE|] text")]
    [InlineData(Check, "ALTER TABLE users RENAME COLUMN email TO mail; ALTER TABLE users RENAME COLUMN code TO email; ALTER TABLE users ALTER COLUMN email [|TYPE|] varchar(100)")]
    [InlineData("ALTER TABLE users ADD COLUMN code varchar(50) CONSTRAINT ck_code CHECK (is_code(code))", Widen)]
    [InlineData(Check + "; COMMENT ON CONSTRAINT ck_code ON users IS 'No empty ones.'", Widen)]
    [InlineData(Check, "ALTER TABLE users ALTER COLUMN code [|TYPE|] varchar(100), ADD COLUMN note text")]
    [InlineData(Check, "ALTER TABLE IF EXISTS users ALTER COLUMN code [|TYPE|] varchar(100)")]
    [InlineData(Check, "DO $$ BEGIN ALTER TABLE users ALTER COLUMN code [|TYPE|] varchar(100); END $$")]
    [InlineData(Check + "; CREATE TABLE more_users () INHERITS (users)", Widen)]
    [InlineData("CREATE EXTENSION citext; CREATE TABLE tags (name citext PRIMARY KEY); ALTER TABLE users ADD COLUMN tag citext REFERENCES tags", "ALTER TABLE tags ALTER COLUMN name [|TYPE|] text")]
    public Task WhatIsNotToldExactly_IsNotOffered(string earlier, string sql) =>
        Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");", earlier: $"migrationBuilder.Sql(\"{earlier}\");");

    [Theory]
    [InlineData("collation: \"C\", ")]
    [InlineData("comment: \"The code.\", ")]
    [InlineData("defaultValue: \"x\", ")]
    public Task CallThatChangesMoreThanTheType_IsNotOffered(string more) => Fix.UpNotOfferedAsync(
        $"""
        migrationBuilder.[|AlterColumn|]<string>(
            name: "code", table: "users", type: "character varying(100)", maxLength: 100, nullable: true, {more}
            oldClrType: typeof(string), oldType: "character varying(50)", oldMaxLength: 50, oldNullable: true);
        """,
        earlier: $"migrationBuilder.Sql(\"{Check}\");");
}
