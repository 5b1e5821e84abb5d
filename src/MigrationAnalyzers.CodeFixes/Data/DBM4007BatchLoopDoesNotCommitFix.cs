using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.Engine.Sql;
using PgQuery.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Data;

/// <summary>Commits at the end of each round, outside of the migration's transaction.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM4007BatchLoopDoesNotCommitFix : MigrationCodeFixProvider
{
    private const string Title = "Commit each round of the loop";

    public DBM4007BatchLoopDoesNotCommitFix()
        : base("DBM4007")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is WriteRows { Kind: RowWriteKind.Update or RowWriteKind.Delete };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Sql: { } sql, Operation: WriteRows write })
        {
            yield break;
        }

        // What one transaction undoes after a failure stays done: all that the command does must be fit to be done again.
        var command = target.Unit.Statements.Where(s => s.Command == target.Statement.Command).ToList();
        if (!command.TrueForAll(s => CanRunAgain(s, sql)))
        {
            yield break;
        }

        var analyze = write.Kind == RowWriteKind.Delete || target.IsAnalyzedAfter(write.Table) ? null : new SqlCommand("ANALYZE " + SqlIdentifier.Quote(write.Table));
        if (!target.Statement.Has(Circumstances.InDoBlock))
        {
            // A loop in C#: each round is a command of its own.
            yield return new EditStatement(Title, Id) { Suppress = true };
        }
        else if (command.TrueForAll(static s => s.Has(Circumstances.InDoBlock)) && SqlLoopPlaces.Commit(sql, target.Statement) is { } place)
        {
            yield return new EditStatement(Title, Id) { Edits = [place], Suppress = true, Afterwards = analyze };
        }
    }

    private static bool CanRunAgain(MigrationStatement statement, string sql) => statement.Operations.All(o => o switch
    {
        WriteRows { Kind: RowWriteKind.Delete } => true,
        WriteRows { Kind: RowWriteKind.Update } =>
            RowWriteText.TryRead(sql.Substring(statement.Origin.SqlStatement.Start, statement.Origin.SqlStatement.Length)) is { Root: UpdateStmt update } text
            && RepeatableUpdate.Is(update, text),
        OtherStatement { Command: "SelectStmt" } => true,
        _ => false,
    });
}
