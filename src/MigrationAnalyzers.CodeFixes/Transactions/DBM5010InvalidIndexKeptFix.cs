using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
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

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        // An index of that name that is known to be there is another one, or serves already.
        if (target is { Operation: CreateIndex { Name: { } name } create, Sql: { } sql, Statement.Operations.Length: 1 }
            && !target.Statement.Has(Circumstances.InDoBlock)
            && target.Catalog.TableOfIndex(new RelationName(create.Table.Schema, name)) is null
            && new SqlWords(sql, target.Statement).Remove("if", "not", "exists") is { } place)
        {
            if (target.HasRuntime && WrittenCall.SafeFormOf(create with { Concurrently = false, IfNotExists = false }, "CreateIndexConcurrently") is { } call)
            {
                // It drops what a failed run has left by itself.
                yield return new ReplaceSqlCall(Title, Id, [call]);
            }

            var drop = new DropIndex(new RelationName(create.Table.Schema, name), create.Table) { Concurrently = true, IfExists = true, Origin = create.Origin };
            yield return new EditStatement(Title, Id)
            {
                Edits = [place],
                Beforehand = new SqlCommand(SqlStatements.DropIndex(drop), SuppressTransaction: target.Call is not null),
            };
        }
    }
}
