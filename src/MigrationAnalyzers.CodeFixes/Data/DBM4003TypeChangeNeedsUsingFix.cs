using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Rewrite;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Data;

/// <summary>Converts the values by the cast that PostgreSQL takes only where it is written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM4003TypeChangeNeedsUsingFix : MigrationCodeFixProvider
{
    private const string Title = "Convert the values with USING";
    private const string CopyTitle = "Convert the values by a trigger and in batches into a column of the new type, and let it take the place of the old one";

    public DBM4003TypeChangeNeedsUsingFix()
        : base("DBM4003")
    {
    }

    // PostgreSQL refused the change, so that nothing was said of what it does.
    internal override ImmutableArray<string> MayBring => ["DBM1005", "DBM1010", "DBM2002", "DBM2003", "DBM3009", "DBM4002"];

    private protected override bool Accepts(MigrationOperation operation) => operation is AlterColumnType { Using: null };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        // A default of the old type cannot be converted either, and neither can what is written over the column: USING does not speak of them.
        if (target is not { Operation: AlterColumnType { NewType: { } type } change, Effect.Conversion: { NeedsUsing: true, HasExplicitCast: true } }
            || target.Statement.Has(Circumstances.InDoBlock)
            || target.Catalog.Find(change.Table)?.Column(change.Column) is { Default: not null }
            || !TypeDependents.Allow(change, target.Catalog))
        {
            yield break;
        }

        var cast = SqlIdentifier.Quote(change.Column) + "::" + type.Text;
        if (InPlace(target, change, type, cast) is { } remedy)
        {
            yield return remedy;
        }

        // Where the table has rows, the statement would rewrite it under a lock that nobody passes.
        foreach (var other in TypeChangeByCopy.For(target, change with { Using = SqlFrontEnd.ReadExpression(cast) }, CopyTitle, Id))
        {
            yield return other;
        }
    }

    private Remedy? InPlace(FixTarget target, AlterColumnType change, SqlType type, string cast)
    {
        if (target.IsCall)
        {
            return change is { Collation: null, ChangesCollation: false }
                ? TypeChangeByCopy.OfCall(
                    target,
                    Title,
                    Id,
                    [new SqlCommand(SqlStatements.AlterTable(change.Table, $"ALTER COLUMN {SqlIdentifier.Quote(change.Column)} TYPE {type.Text} USING {cast}"))])
                : null;
        }

        return target.Sql is { } sql && SqlStatementPlaces.AtEndOfClause(sql, target.Statement, change.Origin, " USING " + cast) is { } place
            ? new EditStatement(Title, Id) { Edits = [place] }
            : null;
    }
}
