using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Transactions.DBM5003LockTimeoutMissingFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Transactions;

public class DBM5003FixTests
{
    [Fact]
    public Task Call_GetsALockTimeoutBeforeIt() => Fix.UpAsync(
        """
        migrationBuilder.Sql("SELECT 1");

        // more room
        migrationBuilder.[|AddColumn|]<string>(name: "note", table: "orders", type: "text", nullable: true);
        migrationBuilder.DropColumn("email", "users");
        """,
        """
        migrationBuilder.Sql("SELECT 1");

        migrationBuilder.Sql("SET LOCAL lock_timeout = '5s';");

        // more room
        migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
        migrationBuilder.DropColumn("email", "users");
        """,
        title: "Wait for locks no longer than 5 seconds");

    [Fact]
    public Task CallOfSeveralOperations_GetsOne() => Fix.UpAsync(
        """
        migrationBuilder.[|AlterColumn|]<string>(name: "status", table: "orders", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """,
        """
        migrationBuilder.Sql("SET LOCAL lock_timeout = '5s';");
        migrationBuilder.AlterColumn<string>(name: "status", table: "orders", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """);

    [Fact]
    public Task OnlyStatementOfALoop_GetsBraces() => Fix.UpAsync(
        """
        foreach (var name in new[] { "a", "b" })
            migrationBuilder.[|AddColumn|]<string>(name: name, table: "orders", type: "text", nullable: true);
        """,
        """
        foreach (var name in new[] { "a", "b" })
        {
            migrationBuilder.Sql("SET LOCAL lock_timeout = '5s';");
            migrationBuilder.AddColumn<string>(name: name, table: "orders", type: "text", nullable: true);
        }
        """);

    [Theory]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] x int;\n", "SET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN x int;\n")]
    [InlineData("BEGIN;\n  ALTER TABLE orders [|ADD COLUMN|] x int;\nCOMMIT;", "BEGIN;\n  SET LOCAL lock_timeout = '5s';\n  ALTER TABLE orders ADD COLUMN x int;\nCOMMIT;")]
    [InlineData(
        "ALTER TABLE orders [|ADD COLUMN|] x int;\r\nCREATE INDEX CONCURRENTLY ix ON orders (x);",
        "SET lock_timeout = '5s';\r\nALTER TABLE orders ADD COLUMN x int;\r\nRESET lock_timeout;\r\nCREATE INDEX CONCURRENTLY ix ON orders (x);")]
    [InlineData("DO $$ BEGIN ALTER TABLE orders [|ADD COLUMN|] x int; END $$;", "DO $$ BEGIN ALTER TABLE orders [|ADD COLUMN|] x int; END $$;")]
    public Task SqlFile_GetsALockTimeoutThatLastsLongEnough(string before, string after) => Fix.SqlFileAsync(before, after);
}
