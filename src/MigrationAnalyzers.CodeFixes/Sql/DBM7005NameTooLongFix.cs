using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Sql;

/// <summary>Writes names as PostgreSQL keeps them, so that what stands in the SQL is what stands in the catalog.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM7005NameTooLongFix : MigrationCodeFixProvider
{
    private const string Title = "Write the name as PostgreSQL keeps it";

    public DBM7005NameTooLongFix()
        : base("DBM7005")
    {
    }

    private protected override bool IsForThePlace => true;

    private protected override Func<MigrationStatement, IEnumerable<Origin>>? PlacesIn => static s => s.LongNames.Select(static n => n.Origin);

    private protected override bool Accepts(MigrationOperation operation) => true;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        var names = target.Statement.LongNames;

        // Of two that become one at least one was meant to be another: that stays to be seen.
        if (target.IsSql
            && !target.Statement.Has(Circumstances.InDoBlock)
            && !names.Any(n => target.Unit.Statements.Any(s => s.LongNames.Any(o => !string.Equals(o.Text, n.Text, StringComparison.Ordinal) && string.Equals(o.Kept, n.Kept, StringComparison.Ordinal)))))
        {
            yield return new EditStatement(Title, Id)
            {
                Edits = [.. names.Select(static n => new SqlTextEdit(n.Origin.SqlSpan.Start, n.Origin.SqlSpan.Length, SqlIdentifier.Quote(n.Kept)))],
            };
        }
    }
}
