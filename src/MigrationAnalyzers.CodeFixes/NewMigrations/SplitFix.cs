using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>A migration is divided into several.</summary>
/// <param name="Title">For the light bulb.</param>
/// <param name="EquivalenceKey">Fix All applies what has the same.</param>
/// <param name="Split">What goes where.</param>
internal sealed record SplitFix(string Title, string EquivalenceKey, MigrationSplit Split)
{
    /// <summary>It moves the statement with the finding, or moves others away from it.</summary>
    public bool IsAbout(TextSpan finding) =>
        Split.Migration.Up.Statements.FirstOrDefault(s => s.Syntax.Span.Contains(finding.Start)) is { } statement && (!MovesFindings || Split.FateOf(statement) is not null);

    /// <summary>Only findings in statements that are moved are gone.</summary>
    public bool MovesFindings { get; init; } = true;
}
