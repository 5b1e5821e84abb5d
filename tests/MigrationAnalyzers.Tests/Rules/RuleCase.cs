using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Verify = MigrationAnalyzers.Testing.CSharpAnalyzerVerifier<MigrationAnalyzers.MigrationAnalyzer>;

namespace MigrationAnalyzers.Tests.Rules;

/// <summary>A migration or .sql file in markup, and what one rule is expected to find there: the places in <c>[|...|]</c>, and nothing else.</summary>
internal sealed class RuleCase
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

        """;

    private const string Context = "public sealed class ShopContext : DbContext { }\n";

    private readonly Verify.Test _test;
    private readonly string _id;
    private int _earlier;
    private int _later;

    private RuleCase(string id)
    {
        _id = id;
        _test = new Verify.Test { DefaultId = id };
        _test.OnlyIds.Add(id);
    }

    public static RuleCase OfMigration(string id, string members) => OfSource(id, Usings + Context + Migration("20240102030405_Test", "Test", members));

    public static RuleCase OfSource(string id, string code)
    {
        var result = new RuleCase(id);
        result._test.TestCode = code;
        return result;
    }

    public static RuleCase OfFile(string id, string sql)
    {
        var result = new RuleCase(id);
        result._test.AdditionalFiles.Add(("/0/Migrations/20240102_test.sql", sql));
        return result;
    }

    public static string Method(string name, string body) => $$"""
            protected override void {{name}}(MigrationBuilder migrationBuilder)
            {
        {{body}}
            }

        """;

    /// <summary>A migration that ran before, with that SQL in its Up.</summary>
    public RuleCase After(string sql) => AfterUp("migrationBuilder.Sql(\"\"\"\n" + sql + "\n\"\"\");");

    /// <summary>A migration that ran before, with that body of Up.</summary>
    public RuleCase AfterUp(string body)
    {
        _earlier++;
        _test.Sources.Add((
            $"/0/Migrations/2024010{_earlier}000000_Earlier.cs",
            Usings + Migration($"2024010{_earlier}000000_Earlier{_earlier}", $"Earlier{_earlier}", Method("Up", body))));
        return this;
    }

    /// <summary>A migration that runs after it, with that SQL in its Up.</summary>
    public RuleCase Then(string sql) => ThenUp("migrationBuilder.Sql(\"\"\"\n" + sql + "\n\"\"\");");

    /// <summary>A migration that runs after it, with that body of Up.</summary>
    public RuleCase ThenUp(string body)
    {
        _later++;
        _test.Sources.Add((
            $"/0/Migrations/2024020{_later}000000_Later.cs",
            Usings + Migration($"2024020{_later}000000_Later{_later}", $"Later{_later}", Method("Up", body))));
        return this;
    }

    /// <summary>Another file of the project.</summary>
    public RuleCase Beside(string path, string code)
    {
        _test.Sources.Add((path, code));
        return this;
    }

    /// <summary>An AdditionalFile.</summary>
    public RuleCase WithFile(string path, string text)
    {
        _test.AdditionalFiles.Add((path, text));
        return this;
    }

    /// <summary>An option, by its key without the prefix.</summary>
    public RuleCase With(string key, string value)
    {
        _test.GlobalOptions["migration_analyzers." + key] = value;
        return this;
    }

    /// <summary>An MSBuild property.</summary>
    public RuleCase WithProperty(string name, string value)
    {
        _test.GlobalOptions["build_property." + name] = value;
        return this;
    }

    public RuleCase WithReferences(IReadOnlyList<MetadataReference> references)
    {
        _test.References = references;
        return this;
    }

    /// <summary>For code that lacks a package or is half typed.</summary>
    public RuleCase NeedNotCompile()
    {
        _test.MustCompile = false;
        return this;
    }

    /// <summary>What is found at no place of a file.</summary>
    public RuleCase Expecting(string message)
    {
        _test.ExpectedDiagnostics.Add(new DiagnosticResult(_id, DiagnosticSeverity.Warning).WithMessage(message));
        return this;
    }

    /// <summary>No place is marked, or each is reported with that severity and, where it is given, with that message.</summary>
    public Task VerifyAsync(DiagnosticSeverity? severity = null, string? message = null)
    {
        if (severity is not null || message is not null)
        {
            _test.TestCode = Number(_test.TestCode, severity, message);
            for (var i = 0; i < _test.AdditionalFiles.Count; i++)
            {
                _test.AdditionalFiles[i] = (_test.AdditionalFiles[i].Path, Number(_test.AdditionalFiles[i].Source, severity, message));
            }

            Assert.Contains(_test.ExpectedDiagnostics, static e => e.MarkupKey is not null);
        }

        return _test.RunAsync();
    }

    public Task VerifyMessageAsync(string message) => VerifyAsync(DiagnosticSeverity.Warning, message);

    public Task VerifyInfoAsync(string? message = null) => VerifyAsync(DiagnosticSeverity.Info, message);

    private static string Migration(string id, string name, string members) => $$"""

        [DbContext(typeof(ShopContext))]
        [Migration("{{id}}")]
        public partial class {{name}} : Migration
        {
        {{members}}
        }
        """;

    /// <summary>Gives the marked places numbers, by which more can be said of them.</summary>
    private string Number(string source, DiagnosticSeverity? severity, string? message)
    {
        var start = source.IndexOf("[|", StringComparison.Ordinal);
        while (start >= 0)
        {
            var key = _test.ExpectedDiagnostics.Count;
            var end = source.IndexOf("|]", start, StringComparison.Ordinal);
            source = source[..start] + $"{{|#{key}:" + source[(start + 2)..end] + "|}" + source[(end + 2)..];
            _test.ExpectedDiagnostics.Add(new DiagnosticResult(_id, severity) { Message = message, MarkupKey = key });
            start = source.IndexOf("[|", StringComparison.Ordinal);
        }

        return source;
    }
}
