using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>Gives new columns the type jsonb.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM8001JsonColumnFix : MigrationCodeFixProvider
{
    private const string Title = "Make it jsonb";

    public DBM8001JsonColumnFix()
        : base("DBM8001")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => ColumnTypeRemedy.Accepts(operation);

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => ColumnTypeRemedy.For(target, Title, Id, (table, column) =>
        column.Type is { Name: "json", Schema: null } type && ColumnTypeRemedy.IsOnlyStored(target, table, column)
            ? "jsonb" + string.Concat(Enumerable.Repeat("[]", type.ArrayDimensions))
            : null);
}
