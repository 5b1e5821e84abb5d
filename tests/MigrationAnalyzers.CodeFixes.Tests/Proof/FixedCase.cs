using System.Collections.Concurrent;
using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Reversibility;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A case with its files before and after the fix, and the projects made of them.</summary>
internal sealed class FixedCase
{
    private const string RuntimeUsing = "using MigrationAnalyzers.Runtime;\n";

    private static readonly ConcurrentDictionary<FixCase, Lazy<Task<FixedCase>>> s_cases = new(ReferenceEqualityComparer.Instance);

    private readonly Lazy<FixWorkspace> _start;
    private readonly Lazy<Task<(FixWorkspace, ImmutableArray<CodeAction>)>> _fixed;
    private readonly Lazy<Task<byte[]>> _before;
    private readonly Lazy<Task<byte[]>> _after;

    private FixedCase(FixCase fixCase, string down)
    {
        (Case, Down) = (fixCase, down);
        _start = new(() => Before());
        _fixed = new(async () =>
        {
            var workspace = Start;
            return (workspace, await workspace.FixOneByOneAsync(
                Provider,
                a => OwnMigration.IsTitle(a.Title) == fixCase.InOwnMigration && (fixCase.Title is null || string.Equals(a.Title, fixCase.Title, StringComparison.Ordinal))));
        });
        _before = new(() => EfCommands.CompileAsync(Start.Project));
        _after = new(() => EfCommands.CompileAsync(After().Project));
    }

    public FixCase Case { get; }

    /// <summary>The statements of Down before the fix.</summary>
    public string Down { get; }

    /// <summary>The project before the fix.</summary>
    public FixWorkspace Start => _start.Value.Clone();

    /// <summary>The project after the fixes were applied one by one, and what was applied.</summary>
    public Task<(FixWorkspace Workspace, ImmutableArray<CodeAction> Applied)> FixedAsync => _fixed.Value;

    /// <summary>The compiled migrations.</summary>
    public Task<byte[]> AssemblyBefore => _before.Value;

    public Task<byte[]> AssemblyAfter => _after.Value;

    public CodeFixProvider Provider => FixCases.Providers[Case.Rule];

    /// <summary>The file that the fix is applied to.</summary>
    public string Path => Case.IsSqlFile ? Case.SqlPath : ShopSources.ChangePath;

    public string TextBefore => Case.SqlFile ?? ShopSources.WithUpAndDown(Case.Up, Down);

    public string TextAfter => Case.SqlFileAfter ?? ShopSources.WithUpAndDown(Case.After, Case.DownAfter ?? Down);

    public static Task<FixedCase> OfAsync(FixCase fixCase) =>
        s_cases.GetOrAdd(fixCase, static c => new(async () => new FixedCase(c, c.Down ?? (c.IsSqlFile ? "" : await WayBackAsync(c))))).Value;

    /// <summary>The project before the fix, made anew.</summary>
    /// <param name="copies">More than one: as many contexts, each with the same migrations.</param>
    public FixWorkspace Before(int copies = 1) => Create(Case, [.. Files(TextBefore, []).SelectMany(f => Copies(f, copies))]);

    /// <summary>The project as it must be after the fix, made without it.</summary>
    public FixWorkspace After() => Create(Case, [.. Files(WithRuntimeUsing(TextAfter), Case.NewFiles.Select(f => (f.Path, WithRuntimeUsing(f.Text))))]);

    /// <summary>The text of the file of one of the copies.</summary>
    public static string Copy(string text, int copy) => copy == 0 ? text : text.Replace("namespace Shop", $"namespace Shop{copy}", StringComparison.Ordinal);

    public static string Copy(string path, string text, int copy) => copy == 0 ? path : string.Concat("/", copy.ToString(System.Globalization.CultureInfo.InvariantCulture), path.AsSpan(2));

    /// <summary>The using that the calls of the runtime need, wherever the fix has put it, is none of the case's text.</summary>
    public string WithoutRuntimeUsing(string text)
    {
        var at = Case.Runtime ? text.IndexOf(RuntimeUsing, StringComparison.Ordinal) : -1;
        return at < 0 ? text : text.Remove(at, RuntimeUsing.Length);
    }

    private string WithRuntimeUsing(string text) => Case is { Runtime: true, IsSqlFile: false } ? RuntimeUsing + text : text;

    private IEnumerable<(string Path, string Text)> Files(string text, IEnumerable<(string Path, string Text)> added) =>
    [
        (ShopSources.InitialPath, ShopSources.Initial),
        .. Case.Earlier is { } earlier ? [(ShopSources.EarlierPath, ShopSources.Earlier(earlier))] : ImmutableArray<(string, string)>.Empty,
        (Path, text),
        .. Case.OtherFiles,
        .. added,
    ];

    private static IEnumerable<(string Path, string Text)> Copies((string Path, string Text) file, int copies) =>
        Enumerable.Range(0, copies).Select(i => (Copy(file.Path, file.Text, i), Copy(file.Text, i)));

    private static FixWorkspace Create(FixCase fixCase, IEnumerable<(string Path, string Text)> files) => FixWorkspace.Create(
        new MigrationAnalyzer(),
        files,
        editorConfig: fixCase.Options,
        references: fixCase.Runtime ? EfReferences.All : EfReferences.OfEfCore(fixCase.EfCore),
        enabledRule: fixCase.Rule);

    /// <summary>What undoes Up.</summary>
    private static async Task<string> WayBackAsync(FixCase fixCase)
    {
        if (fixCase.NoWayBack is not null)
        {
            return "migrationBuilder.Sql(\"SELECT 1\");";
        }

        var empty = new FixedCase(fixCase, "");
        var workspace = empty.Before();
        var fix = new DBM6001DownMissingFix();
        var applied = (await workspace.FindingsAsync()).Any(d => fix.FixableDiagnosticIds.Contains(d.Id)) ? await workspace.FixOneByOneAsync(fix) : [];
        Assert.True(applied.Length == 1, $"What undoes Up cannot be told by itself: give {fixCase} a Down, or say with NoWayBack why there is none.");
        var text = await workspace.TextAsync(empty.Path);
        const string Method = "    protected override void Down(MigrationBuilder migrationBuilder)\n    {\n";
        var start = text.IndexOf(Method, StringComparison.Ordinal) + Method.Length;
        var body = text[start..text.IndexOf("\n    }\n", start, StringComparison.Ordinal)];
        return body.Replace("\n        ", "\n", StringComparison.Ordinal).TrimStart();
    }
}
