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
        var all = new List<Move>();
        foreach (var (statement, finding) in migration.FindingsOf(id))
        {
            // What is a suggestion only is such an end already.
            if ((finding.Severity >= RuleSeverity.Warning || migration.IsMoved) && !all.Any(m => ReferenceEquals(m.Statement, statement)) && moveOf(statement) is { } move)
            {
                all.Add(move);
            }
        }

        // One may be possible only together with another, which would else be in its way.
        if (Split(migration, all, goesWith, out _) is { } together)
        {
            return together;
        }

        IReadOnlyList<Move> moves = [];
        MigrationSplit? split = null;
        foreach (var move in all)
        {
            if (Split(migration, [.. moves, move], goesWith, out var divided) is { } possible)
            {
                (moves, split) = (divided, possible);
            }
        }

        return split;
    }

    private static MigrationSplit? Split(
        MigrationClass migration, IReadOnlyList<Move> moves, Func<BodyStatement, IReadOnlyList<Move>, bool>? goesWith, out IReadOnlyList<Move> divided)
    {
        foreach (var candidate in new[] { WithOthers(migration, moves, goesWith), moves })
        {
            if (MigrationSplit.TryCreate(migration, candidate, [Contract]) is { } possible)
            {
                divided = candidate;
                return possible;
            }
        }

        divided = moves;
        return null;
    }

    private static IReadOnlyList<Move> WithOthers(MigrationClass migration, IReadOnlyList<Move> moves, Func<BodyStatement, IReadOnlyList<Move>, bool>? goesWith) => goesWith is null
        ? moves
        : [.. moves, .. migration.Up.Statements.Where(s => !moves.Any(m => ReferenceEquals(m.Statement, s)) && goesWith(s, moves)).Select(static s => new Move(s, 1))];
}
