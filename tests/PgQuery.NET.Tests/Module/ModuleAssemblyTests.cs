using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using PgQuery.Module;

namespace PgQuery.Tests.Module;

/// <summary>The emitted assembly itself: what it needs, that it is pure IL, and that the same input gives the same bytes.</summary>
public sealed class ModuleAssemblyTests
{
    private static readonly string s_path = typeof(PgModule).Assembly.Location;

    [Fact]
    public void Assembly_RefersToNetstandardOnly() =>
        Assert.Equal("netstandard, Version=2.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51", Assert.Single(typeof(PgModule).Assembly.GetReferencedAssemblies()).FullName);

    [Fact]
    public void Assembly_IsPureIl_WithoutImports()
    {
        using var file = File.OpenRead(s_path);
        using var image = new PEReader(file);
        Assert.Equal(CorFlags.ILOnly, image.PEHeaders.CorHeader!.Flags);
        var metadata = image.GetMetadataReader();
        Assert.Equal(0, metadata.GetTableRowCount(TableIndex.ImplMap));
        Assert.Equal(0, metadata.GetTableRowCount(TableIndex.ModuleRef));
    }

    [Fact]
    public void Assembly_OffersTheParserAndItsException_AndNothingElse() => Assert.Equal(
        ["PgQuery.Module.PgModule", "PgQuery.Module.PgTrapException"],
        typeof(PgModule).Assembly.GetExportedTypes().Select(type => type.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void Parser_HasTheMembersThatTheLibraryCalls() => Assert.Equal(
        [
            "Int32 Fingerprint(Int32)", "Int32 Malloc(Int32)", "Int32 Normalize(Int32)", "Int32 ParseDetailed(Int32)", "Int32 ParsePlPgSql(Int32)",
            "Int32 ParseRaw(Int32)", "Int32 Scan(Int32)", "Int32 get_MemorySize()", "Void Free(Int32)", "Void FreeDetailed(Int32)", "Void FreeParseResult(Int32)",
            "Void FreeString(Int32)", "Byte[] get_Memory()",
        ],
        typeof(PgModule).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.ToString()!).OrderBy(text => text == "Byte[] get_Memory()").ThenBy(text => text, StringComparer.Ordinal));

    /// <summary>
    /// The JIT compiler takes a millisecond for 2 to 5 KB of IL: what the first parse compiles decides the cold start, and a
    /// method of 60 KB is not optimized at all.
    /// </summary>
    [Fact]
    public void NoMethod_IsTooLargeForTheJitCompiler()
    {
        var largest = typeof(PgModule).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Max(method => method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0);
        Assert.InRange(largest, 1, 40_000);
    }

    [Fact]
    public void Translator_GivesTheSameBytesAgain()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var tool = Path.Combine(TestPaths.Repository, "src", "PgQuery.NET.Translator", "bin", configuration, "net10.0", "PgQuery.NET.Translator.dll");
        var output = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dll");
        try
        {
            using var process = Process.Start("dotnet", [tool, Path.Combine(TestPaths.NodeModules, "libpg-query"), output]);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            Assert.Equal(File.ReadAllBytes(s_path), File.ReadAllBytes(output));
        }
        finally
        {
            File.Delete(output);
        }
    }
}
