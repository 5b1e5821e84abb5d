using PgQuery.Runtime;
using PgQuery.Text;

namespace PgQuery.Tests;

/// <summary>The translated parser gives byte for byte what Node's libpg-query gives.</summary>
public sealed class ParityTests
{
    private const int Seed = 20260728;

    [Fact]
    public Task HandWrittenStatements_SameAsNode()
        => AssertSameAsync([.. CorpusFile.Valid, .. CorpusFile.PlPgSql, .. CorpusFile.Errors], scan: true, bodies: true);

    [Fact]
    public Task SqlOfTheRepository_SameAsNode()
    {
        var texts = RepositorySql.Read();
        Assert.True(texts.Count >= 5, $"only {texts.Count} SQL texts found");
        return AssertSameAsync(texts, scan: true, bodies: true);
    }

    [Fact]
    public Task GeneratedScripts_SameAsNode()
    {
        var generator = new StatementGenerator(Seed);
        return AssertSameAsync([.. Enumerable.Range(0, 3000).Select(_ => generator.Script())], scan: true, bodies: true);
    }

    [Fact]
    public Task MutatedStatements_SameAsNode()
    {
        var random = new Random(Seed);
        var statements = CorpusFile.Valid.SelectMany(sql => Mutations.Of(sql, random, 20));
        var bodies = CorpusFile.PlPgSql.SelectMany(sql => Mutations.Of(sql, random, 100));
        return AssertSameAsync([.. statements, .. bodies], scan: true, bodies: false);
    }

    [Fact]
    public Task MutatedBodies_SameAsNode()
    {
        var random = new Random(Seed + 1);
        var bodies = CorpusFile.PlPgSql.SelectMany(sql => Mutations.Of(sql, random, 60));
        return AssertSameAsync([.. bodies], scan: false, bodies: true);
    }

    private static async Task AssertSameAsync(IReadOnlyCollection<string> texts, bool scan, bool bodies)
    {
        var functions = new List<string> { "parse" };
        if (scan)
        {
            functions.Add("scan");
        }

        if (bodies)
        {
            functions.AddRange(["plpgsql", "fingerprint", "normalize"]);
        }

        OracleQuestion[] questions = [.. texts.Distinct(StringComparer.Ordinal).SelectMany(sql => functions.Select(f => new OracleQuestion(f, sql)))];
        var answers = await Oracle.AskAsync(questions);
        var differences = new List<string>();
        for (var i = 0; i < questions.Length && differences.Count < 5; i++)
        {
            if (Difference(questions[i], answers[i]) is { } difference)
            {
                differences.Add(difference);
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    private static string? Difference(OracleQuestion question, OracleAnswer expected)
    {
        var sql = question.Sql;
        var map = new PositionMap(sql, 0, sql.Length, 0, table: null);
        var actual = ParserPool.Run(instance => question.Function switch
        {
            "parse" => instance.ParseJson(sql, map),
            "scan" => instance.ScanJson(sql, map),
            "plpgsql" => instance.ParsePlPgSqlJson(sql, map),
            "fingerprint" => instance.Fingerprint(sql, map),
            _ => instance.Normalize(sql, map),
        });
        if (expected.Aborted)
        {
            return actual.Message.StartsWith("internal failure", StringComparison.Ordinal) ? null : Describe("an abort");
        }

        if (expected.Error is null)
        {
            // Of scan and plpgsql, Node gives an error's message in the place of the JSON.
            return (actual.Value ?? actual.Message) == expected.Text ? null : Describe(expected.Text!);
        }

        return actual.Message == expected.Error && actual.Cursor == expected.Cursor
            ? null
            : Describe($"{expected.Error} at {expected.Cursor}");

        string Describe(string wanted)
            => $"{question.Function}: {sql}\n  node: {wanted}\n  here: {actual.Value ?? $"{actual.Message} at {actual.Cursor}"}";
    }
}
