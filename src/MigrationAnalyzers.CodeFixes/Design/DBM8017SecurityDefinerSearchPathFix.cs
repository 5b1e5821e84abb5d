using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>Fixes the search_path of the function.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM8017SecurityDefinerSearchPathFix : MigrationCodeFixProvider
{
    private const string Title = "Fix the search_path of the function: ";

    public DBM8017SecurityDefinerSearchPathFix()
        : base("DBM8017")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is CreateFunction { SecurityDefiner: true, SetsSearchPath: false };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Sql: { } sql, Operation: CreateFunction { Function.Schema: var schema } } || target.Statement.Has(Circumstances.InDoBlock))
        {
            yield break;
        }

        // What is written without a schema is looked for in temporary tables last: anybody may make these.
        var path = target.Catalog.IsSet("search_path") ? null : (schema is null or "public" ? "public" : SqlIdentifier.Quote(schema) + ", public") + ", pg_temp";
        if (path is not null && new SqlWords(sql, target.Statement).InsertBefore("SET search_path = " + path, "as") is { } place)
        {
            yield return new EditStatement(Title + path, Id) { Edits = [place] };
        }
    }
}
