using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>Source that is compiled in this process.</summary>
internal static class Sources
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The framework, EF Core and Npgsql.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static p => !Path.GetFileName(p).StartsWith("MigrationAnalyzers", StringComparison.Ordinal))
            .Select(static p => MetadataReference.CreateFromFile(p))];

    public static string RepositoryRoot { get; } =
        typeof(Sources).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;

    public static ImmutableArray<SyntaxTree> ReadProject(string folder) =>
    [
        CSharpSyntaxTree.ParseText(ImplicitUsings, path: "GlobalUsings.cs"),
        .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).Any(static p => p is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(static f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), path: f)),
    ];

    public static CSharpCompilation Compile(ImmutableArray<SyntaxTree> trees, IEnumerable<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create(
            "Measured",
            trees,
            references,
            new CSharpCompilationOptions(
                trees.Any(HasTopLevelStatements) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable));
        // CS8795: a partial method whose body a source generator writes; none runs here.
        var error = compilation.GetDiagnostics().FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8795");
        return error is null ? compilation : throw new InvalidOperationException($"What is to be measured does not compile: {error}");
    }

    private static bool HasTopLevelStatements(SyntaxTree tree) => tree.GetCompilationUnitRoot().Members.Any(static m => m is GlobalStatementSyntax);
}
