using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Rewrite;

/// <summary>Builds an index anew in its tablespace, concurrently, instead of copying it under a lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM2007StorageChangeRewritesFix : MigrationCodeFixProvider
{
    private const string Title = "Build the index anew in the tablespace, concurrently";

    /// <summary>REINDEX has the option TABLESPACE from PostgreSQL 14 on.</summary>
    private const int FirstMajor = 14;

    public DBM2007StorageChangeRewritesFix()
        : base("DBM2007")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is OtherIndexChange { Command: "AT_SetTableSpace" };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        // REINDEX knows no IF EXISTS, and PostgreSQL refuses to rebuild the index of an exclusion constraint concurrently.
        if (target is { Operation: OtherIndexChange { IfExists: false, Value: { } tablespace, Index: var index }, IsSql: true, Statement.Operations.Length: 1 }
            && target.Options.PostgresMajor >= FirstMajor
            && !target.Statement.Has(Circumstances.InDoBlock)
            && target.Catalog.TableOfIndex(index) is { } table
            && target.Catalog.Find(table)?.Constraint(index.Name) is not ExclusionConstraint)
        {
            var text = $"REINDEX (TABLESPACE {SqlIdentifier.Quote(tablespace)}) INDEX CONCURRENTLY {SqlIdentifier.Quote(index)}";
            yield return new ReplaceStatement(Title, Id, [new SqlCommand(text, SuppressTransaction: true)]);
        }
    }
}
