using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>Compiles and analyzes what a page shows, with the code around it that a page leaves out.</summary>
internal static class SampleAnalysis
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(static () =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static p => MetadataReference.CreateFromFile(p))]);

    public static Task<ImmutableArray<Diagnostic>> OfCSharpAsync(string code, string kind) => AnalyzeAsync(
        CSharpSyntaxTree.ParseText(SourceText.From(Wrap(code, kind)), path: "20260101000000_Sample.cs"), []);

    public static Task<ImmutableArray<Diagnostic>> OfSqlAsync(string sql) => AnalyzeAsync(null, [new SqlFile(sql)]);

    private static string Wrap(string code, string kind)
    {
        const string Usings = """
            using System;
            using System.IO;
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            """;
        if (kind == "model")
        {
            return Usings + $$"""
                public sealed class User { public string? DisplayName { get; set; } }
                public sealed class Customer { }
                public sealed class SampleContext : DbContext
                {
                    protected override void OnModelCreating(ModelBuilder modelBuilder)
                    {
                {{code}}
                    }
                }
                """;
        }

        var methods = code.Contains("protected override", StringComparison.Ordinal)
            ? code
            : $$"""
                protected override void Up(MigrationBuilder migrationBuilder)
                {
            {{code}}
                }

                protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A sample has no way back.");
            """;
        return Usings + $$"""
            public sealed class SampleContext : DbContext { }

            [DbContext(typeof(SampleContext))]
            [Migration("20260101000000_Sample")]
            public sealed class Sample : Migration
            {
            {{methods}}
            }
            """;
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(SyntaxTree? tree, ImmutableArray<AdditionalText> files)
    {
        var compilation = CSharpCompilation.Create(
            "Samples",
            tree is null ? [] : [tree],
            s_references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.DoesNotContain(compilation.GetDiagnostics(), static d => d.Severity >= DiagnosticSeverity.Warning);

        var findings = await compilation.WithAnalyzers([new MigrationAnalyzer()], new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync();
        return [.. findings.Where(static d => !d.IsSuppressed)];
    }

    private sealed class SqlFile(string sql) : AdditionalText
    {
        public override string Path => "sample.sql";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(sql);
    }
}
