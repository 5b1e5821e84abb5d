using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Gives each operation that runs outside of the transaction a migration of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM5002NonTransactionalSharedFix : MigrationCodeFixProvider
{
    private const string Title = "Give what runs outside of the transaction a migration of its own";

    public DBM5002NonTransactionalSharedFix()
        : base("DBM5002")
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => true;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration)
    {
        // A setting holds for what runs after it in the same session, wherever that then is.
        if (migration.FindingsOf(Id).Count == 0 || migration.Migration.Up.Operations.Any(static o => o is SetParameter or LockTable or TransactionControl))
        {
            return null;
        }

        return (Split(migration, keepsOrder: false) ?? Split(migration, keepsOrder: true)) is { } split ? new SplitFix(Title, Id, split) { MovesFindings = false } : null;
    }

    /// <param name="keepsOrder">What follows goes into migrations after that; else it stays with what comes before.</param>
    private static MigrationSplit? Split(MigrationClass migration, bool keepsOrder)
    {
        var moves = new List<Move>();
        var suffixes = new List<string>();
        var hasFirst = !keepsOrder && migration.Up.Statements.Any(static s => !s.Runs.IsEmpty && !RunsAlone(s));
        var lastWasAlone = false;
        foreach (var statement in migration.Up.Statements)
        {
            if (statement.Runs.IsEmpty)
            {
                continue;
            }

            var isAlone = RunsAlone(statement);
            if (!hasFirst)
            {
                hasFirst = true;
            }
            else if (isAlone || (keepsOrder && lastWasAlone))
            {
                suffixes.Add(isAlone ? NewNames.Describe(statement.MainOperations.First()) : "Rest");
                moves.Add(new Move(statement, suffixes.Count));
            }
            else if (keepsOrder && suffixes.Count > 0)
            {
                moves.Add(new Move(statement, suffixes.Count));
            }

            lastWasAlone = isAlone;
        }

        return MigrationSplit.TryCreate(migration, moves, suffixes);
    }

    private static bool RunsAlone(BodyStatement statement) => statement.Runs[0] is { Transaction: null, TransactionIsKnown: true };
}
