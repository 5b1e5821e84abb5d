using PgQuery.Module;

namespace PgQuery.Tests.Module;

public sealed class ModuleTrapTests
{
    [Fact]
    public void FailedAssertionOfTheCCode_IsATrapWithItsText()
    {
        var trap = Assert.Throws<PgTrapException>(
            () => new ModuleSession().ParsePlPgSql("CREATE FUNCTION f(int) RETURNS int LANGUAGE plpgsql"));
        Assert.Contains("assertion failed: proc_source", trap.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(-4)]
    [InlineData(64 * 1024 * 1024)]
    public void AddressOutsideTheMemory_IsATrap(int address)
    {
        var module = new PgModule();
        var trap = Assert.Throws<PgTrapException>(() => module.ParseRaw(address));
        Assert.NotNull(trap.InnerException);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WordAcrossTheEndOfTheMemory_IsATrap_AndWritesNothingBehindIt(int inside)
    {
        // free reads the size word before the pointer: here its last bytes lie behind the memory.
        var module = new PgModule();
        Assert.Throws<PgTrapException>(() => module.Free(module.MemorySize - inside + 4));
    }

    [Fact]
    public void AfterATrap_EveryExportRefuses()
    {
        var module = new PgModule();
        Assert.Throws<PgTrapException>(() => module.Scan(-1));
        Action[] exports =
        [
            () => module.Malloc(1), () => module.Free(0), () => module.ParseRaw(0), () => module.FreeParseResult(0), () => module.ParsePlPgSql(0),
            () => module.Fingerprint(0), () => module.Normalize(0), () => module.Scan(0), () => module.ParseDetailed(0), () => module.FreeDetailed(0),
            () => module.FreeString(0),
        ];
        Assert.All(exports, export => Assert.Contains("cannot be used", Assert.Throws<PgTrapException>(export).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AnotherInstance_IsNotTouchedByATrap()
    {
        var other = new ModuleSession();
        var expected = other.Parse("SELECT 1");
        Assert.Throws<PgTrapException>(() => new PgModule().ParseRaw(-1));
        Assert.Equal(expected, other.Parse("SELECT 1"));
    }

    [Fact]
    public void SqlErrors_AreNoTraps_HoweverMany()
    {
        var session = new ModuleSession();
        for (var i = 0; i < 2_000; i++)
        {
            Assert.StartsWith("error: ", session.Parse("SELECT FROM WHERE"), StringComparison.Ordinal);
            Assert.StartsWith("error: ", session.Parse("SELECT 'open"), StringComparison.Ordinal);
        }

        Assert.StartsWith("{\"version\"", session.Parse("SELECT 1"), StringComparison.Ordinal);
    }
}
