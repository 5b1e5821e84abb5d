using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes;

/// <summary>
/// A fix for the findings of one rule. It reads the migration again, finds the operation, and says what is to be done to it; how that is written
/// in C# or in a <c>.sql</c> file is the same for all fixes. What cannot keep the meaning is not offered.
/// </summary>
public abstract class MigrationCodeFixProvider : CodeFixProvider
{
    private protected MigrationCodeFixProvider(string id)
    {
        Id = id;
        FixableDiagnosticIds = [id];
    }

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    private protected string Id { get; }

    public sealed override FixAllProvider GetFixAllProvider() => MigrationFixAllProvider.Instance;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.TextDocument;
        if (await SourceOf(document, context.CancellationToken).ConfigureAwait(false) is not { } source)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (RemedyFor(diagnostic, source) is not { } fix || source.Edit([fix]) is not { Count: > 0 } changes)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    fix.Remedy.Title, cancellationToken => TextDocumentChanges.ApplyAsync(document, changes, cancellationToken), fix.Remedy.EquivalenceKey),
                diagnostic);
        }
    }

    internal (FixTarget Target, Remedy Remedy)? RemedyFor(Diagnostic diagnostic, FixSource source) =>
        source.Find(diagnostic, Accepts) is { } target && RemedyFor(target) is { } remedy ? (target, remedy) : null;

    internal static async Task<FixSource?> SourceOf(TextDocument document, CancellationToken cancellationToken) => document is Document code
        ? await CodeSource.CreateAsync(code, cancellationToken).ConfigureAwait(false)
        : await SqlFileSource.CreateAsync(document, cancellationToken).ConfigureAwait(false);

    /// <summary>The rule reports operations of this kind.</summary>
    private protected abstract bool Accepts(MigrationOperation operation);

    /// <summary>What is to be done; null where nothing keeps the meaning.</summary>
    private protected abstract Remedy? RemedyFor(FixTarget target);
}
