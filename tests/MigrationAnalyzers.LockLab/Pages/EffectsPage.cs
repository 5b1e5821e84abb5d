using System.Globalization;
using System.Text;
using System.Text.Json;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.LockLab.Verifying;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.LockLab.Pages;

/// <summary>Writes docs/effects.md: what the engine says of measured cases. Nothing in its tables is written by hand but the words of the first column.</summary>
internal static class EffectsPage
{
    private const string Head = """
        # What PostgreSQL locks, rewrites, scans and builds

        Generated from the code that the rules use, by `dotnet run --project tests/MigrationAnalyzers.LockLab -- page`; a test fails when it is stale. Each row is a case that was
        measured on live servers (tests/MigrationAnalyzers.LockLab/Data), and a test holds prediction and measurement together, on every major version from 12 to 18.

        `t` is the table that is changed and `p` one that it references, both full of rows; `pp` is partitioned into `pp1` and `pp2`; `q` is made by the case's setup, shown where it
        matters. A lock is kept until the transaction ends. Who waits for it (https://www.postgresql.org/docs/current/explicit-locking.html):

        | lock | INSERT, UPDATE, DELETE wait | SELECT waits |
        |---|---|---|
        | ACCESS SHARE, ROW SHARE, ROW EXCLUSIVE, SHARE UPDATE EXCLUSIVE | no | no |
        | SHARE, SHARE ROW EXCLUSIVE, EXCLUSIVE | yes | no |
        | ACCESS EXCLUSIVE | yes | yes |

        **Rewrite**, **scan**, **index build** and **foreign-key scan** take as long as the table is large, and the lock is held meanwhile. Without one of them a statement takes a blink, once it
        has its lock: but all that comes later waits behind it while it waits itself.
        """;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>What the page shows.</summary>
    /// <exception cref="LockLabException">The file cannot be read.</exception>
    public static PageSection[] ReadSections(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<PageSection[]>(File.ReadAllText(path), Options) ?? throw new LockLabException($"{path} holds no sections.");
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new LockLabException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The text of the page.</summary>
    /// <exception cref="LockLabException">A row names a case that is not there.</exception>
    public static string Write(IEnumerable<PageSection> sections, IEnumerable<LockCase> cases)
    {
        var byName = cases.ToLookup(static c => c.Name, StringComparer.Ordinal);
        var text = new StringBuilder(Head).Append('\n');
        foreach (var section in sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n");
            if (section.Text.Length > 0)
            {
                text.Append(section.Text).Append("\n\n");
            }

            text.Append("| operation | example | versions | locks | work under the lock |\n|---|---|---|---|---|\n");
            foreach (var row in section.Rows)
            {
                AppendRow(text, row.Operation, byName[row.Case].ToList() switch
                {
                    [var measured] => measured,
                    [] => throw new LockLabException($"'{section.Title}' of the page names the case '{row.Case}', which no file in Data has."),
                    _ => throw new LockLabException($"'{section.Title}' of the page names the case '{row.Case}', and several cases in Data have that name: rename one."),
                });
            }
        }

        return text.ToString();
    }

    /// <summary>One line for each group of versions that the engine says the same of.</summary>
    private static void AppendRow(StringBuilder text, string operation, LockCase measured)
    {
        var versions = measured.Results.SelectMany(static r => r.Versions).Where(static v => v >= EffectOptions.OldestMajor).Order().ToList();
        var groups = versions.GroupBy(version => Describe(measured, version)).ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            var (locks, work) = groups[i].Key;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {(i == 0 ? operation : "")} | {(i == 0 ? Example(measured) : "")} | {Versions([.. groups[i]])} | {locks} | {work} |\n");
        }
    }

    private static (string Locks, string Work) Describe(LockCase measured, int version)
    {
        var prediction = Prediction.Of(measured, version);
        if (prediction.Error is { } error)
        {
            return ("", $"error: {Escape(error)}");
        }

        var effect = prediction.Effect;
        var locks = string.Join(", ", effect.Locks.GroupBy(static l => l.Value, static l => $"`{l.Key}`").OrderByDescending(static g => Rank(g.Key)).Select(static g => $"{Mode(g.Key).DisplayName()} on {string.Join(", ", g)}"));
        string[] work =
        [
            .. effect.Rewritten.Select(static t => $"**rewrite** of `{t}`"),
            .. effect.Scanned.Select(static t => $"**scan** of `{t}`"),
            .. effect.IndexesBuilt.Select(static t => $"**index build** on `{t}`"),
            .. effect.ForeignKeyScan ? ["**foreign-key scan**"] : Array.Empty<string>(),
        ];
        return (locks.Length == 0 ? "none" : locks, work.Length > 0 ? string.Join(", ", work) : prediction.ProvedBy is { } proof ? $"none: `{proof}` is proof" : "none");
    }

    private static string Example(LockCase measured)
    {
        var ddl = string.Join("; ", measured.Ddl.Select(static s => s.TrimEnd(' ', ';')));
        var given = (measured.Setup ?? []).Concat(measured.Before ?? []).Select(static s => s.TrimEnd(' ', ';')).Where(IsShown).ToList();
        return given.Count == 0 ? $"`{Escape(ddl)}`" : $"`{Escape(ddl)}`<br>after `{Escape(string.Join("; ", given))}`";
    }

    /// <summary>Rows are there in all tables.</summary>
    private static bool IsShown(string setup) =>
        setup != "select 1" && !setup.StartsWith("insert ", StringComparison.OrdinalIgnoreCase);

    private static string Versions(List<int> versions) =>
        versions.Count == PostgresServer.Majors.Length ? "all"
        : versions.Count == 1 ? Number(versions[0])
        : versions[^1] - versions[0] == versions.Count - 1 ? $"{Number(versions[0])} to {Number(versions[^1])}"
        : string.Join(", ", versions.Select(Number));

    private static string Number(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static LockMode Mode(string abbreviation) => Enum.GetValues<LockMode>().Single(m => Prediction.Abbreviation(m) == abbreviation);

    private static int Rank(string abbreviation) => (int)Mode(abbreviation);

    private static string Escape(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
