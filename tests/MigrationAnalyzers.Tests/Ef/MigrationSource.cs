using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationAnalyzers.Tests.Ef;

/// <summary>Compiles and reads migrations for tests.</summary>
internal static class MigrationSource
{
    public const string Path = "/Migrations/20240102030405_Test.cs";

    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Text;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        using Microsoft.EntityFrameworkCore.Migrations.Operations;
        using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

        """;

    /// <summary>A migration with that body of Up; further members after it.</summary>
    public static string WithUp(string body, string members = "") => Usings + $$"""
        namespace App.Migrations;

        public partial class Test : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
        {{body}}
            }

        {{members}}
        }
        """;

    /// <summary>The operations of Up, one statement a line.</summary>
    public static string Up(string body, string members = "", params (string Path, string Source)[] others) =>
        OperationText.Of(Read(WithUp(body, members), others: others).Up);

    public static Migration Read(string source, bool mustCompile = true, params (string Path, string Source)[] others) =>
        Lower(Compile([(Path, source), .. others], mustCompile: mustCompile)).Migration;

    public static CSharpCompilation Compile(
        IReadOnlyList<(string Path, string Source)> sources, IReadOnlyList<MetadataReference>? references = null, bool mustCompile = true)
    {
        var test = new AnalyzerTest<MigrationAnalyzer> { References = references ?? EfReferences.All };
        var compilation = test.Compile(sources);
        var errors = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.True(!mustCompile || errors.Length == 0, string.Join("\n", errors.Select(static e => e.ToString())));
        return compilation;
    }

    public static LoweredMigration Lower(CSharpCompilation compilation, string type = "App.Migrations.Test", ProviderChoice provider = ProviderChoice.Auto) =>
        TryLower(compilation, type, provider) ?? throw new InvalidOperationException($"{type} is not read as a migration.");

    public static LoweredMigration? TryLower(CSharpCompilation compilation, string type = "App.Migrations.Test", ProviderChoice provider = ProviderChoice.Auto)
    {
        var symbols = EfSymbols.TryCreate(compilation);
        Assert.NotNull(symbols);
        var reader = new MigrationReader(compilation, symbols, _ => provider);
        var symbol = compilation.GetTypeByMetadataName(type);
        Assert.NotNull(symbol);
        return reader.IsMigration(symbol) ? reader.Read(symbol, CancellationToken.None) : null;
    }

    /// <summary>The text at a place in the source.</summary>
    public static string At(string source, SourceLocation location) => source.Substring(location.Start, location.Length);
}
