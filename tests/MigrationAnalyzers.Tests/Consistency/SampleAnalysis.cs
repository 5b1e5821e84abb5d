using System.Collections.Immutable;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>Compiles and analyzes what a page shows, with the code around it that a page leaves out.</summary>
internal static class SampleAnalysis
{
    /// <param name="before">The SQL of an earlier migration.</param>
    /// <param name="later">The SQL of a later migration.</param>
    public static Task<ImmutableArray<Diagnostic>> OfCSharpAsync(string code, string kind, string? before = null, string? later = null) => AnalyzeAsync(
        [
            ("20260101000000_Sample.cs", Wrap(code, kind)),
            .. Other("20250101000000", "Earlier", before),
            .. Other("20270101000000", "Later", later),
        ],
        []);

    private static IEnumerable<(string Path, string Text)> Other(string id, string name, string? sql)
    {
        if (sql is not null)
        {
            yield return ($"{id}_{name}.cs", $$"""
                using System;
                using Microsoft.EntityFrameworkCore.Infrastructure;
                using Microsoft.EntityFrameworkCore.Migrations;

                [DbContext(typeof(SampleContext))]
                [Migration("{{id}}_{{name}}")]
                public sealed class {{name}} : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql({{LiteralWriter.Write(LiteralWriter.Kinds[0], sql)}});

                    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A sample has no way back.");
                }
                """);
        }
    }

    public static Task<ImmutableArray<Diagnostic>> OfSqlAsync(string sql) => AnalyzeAsync([], [("sample.sql", sql)]);

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
                public sealed class User { public string DisplayName { get; set; } }
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

        if (kind != "model" && code.Contains(".Database.", StringComparison.Ordinal))
        {
            return Application(code);
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
        if (!methods.Contains("void Up(", StringComparison.Ordinal))
        {
            methods = """
                protected override void Up(MigrationBuilder migrationBuilder) =>
                    migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);

            """ + methods;
        }

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

    /// <summary>Code that runs where an application starts, beside a migration of its context.</summary>
    private static string Application(string code) => $$"""
        using System;
        using System.Linq;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        public sealed class ShopContext : DbContext { }

        public static class Program
        {
            public static void Main(string[] args)
            {
                using var context = new ShopContext();
        {{code}}
            }
        }

        [DbContext(typeof(ShopContext))]
        [Migration("20260101000000_Sample")]
        public sealed class Sample : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ANALYZE", suppressTransaction: true);

            protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A sample has no way back.");
        }

        namespace Microsoft.Extensions.Hosting
        {
            public interface IHost { }
        }
        """;

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        IReadOnlyList<(string Path, string Text)> sources, IReadOnlyList<(string Path, string Text)> files)
    {
        var test = new AnalyzerTest<MigrationAnalyzer>();
        test.OnlyIds.UnionWith(Descriptors.All.Where(static d => !d.IsEnabledByDefault).Select(static d => d.Id));
        var compilation = test.Compile(sources);
        Assert.DoesNotContain(compilation.GetDiagnostics(), static d => d.Severity >= DiagnosticSeverity.Warning);
        return await test.AnalyzeAsync(compilation, files);
    }
}
