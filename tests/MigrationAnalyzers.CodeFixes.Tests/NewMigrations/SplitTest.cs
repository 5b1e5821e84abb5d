using System.Text;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

/// <summary>Verifications of a fix that gives operations migrations of their own.</summary>
internal static class SplitTest<TFix>
    where TFix : CodeFixProvider, new()
{
    /// <summary>The files of the workspace after the fix, which leaves none of its findings and brings no new warning.</summary>
    /// <param name="remains">The severity that the findings keep; null: they are gone.</param>
    /// <param name="runtime">The project references MigrationAnalyzers.Runtime.</param>
    /// <param name="encoding">Of the files; null: unknown.</param>
    public static async Task<FixWorkspace> FixAsync(IReadOnlyList<(string Path, string Text)> files, DiagnosticSeverity? remains = null, bool runtime = false, Encoding? encoding = null)
    {
        var workspace = FixWorkspace.Create(new MigrationAnalyzer(), files, references: runtime ? EfReferences.All : null, encoding: encoding);
        Assert.Empty(await workspace.ErrorsAsync());
        var provider = new TFix();
        var id = provider.FixableDiagnosticIds[0];
        var before = await workspace.FindingsAsync();
        var finding = before.First(d => d.Id == id);
        var all = workspace.Clone();

        var action = Assert.Single(await workspace.OfferedAsync(provider, finding));
        await workspace.ApplyAsync(action);

        Assert.Empty(await workspace.ErrorsAsync());
        var after = await workspace.FindingsAsync();
        Assert.All(after.Where(d => d.Id == id), d => Assert.Equal(remains, d.Severity));
        Assert.Equal([], after.Where(static d => d.Severity >= DiagnosticSeverity.Warning).Select(static d => d.Id).Except(before.Select(static d => d.Id)));
        foreach (var again in after.Where(d => d.Id == id))
        {
            Assert.Empty(await workspace.OfferedAsync(provider, again));
        }

        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
        {
            foreach (var key in (string?[])[action.EquivalenceKey, null])
            {
                var copy = all.Clone();
                await copy.ApplyAllAsync(provider, scope, key, copy.Document(finding.Location.SourceTree!.FilePath) as Document);
                Assert.Equal(await TextsAsync(workspace), await TextsAsync(copy));
            }
        }

        return workspace;
    }

    public static async Task NotOfferedAsync(IReadOnlyList<(string Path, string Text)> files)
    {
        var workspace = FixWorkspace.Create(new MigrationAnalyzer(), files);
        Assert.Empty(await workspace.ErrorsAsync());
        var provider = new TFix();
        var findings = (await workspace.FindingsAsync()).Where(d => provider.FixableDiagnosticIds.Contains(d.Id)).ToList();
        Assert.NotEmpty(findings);
        foreach (var finding in findings)
        {
            Assert.Empty(await workspace.OfferedAsync(provider, finding));
        }
    }

    private static async Task<string> TextsAsync(FixWorkspace workspace)
    {
        var texts = new List<string>();
        foreach (var document in workspace.Project.Documents.OrderBy(static d => d.FilePath, StringComparer.Ordinal))
        {
            texts.Add("// " + document.FilePath + "\n" + await document.GetTextAsync());
        }

        return string.Join('\n', texts);
    }
}
