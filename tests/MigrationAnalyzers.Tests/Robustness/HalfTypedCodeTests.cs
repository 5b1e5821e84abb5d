using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.Testing;
using MigrationAnalyzers.Tests.Consistency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.Tests.Robustness;

/// <summary>Somebody types: characters are missing, too many, or not there yet. The analyzer says something or nothing, and never fails.</summary>
public sealed class HalfTypedCodeTests
{
    private const int MutationsOfEachFile = 220;

    private static readonly string[] s_typed = ["\"", "'", "{", "}", "(", ")", ";", ",", ".", "$", "@", "\"\"\"", "\\", "é", "😀", "\0", "--", "/*", "::", "migrationBuilder.", "null"];

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    private static readonly CSharpCompilation s_context = CSharpCompilation.Create(
        "Shop",
        [CSharpSyntaxTree.ParseText("namespace Shop.Data; public class ShopDbContext : Microsoft.EntityFrameworkCore.DbContext { }", s_parse, "ShopDbContext.cs")],
        EfReferences.All,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    public static TheoryData<string> Migrations =>
    [
        .. RepositoryFiles.Sources("samples/Shop/Migrations")
            .Select(static f => Path.GetFileName(f))
            .Where(static f => !f.EndsWith(".Designer.cs", StringComparison.Ordinal) && !f.EndsWith("Snapshot.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Migrations))]
    public async Task DamagedMigration_NeverFailsTheAnalyzer(string file)
    {
        var source = RepositoryFiles.Read("samples/Shop/Migrations/" + file);
        var random = new Random(StableSeed(file));
        Assert.Empty(await FailuresAsync(file, source));
        for (var i = 0; i < MutationsOfEachFile; i++)
        {
            var damaged = Damage(source, random);
            var failures = await FailuresAsync(file, damaged);

            Assert.True(failures.IsEmpty, $"{string.Join('\n', failures)}\n\n{damaged}");
        }
    }

    [Fact]
    public Task TableWithAColumnOfAMissingType_IsStillMadeHere() => new CSharpAnalyzerVerifier<MigrationAnalyzer>.Test
    {
        MustCompile = false,
        OnlyIds = { "DBM1001" },
        TestCode = """
            using Microsoft.EntityFrameworkCore.Migrations;

            public class Change : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.CreateTable(
                        name: "catalog",
                        columns: table => new { embedding = table.Column<Vector>(type: "vector(384)", nullable: true) },
                        constraints: table => { });
                    migrationBuilder.CreateIndex(name: "ix_catalog", table: "catalog", column: "embedding");
                }
            }
            """,
    }.RunAsync();

    /// <summary>One to three places are damaged, as typing and deleting does.</summary>
    private static string Damage(string source, Random random)
    {
        for (var places = random.Next(1, 4); places > 0; places--)
        {
            var at = random.Next(source.Length);
            source = random.Next(5) switch
            {
                0 => source[..at],
                1 => source.Remove(at, Math.Min(random.Next(1, 12), source.Length - at)),
                2 => source.Insert(at, s_typed[random.Next(s_typed.Length)]),
                3 => source.Insert(at, source.Substring(at, Math.Min(random.Next(1, 30), source.Length - at))),
                _ => source.Remove(at, 1).Insert(at, s_typed[random.Next(s_typed.Length)]),
            };
            if (source.Length == 0)
            {
                return source;
            }
        }

        return source;
    }

    private static async Task<ImmutableArray<Exception>> FailuresAsync(string file, string source)
    {
        var failures = ImmutableArray.CreateBuilder<Exception>();
        var compilation = s_context.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, s_parse, file, Encoding.UTF8));
        var analysis = new CompilationWithAnalyzers(
            compilation,
            [new MigrationAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([new TestAdditionalText("x.sql", source)]),
                onAnalyzerException: (exception, _, _) =>
                {
                    lock (failures)
                    {
                        failures.Add(exception);
                    }
                },
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
        await analysis.GetAnalyzerDiagnosticsAsync();
        return failures.ToImmutable();
    }

    /// <summary>The same in each run, unlike string's own hash code.</summary>
    private static int StableSeed(string text) => text.Aggregate(17, static (hash, c) => unchecked((hash * 31) + c));
}
