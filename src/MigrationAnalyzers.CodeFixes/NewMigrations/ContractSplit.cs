using MigrationAnalyzers.Engine.Rules;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Puts the end of changes into one migration, which is to be deployed when no application uses the old form any more.</summary>
internal static class ContractSplit
{
    private const string Contract = "Contract";

    /// <summary>All of the rule's findings together; one that stands in the way of the others is left alone.</summary>
    /// <param name="moveOf">What becomes of a statement with a finding; null where nothing keeps the meaning.</param>
    /// <param name="goesWith">A statement without a finding goes with these.</param>
    public static MigrationSplit? Of(MigrationClass migration, string id, Func<BodyStatement, Move?> moveOf, Func<BodyStatement, IReadOnlyList<Move>, bool>? goesWith = null)
    {
        var moves = new List<Move>();
        foreach (var (statement, finding) in migration.FindingsOf(id))
        {
            // What is a suggestion only is such an end already.
            if (finding.Severity >= RuleSeverity.Warning
                && !moves.Any(m => ReferenceEquals(m.Statement, statement))
                && moveOf(statement) is { } move
                && MigrationSplit.TryCreate(migration, [.. moves, move], [Contract]) is not null)
            {
                moves.Add(move);
            }
        }

        foreach (var statement in goesWith is null ? [] : migration.Up.Statements)
        {
            if (!moves.Any(m => ReferenceEquals(m.Statement, statement))
                && goesWith!(statement, moves)
                && MigrationSplit.TryCreate(migration, [.. moves, new Move(statement, 1)], [Contract]) is not null)
            {
                moves.Add(new Move(statement, 1));
            }
        }

        return MigrationSplit.TryCreate(migration, moves, [Contract]);
    }
}
