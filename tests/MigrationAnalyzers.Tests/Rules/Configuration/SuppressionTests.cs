namespace MigrationAnalyzers.Tests.Rules.Configuration;

/// <summary>What comments in SQL suppress.</summary>
public sealed class SuppressionTests() : RuleTest("DBM1001")
{
    private const string Allow = "-- migration-analyzers: allow DBM1001 the table is empty";

    [Theory]
    [InlineData("-- é😀\n{0}\nCREATE INDEX ix ON orders (a);")]
    [InlineData("{0}\r\nCREATE INDEX ix ON orders (a);\r\n")]
    [InlineData("{0}\n-- and more\n/* and\n\nmore */\nCREATE INDEX ix ON orders (a);")]
    [InlineData("SELECT 1;\n{0}\nCREATE INDEX ix ON orders (a);")]
    [InlineData("CREATE INDEX ix ON orders (a); {0}")]
    [InlineData("CREATE INDEX ix {0}\nON orders (a);")]
    [InlineData("CREATE INDEX ix\n{0}\nON orders (a);")]
    [InlineData("CREATE INDEX ix\nON orders (a); {0}\n")]
    [InlineData("DO $$ BEGIN\n{0}\nCREATE INDEX ix ON orders (a);\nEND $$;")]
    [InlineData("{0}\nDO $$ BEGIN\nCREATE INDEX ix ON orders (a);\nEND $$;")]
    [InlineData("SELECT '\n{0}\n';\n{0}\nCREATE INDEX ix ON orders (a);")]
    public async Task CommentAtTheStatement_Suppresses(string sql)
    {
        await File(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, Allow)).VerifyAsync();
        await UpSql(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, Allow)).VerifyAsync();
    }

    [Theory]
    [InlineData("/* migration-analyzers: allow DBM1001 empty */ CREATE INDEX ix ON orders (a);")]
    [InlineData("--migration-analyzers: allow DBM3004, DBM1001: empty\nCREATE INDEX ix ON orders (a);")]
    [InlineData("-- Migration-Analyzers: ALLOW dbm1001 - empty\nCREATE INDEX ix ON orders (a);")]
    [InlineData("SELECT 1; CREATE INDEX ix ON orders (a); /* migration-analyzers: allow DBM1001 empty */\nSELECT 2;")]
    public Task WaysToWriteIt_Suppress(string sql) => File(sql).VerifyAsync();

    [Theory]
    [InlineData("-- migration-analyzers: allow DBM1001 empty\n\n[|CREATE INDEX|] ix ON orders (a);")]
    [InlineData("-- migration-analyzers: allow DBM1001 empty\nSELECT 1;\n[|CREATE INDEX|] ix ON orders (a);")]
    [InlineData("SELECT 1; -- migration-analyzers: allow DBM1001 empty\n\n[|CREATE INDEX|] ix ON orders (a);")]
    [InlineData("SELECT 1; -- migration-analyzers: allow DBM1001 empty\n[|CREATE INDEX|] ix ON orders (a);")]
    [InlineData("[|CREATE INDEX|] ix ON orders (a); /* migration-analyzers: allow DBM1001 empty */ SELECT 1;")]
    [InlineData("-- migration-analyzers: allow DBM1002 empty\n[|CREATE INDEX|] ix ON orders (a);")]
    [InlineData("-- migration-analyzers: allow DBM1001\n[|CREATE INDEX|] ix ON orders (a);")]
    [InlineData("-- migration-analyzers: allow DBM1001 -\n[|CREATE INDEX|] ix ON orders (a);")]
    [InlineData("-- migration-analyzers: permit DBM1001 empty\n[|CREATE INDEX|] ix ON orders (a);")]
    [InlineData("-- about migration-analyzers: allow DBM1001 empty\n[|CREATE INDEX|] ix ON orders (a);")]
    [InlineData("CREATE INDEX ix ON orders (a); -- migration-analyzers: allow DBM1001 empty\nSELECT 1;\n[|CREATE INDEX|] iy ON orders (a);")]
    public async Task CommentElsewhere_DoesNotSuppress(string sql)
    {
        await File(sql).VerifyAsync();
        await UpSql(sql).VerifyAsync();
    }

    [Fact]
    public async Task AllowFile_HoldsForTheWholeText()
    {
        await File("-- migration-analyzers: allow-file DBM1001, DBM1002 empty\n\nSELECT 1;\nCREATE INDEX ix ON orders (a);\nCREATE INDEX iy ON orders (a);").VerifyAsync();
        await Up("""
            migrationBuilder.Sql("/* migration-analyzers: allow-file DBM1001 empty */ SELECT 1; CREATE INDEX ix ON orders (a);");
            migrationBuilder.Sql("[|CREATE INDEX|] iy ON orders (a);");
            """).VerifyAsync();
    }

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task EachLiteral_IsRead(string source) =>
        Sql(source, "/* migration-analyzers: allow DBM1001 empty */ CREATE INDEX ix ON orders (a); SELECT 1; [|CREATE INDEX|] iy ON orders (a)").VerifyAsync();

    [Fact]
    public Task CommentBeforeTheFirstSection_HoldsForTheFile() => File(
        "-- migration-analyzers: allow-file DBM1001 empty\n-- +goose Up\nCREATE INDEX ix ON orders (a);\n").VerifyAsync();

}
