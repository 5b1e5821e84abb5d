using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.SqlFiles;
using MigrationAnalyzers.Testing;
using Verify = MigrationAnalyzers.Testing.CSharpAnalyzerVerifier<MigrationAnalyzers.MigrationAnalyzer>;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.Tests.SqlFiles;

/// <summary>AdditionalFiles as a runner lays them out, and what is read from them.</summary>
public abstract class SqlLayoutTest
{
    protected const string Concurrently = "[|CREATE INDEX CONCURRENTLY|] ix ON orders (a);";

    protected const string Build = "CREATE INDEX CONCURRENTLY ix ON orders (a);";

    /// <summary>Characters that have two bytes, or are two characters, in files of either system.</summary>
    public static TheoryData<string> LineBreaks => new("\n", "\r\n");

    /// <summary>The places in <c>[|...|]</c> are found by that rule, and no others.</summary>
    private protected static Task VerifyAsync(string id, string? message, string? layout, params (string Path, string Text)[] files) =>
        VerifyAsync(id, message, layout is null ? [] : [("sql_layout", layout)], files);

    private protected static Task VerifyAsync(string id, string? message, (string Key, string Value)[] options, params (string Path, string Text)[] files)
    {
        var test = new Verify.Test { DefaultId = id, TestCode = "" };
        test.OnlyIds.Add(id);
        foreach (var (key, value) in options)
        {
            test.GlobalOptions["migration_analyzers." + key] = value;
        }

        foreach (var (path, text) in files)
        {
            var source = text;
            if (message is not null && source.Contains("[|", StringComparison.Ordinal))
            {
                source = source.Replace("[|", "{|#" + test.ExpectedDiagnostics.Count + ":", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal);
                test.ExpectedDiagnostics.Add(new DiagnosticResult(id, null) { Message = message, MarkupKey = test.ExpectedDiagnostics.Count });
            }

            test.AdditionalFiles.Add((path, source));
        }

        return test.RunAsync();
    }

    private protected static Task VerifyTransactionAsync(string path, string text) => VerifyAsync("DBM5001", null, (string?)null, (path, text));

    private protected static SqlSession Session(string? layout, params (string Path, string Text)[] files) =>
        SessionOf([.. files.Select(static f => new TestAdditionalText(f.Path, f.Text))], layout);

    private protected static SqlSession SessionOf(TestAdditionalText[] files, string? layout = null) =>
        new(
            [.. files],
            new OptionsSource(new AnalyzerOptions(
                [],
                new TestAnalyzerConfigOptionsProvider(
                    layout is null
                        ? ImmutableDictionary<string, string>.Empty
                        : ImmutableDictionary<string, string>.Empty.Add("migration_analyzers.sql_layout", layout),
                    ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty))));

    /// <summary>The ids of the migrations in the order in which they run.</summary>
    private protected static IEnumerable<string> IdsOf(string? layout, params string[] paths) => IdsOf(layout, [.. paths.Select(static p => (p, "SELECT 1;"))]);

    private protected static IEnumerable<string> IdsOf(string? layout, params (string Path, string Text)[] files) =>
        from migration in MigrationsOf(Session(layout, files), files)
        select migration.Id;

    private protected static IEnumerable<Migration> MigrationsOf(SqlSession session, params (string Path, string Text)[] files) =>
        files.SelectMany(f => session.MigrationsOf(f.Path)).Select(static m => m.Migration).Distinct().OrderBy(static m => m.Order, StringComparer.Ordinal);

    /// <summary>The migration of a file knows a table that another file has made.</summary>
    private protected static bool Knows(SqlSession session, string path, string table) =>
        session.MigrationsOf(path)[0].CatalogBefore.Find(new RelationName(null, table)) is not null;
}
