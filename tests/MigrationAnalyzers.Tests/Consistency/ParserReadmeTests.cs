using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgQuery;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>The program in the README of PgQuery.NET.</summary>
public sealed class ParserReadmeTests
{
    private static readonly string s_program = Program(RepositoryFiles.Read("src/PgQuery.NET/README.md"));

    [Fact]
    public void Program_Compiles()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "netstandard.dll" or "PgQuery.NET.dll")
            .Select(static p => MetadataReference.CreateFromFile(p));

        var compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText("global using System;"), CSharpSyntaxTree.ParseText(s_program)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        Assert.DoesNotContain(compilation.GetDiagnostics(), static d => d.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public void ErrorThatItShows_IsTheParsersOwn() => Assert.Contains($"// {PgParser.Parse("SELEC 1").Error}\n", s_program, StringComparison.Ordinal);

    private static string Program(string readme)
    {
        const string Fence = "```csharp\n";
        var start = readme.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
