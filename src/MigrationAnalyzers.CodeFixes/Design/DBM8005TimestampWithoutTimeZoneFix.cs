using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>Gives new columns the type timestamptz.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM8005TimestampWithoutTimeZoneFix : MigrationCodeFixProvider
{
    private const string Title = "Make it timestamptz";

    public DBM8005TimestampWithoutTimeZoneFix()
        : base("DBM8005")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => ColumnTypeRemedy.Accepts(operation);

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => ColumnTypeRemedy.For(target, Title, Id, (table, column) =>
        column.Type is { Name: "timestamp", Schema: null } type && KeepsItsDefault(column) && ColumnTypeRemedy.IsOnlyStored(target, table, column)
            ? "timestamptz" + string.Concat(type.Modifiers.Select(static m => $"({m})")) + string.Concat(Enumerable.Repeat("[]", type.ArrayDimensions))
            : null);

    /// <summary>The time of a wall clock would be taken for that of the session's time zone.</summary>
    private static bool KeepsItsDefault(ColumnDefinition column) =>
        column.Default is null or { IsNull: true } || column.Default.Text.Trim().ToLowerInvariant() is "now()" or "current_timestamp" or "clock_timestamp()" or "transaction_timestamp()" or "statement_timestamp()";
}
