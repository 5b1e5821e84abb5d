using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>Makes the table a logged one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM8013UnloggedTableFix : MigrationCodeFixProvider
{
    private const string Title = "Make it a logged table";

    public DBM8013UnloggedTableFix()
        : base("DBM8013")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is CreateTable { Persistence: TablePersistence.Unlogged };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Sql is { } sql && !target.Statement.Has(Circumstances.InDoBlock) && new SqlWords(sql, target.Statement).Remove("unlogged") is { } place)
        {
            yield return new EditStatement(Title, Id) { Edits = [place] };
        }
    }
}
