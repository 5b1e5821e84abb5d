using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Sql;

/// <summary>Quotes the names of the statement as the migrations made them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM7004NameFoldedFix : MigrationCodeFixProvider
{
    private const string Title = "Quote the names";

    public DBM7004NameFoldedFix()
        : base("DBM7004")
    {
    }

    private protected override bool IsForThePlace => true;

    private protected override bool Accepts(MigrationOperation operation) => true;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Sql is not { } sql || target.Statement.Has(Circumstances.InDoBlock) || FoldedName.Of(target.Operation, target.Catalog) is null)
        {
            yield break;
        }

        RelationName? dropped = target.Operation switch
        {
            DropIndex drop => drop.Index,
            DropTable drop => drop.Table,
            _ => null,
        };
        if (FoldedNames.In(sql, target.Statement, dropped, target.Catalog) is { Count: > 0 } edits)
        {
            yield return new EditStatement(Title, Id) { Edits = [.. edits] };
        }
    }
}
