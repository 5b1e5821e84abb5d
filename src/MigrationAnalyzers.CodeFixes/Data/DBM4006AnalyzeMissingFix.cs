using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Data;

/// <summary>Takes statistics of the table that many rows were written to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM4006AnalyzeMissingFix : MigrationCodeFixProvider
{
    private const string Title = "Run ANALYZE afterwards";

    public DBM4006AnalyzeMissingFix()
        : base("DBM4006")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is WriteRows { Kind: not RowWriteKind.Delete };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Operation is not WriteRows write)
        {
            yield break;
        }

        var analyze = new SqlCommand("ANALYZE " + SqlIdentifier.Quote(write.Table));
        if (target.IsCall)
        {
            yield return new EditCall(Title, Id) { After = [analyze] };
        }
        else if (target.IsSql)
        {
            yield return new EditStatement(Title, Id) { Afterwards = analyze };
        }
    }
}
