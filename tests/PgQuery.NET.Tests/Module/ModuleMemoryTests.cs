using PgQuery.Module;

namespace PgQuery.Tests.Module;

public sealed class ModuleMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public void NewInstance_TakesLessThanFourMegabytes()
    {
        var module = new PgModule();
        Assert.Equal(module.Memory.Length, module.MemorySize);
        Assert.InRange(module.MemorySize, 1, 4 * Megabyte);
    }

    [Fact]
    public void ShortStatements_DoNotGrowTheMemory()
    {
        var session = new ModuleSession();
        var size = session.Module.MemorySize;
        for (var i = 0; i < 5_000; i++)
        {
            session.Parse("ALTER TABLE orders ADD COLUMN total numeric(10,2) NOT NULL DEFAULT 0");
            session.Parse("SELECT FROM WHERE");
            session.Scan("SELECT 1");
        }

        Assert.Equal(size, session.Module.MemorySize);
    }

    [Fact]
    public void ScriptOfTwoMegabytes_GrowsTheMemory_AndGivesEveryStatement()
    {
        var session = new ModuleSession();
        var size = session.Module.MemorySize;
        var literal = new string('x', 20_000);
        var result = session.Parse(string.Concat(Enumerable.Repeat($"SELECT '{literal}';\n", 100)));
        Assert.Equal(100, Occurrences(result, "SelectStmt"));
        Assert.Equal(100, Occurrences(result, literal));
        Assert.True(session.Module.MemorySize > size);
        Assert.Equal(0, session.Module.MemorySize % 65_536);
        Assert.StartsWith("{\"version\"", session.Parse("SELECT 1"), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoMegabytesOfOneByteStatements_EndInAManagedErrorOrAResult()
    {
        var session = new ModuleSession();
        Assert.Throws<PgTrapException>(() => session.Parse(string.Concat(Enumerable.Repeat("SELECT 1;", 2 * Megabyte / 9))));
        Assert.InRange(session.Module.MemorySize, 1, 64 * Megabyte);
    }

    [Fact]
    public void MoreThanTheMaximum_IsATrap_AndTheMemoryStaysBelowIt()
    {
        var module = new PgModule();
        Assert.NotEqual(0, module.Malloc(40 * Megabyte));
        var trap = Assert.Throws<PgTrapException>(() => module.Malloc(40 * Megabyte));
        Assert.Contains("too large", trap.Message, StringComparison.Ordinal);
        Assert.InRange(module.MemorySize, 40 * Megabyte, 64 * Megabyte);
    }

    [Fact]
    public void GrownMemory_KeepsItsContents()
    {
        var session = new ModuleSession();
        var pointer = session.Write("kept");
        var before = session.Module.Memory;
        session.Module.Malloc(8 * Megabyte);
        Assert.NotSame(before, session.Module.Memory);
        Assert.Equal("kept", session.Read(pointer));
    }

    private static int Occurrences(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
