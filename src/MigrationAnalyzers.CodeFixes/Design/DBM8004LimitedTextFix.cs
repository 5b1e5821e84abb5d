using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>Gives new columns text with a CHECK of its length, which can be changed without a change of type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM8004LimitedTextFix : MigrationCodeFixProvider
{
    private const string Title = "Use text with a CHECK of its length";

    public DBM8004LimitedTextFix()
        : base("DBM8004")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => ColumnTypeRemedy.Accepts(operation);

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => ColumnTypeRemedy.For(target, Title, Id, (table, column) =>
        column.Type is { Name: "varchar", Schema: null, IsArray: false, Modifiers: [var length] } ? LimitedText.Write(target, table, column.Name, length) : null);
}
