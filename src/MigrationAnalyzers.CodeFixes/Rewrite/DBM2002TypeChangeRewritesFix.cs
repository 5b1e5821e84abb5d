using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Rewrite;

/// <summary>Changes between timestamp and timestamptz without rewriting the table; for other types another column takes the place of the old one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM2002TypeChangeRewritesFix : MigrationCodeFixProvider
{
    private const string CopyTitle = "Fill a column of the new type by a trigger and in batches, and let it take the place of the old one";

    public DBM2002TypeChangeRewritesFix()
        : base("DBM2002")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AlterColumnType;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (UtcTypeChange.For(target) is { } remedy)
        {
            yield return remedy;
        }

        foreach (var other in TypeChangeByCopy.For(target, (AlterColumnType)target.Operation, CopyTitle, "DBM2002.Copy"))
        {
            yield return other;
        }
    }
}
