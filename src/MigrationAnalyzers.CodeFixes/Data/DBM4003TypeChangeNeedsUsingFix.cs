using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Data;

/// <summary>Converts the values by the cast that PostgreSQL takes only where it is written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM4003TypeChangeNeedsUsingFix : MigrationCodeFixProvider
{
    private const string Title = "Convert the values with USING";

    public DBM4003TypeChangeNeedsUsingFix()
        : base("DBM4003")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AlterColumnType { Using: null };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        // A default of the old type cannot be converted either, and USING does not speak of it.
        if (target is not { Operation: AlterColumnType { NewType: { } type } change, Effect.Conversion: { NeedsUsing: true, HasExplicitCast: true } }
            || target.Statement.Has(Circumstances.InDoBlock)
            || target.Catalog.Find(change.Table)?.Column(change.Column) is { Default: not null })
        {
            yield break;
        }

        var cast = SqlIdentifier.Quote(change.Column) + "::" + type.Text;
        if (target.IsCall && change is { Collation: null, ChangesCollation: false })
        {
            yield return new ReplaceCall(
                Title, Id, [new SqlCommand(SqlStatements.AlterTable(change.Table, $"ALTER COLUMN {SqlIdentifier.Quote(change.Column)} TYPE {type.Text} USING {cast}"))]);
        }
        else if (target.Sql is { } sql && SqlStatementPlaces.AtEndOfClause(sql, target.Statement, change.Origin, " USING " + cast) is { } place)
        {
            yield return new EditStatement(Title, Id) { Edits = [place] };
        }
    }
}
