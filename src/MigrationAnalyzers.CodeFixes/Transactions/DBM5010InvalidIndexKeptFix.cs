using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Locking;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Drops what a failed build may have left, and builds the index without IF NOT EXISTS.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM5010InvalidIndexKeptFix : MigrationCodeFixProvider
{
    private const string Title = "Drop what a failed build may have left, and build the index";

    public DBM5010InvalidIndexKeptFix()
        : base("DBM5010")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is CreateIndex { Concurrently: true, IfNotExists: true, Name: not null };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => RepeatableBuild.Of(target, Title, Id);
}
