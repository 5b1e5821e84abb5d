using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>Gives new columns text in place of char(n), and numeric in place of money.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM8003DiscouragedTypeFix : MigrationCodeFixProvider
{
    private const string Title = "Use the type that PostgreSQL advises";

    public DBM8003DiscouragedTypeFix()
        : base("DBM8003")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => ColumnTypeRemedy.Accepts(operation);

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => ColumnTypeRemedy.For(target, Title, Id, (table, column) => column switch
    {
        { Type: { Schema: null, Name: "money", IsArray: false }, Default: null or { IsNull: true } } when ColumnTypeRemedy.IsOnlyStored(target, table, column) => "numeric",
        { Type: { Schema: null, Name: "bpchar", IsArray: false, Modifiers: [var length] } } when ColumnTypeRemedy.IsOnlyStored(target, table, column) =>
            LimitedText.Write(target, table, column.Name, length),
        _ => null,
    });
}
