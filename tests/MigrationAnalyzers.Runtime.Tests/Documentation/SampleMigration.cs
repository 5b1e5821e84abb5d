using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Documentation;

/// <summary>Makes migrations of code in a page.</summary>
internal static class SampleMigration
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(static () =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static p => MetadataReference.CreateFromFile(p)),
    ]);

    /// <summary>What the body of Up does.</summary>
    public static Action<MigrationBuilder> Compile(string body)
    {
        var assembly = CompileSource(
            $$"""
            using System;
            using MigrationAnalyzers.Runtime;
            using Microsoft.EntityFrameworkCore.Migrations;

            public static class Sample
            {
                public static void Up(MigrationBuilder migrationBuilder)
                {
                    {{body}}
                }
            }
            """,
            OutputKind.DynamicallyLinkedLibrary);
        return assembly.GetType("Sample")!.GetMethod("Up")!.CreateDelegate<Action<MigrationBuilder>>();
    }

    /// <summary>A whole program or class.</summary>
    public static Assembly CompileSource(string source, OutputKind kind)
    {
        var compilation = CSharpCompilation.Create("Sample" + Guid.NewGuid().ToString("N"), [CSharpSyntaxTree.ParseText(source)], s_references.Value, new CSharpCompilationOptions(kind));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)) + "\n" + source);
        return Assembly.Load(stream.ToArray());
    }
}
