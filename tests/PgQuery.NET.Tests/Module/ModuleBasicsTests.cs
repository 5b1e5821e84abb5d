using PgQuery.Module;

namespace PgQuery.Tests.Module;

public sealed class ModuleBasicsTests
{
    [Fact]
    public void Statement_GivesPostgresParseTree() => Assert.Equal(
        """{"version":180004,"stmts":[{"stmt":{"SelectStmt":{"targetList":[{"ResTarget":{"val":{"A_Const":{"ival":{"ival":1},"location":7}},"location":7}}],"limitOption":"LIMIT_OPTION_DEFAULT","op":"SETOP_NONE"}}}]}""",
        new ModuleSession().Parse("SELECT 1"));

    [Fact]
    public void SyntaxError_GivesMessageAndCursor_AndLeavesTheInstanceUsable()
    {
        var session = new ModuleSession();
        Assert.Equal("error: syntax error at or near \"WHERE\" @ 13", session.Parse("SELECT FROM WHERE"));
        Assert.StartsWith("{\"version\"", session.Parse("SELECT 1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_GivesTokens() => Assert.Contains("\"text\":\"SELECT\"", new ModuleSession().Scan("SELECT 1"), StringComparison.Ordinal);

    [Fact]
    public void Normalize_ReplacesConstants() => Assert.Equal("SELECT $1", new ModuleSession().Normalize("SELECT 1"));

    [Fact]
    public void Fingerprint_IsTheSameForOtherConstants()
    {
        var session = new ModuleSession();
        Assert.Equal(session.Fingerprint("SELECT 1"), session.Fingerprint("SELECT 2"));
        Assert.NotEqual(session.Fingerprint("SELECT 1"), session.Fingerprint("SELECT a"));
    }

    [Fact]
    public void PlPgSqlBody_IsParsed() => Assert.Contains(
        "PLpgSQL_stmt_return",
        new ModuleSession().ParsePlPgSql("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$"),
        StringComparison.Ordinal);

    [Fact]
    public void Trap_IsAnException_AndEndsTheInstance()
    {
        var session = new ModuleSession();
        Assert.Throws<PgTrapException>(() => session.Module.ParseRaw(int.MaxValue));
        Assert.Throws<PgTrapException>(() => session.Module.Malloc(1));
        Assert.StartsWith("{\"version\"", new ModuleSession().Parse("SELECT 1"), StringComparison.Ordinal);
    }
}
