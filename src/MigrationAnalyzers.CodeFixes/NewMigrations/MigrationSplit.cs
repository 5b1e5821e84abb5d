using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Reversal;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>
/// What of a migration stays and what goes into new ones after it, in both directions: what goes with the order in which things are done has been seen to depend on it not.
/// </summary>
internal sealed class MigrationSplit
{
    private readonly IReadOnlyDictionary<BodyStatement, Move> _up;
    private readonly IReadOnlyDictionary<BodyStatement, Move> _down;
    private readonly IReadOnlyDictionary<Move, ImmutableArray<WrittenCall>> _undoing;

    private MigrationSplit(
        MigrationClass migration,
        ImmutableArray<string> names,
        ImmutableArray<string> ids,
        IReadOnlyDictionary<BodyStatement, Move> up,
        IReadOnlyDictionary<BodyStatement, Move> down,
        IReadOnlyDictionary<Move, ImmutableArray<WrittenCall>> undoing)
    {
        Migration = migration;
        Names = names;
        Ids = ids;
        _up = up;
        _down = down;
        _undoing = undoing;
    }

    public MigrationClass Migration { get; }

    /// <summary>The names of the new classes, in the order in which they run.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The ids of the new migrations.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>Null where the order would matter, where it cannot be told what in Down belongs to what in Up, or where there is no id between this migration and the next.</summary>
    public static MigrationSplit? TryCreate(MigrationClass migration, IReadOnlyList<Move> moves, IReadOnlyList<string> suffixes)
    {
        var up = moves.ToDictionary(static m => m.Statement, ReferenceComparer<BodyStatement>.Instance);
        var footprints = FootprintsOf(migration);
        if (moves.Count == 0
            || moves.Any(static m => !m.Statement.IsMovable)
            || DownMoves(migration, moves) is not { } down
            || Undoing(migration, moves, down, footprints) is not { } undoing)
        {
            return null;
        }

        var downStatements = migration.Down?.Statements ?? [];
        if (ChangesOrder(migration, migration.Up.Statements, up, footprints, later: true) || ChangesOrder(migration, downStatements, down, footprints, later: false))
        {
            return null;
        }

        var moved = Enumerable.Range(1, suffixes.Count).Select(
            n => migration.Up.Statements.Where(s => GroupOf(s, up) >= n).Concat(downStatements.Where(s => GroupOf(s, down) >= n)).SelectMany(static s => s.MainOperations).ToList());
        var names = NewNames.Of(migration, suffixes);
        MoveTimeouts(migration.Up.Statements, up);
        MoveTimeouts(downStatements, down);
        return NewIds.Of(migration, names, [.. moved]) is { } ids ? new MigrationSplit(migration, names, ids, up, down, undoing) : null;
    }

    /// <summary>What is of no use any more where it stands goes with what it was for.</summary>
    private static void MoveTimeouts(ImmutableArray<BodyStatement> statements, Dictionary<BodyStatement, Move> moves)
    {
        foreach (var (timeout, first) in new LocalTimeouts(statements).Unused(s => !moves.TryGetValue(s, out var move) || move.TakesEffectHere || move.KeepsStatement || !move.Stays.IsEmpty || !move.DownStays.IsEmpty).ToList())
        {
            moves.Add(timeout, new Move(timeout, moves[first].To));
        }
    }

    public Move? FateOf(BodyStatement statement) => _up.TryGetValue(statement, out var up) ? up : _down.TryGetValue(statement, out var down) ? down : null;

    /// <summary>What a new migration does, in Up or in Down.</summary>
    /// <param name="number">From 1.</param>
    public IEnumerable<(BodyStatement Statement, ImmutableArray<WrittenCall>? Calls)> Of(int number, MigrationDirection direction)
    {
        if (direction == MigrationDirection.Down)
        {
            foreach (var statement in Migration.Up.Statements.Reverse())
            {
                if (_up.TryGetValue(statement, out var move) && move.To == number && _undoing.TryGetValue(move, out var calls))
                {
                    yield return (statement, calls);
                }
            }
        }

        if (direction == MigrationDirection.Down && Migration.Down is { Throws: true, Statements: [var end] })
        {
            yield return (end, null);
            yield break;
        }

        var (statements, moves) = direction == MigrationDirection.Up ? (Migration.Up.Statements, _up) : (Migration.Down?.Statements ?? [], _down);
        var timeouts = new LocalTimeouts(statements);
        BodyStatement? inEffect = null;
        var rewritten = new HashSet<Move>(ReferenceComparer<Move>.Instance);
        foreach (var statement in statements)
        {
            if (!moves.TryGetValue(statement, out var move) || move.To != number || LocalTimeouts.IsTimeout(statement) || move.DownLater.Contains(statement))
            {
                continue;
            }

            var calls = direction == MigrationDirection.Up ? move.Goes : move.DownGoes;
            if (calls is null && timeouts.Of(statement) is { } timeout && !(inEffect is { } known && timeout.Syntax.IsEquivalentTo(known.Syntax)))
            {
                yield return (timeout, null);
                inEffect = timeout;
            }

            if (LocalTimeouts.EndsTransaction(statement))
            {
                inEffect = null;
            }

            var isFirst = rewritten.Add(move);
            if (isFirst && direction == MigrationDirection.Up && !move.GoesAhead.IsEmpty)
            {
                yield return (statement, move.GoesAhead);
            }

            if (calls is null || isFirst)
            {
                yield return (statement, calls);
            }
        }

        if (direction == MigrationDirection.Down)
        {
            foreach (var move in rewritten.Where(static m => !m.DownEnds.IsEmpty))
            {
                yield return (move.Statement, move.DownEnds);
            }
        }
    }

    /// <summary>The moved statements of Up.</summary>
    public IEnumerable<Move> Moves => _up.Values;

    /// <summary>The first of the statements that a move stands for in Down.</summary>
    public bool IsFirstOfMove(BodyStatement statement) =>
        FateOf(statement) is { } move && (ReferenceEquals(move.Statement, statement) || ReferenceEquals(Migration.Down!.Statements.First(s => ReferenceEquals(FateOf(s), move)), statement));

    /// <summary>Which statement of Down undoes which moved one; null where one undoes more than that, or one of them is not undone though others are.</summary>
    private static Dictionary<BodyStatement, Move>? DownMoves(MigrationClass migration, IReadOnlyList<Move> moves)
    {
        var result = new Dictionary<BodyStatement, Move>(ReferenceComparer<BodyStatement>.Instance);
        BodyStatement? preparation = null;
        foreach (var statement in migration.Down?.Statements ?? [])
        {
            var prepared = preparation;
            preparation = statement.IsPreparation ? statement : null;
            var undone = statement.MainOperations
                .Select(d => moves.FirstOrDefault(m => m.DownAlso.Contains(statement) || m.Statement.MainOperations.Any(u => Counterpart.Undoes(d, u)))
                    ?? (migration.Up.Statements.Any(s => s.MainOperations.Any(u => Counterpart.Undoes(d, u))) ? null : moves.FirstOrDefault(m => TookAway(migration, m.Statement, d))))
                .Distinct()
                .ToList();
            switch (undone)
            {
                case [] or [null]:
                    break;
                case [{ } move] when statement.IsMovable:
                    result.Add(statement, move);
                    if (prepared is not null)
                    {
                        result.Add(prepared, move);
                    }

                    break;
                default:
                    return null;
            }
        }

        return result;
    }

    private static bool TookAway(MigrationClass migration, BodyStatement statement, MigrationOperation down) =>
        statement.MainOperations.Any(u => Counterpart.MakesAgainWhatWentWith(u, down, migration.CatalogBefore(statement)));

    /// <summary>
    /// The Down of what no statement undoes because Down takes away all of the table. Null where it is not known what the statements of Down do; a Down that is empty stays so.
    /// </summary>
    private static IReadOnlyDictionary<Move, ImmutableArray<WrittenCall>>? Undoing(
        MigrationClass migration, IReadOnlyList<Move> moves, IReadOnlyDictionary<BodyStatement, Move> down, Func<BodyStatement, Footprint> footprintOf)
    {
        var result = new Dictionary<Move, ImmutableArray<WrittenCall>>(ReferenceComparer<Move>.Instance);
        if (migration.Down?.Statements.All(static s => s.Runs.IsEmpty) != false)
        {
            return result;
        }

        foreach (var move in moves)
        {
            if (down.Values.Contains(move) || move.Statement.MainOperations.All(o => NeedsNoUndoing(o) || FindsNothing(o, migration.CatalogBefore(move.Statement)) || IsTakenOver(o, moves.Where(m => m.To == move.To && down.Values.Contains(m)))))
            {
                continue;
            }

            if (move.DownGoes is not null
                || migration.Down.Statements.Any(s => footprintOf(s).IsUnknown)
                || !move.Statement.MainOperations.All(o => GoesWithItsTable(migration, o))
                || Inverse(migration, move.Statement) is not { } calls)
            {
                return null;
            }

            result.Add(move, calls);
        }

        return result;
    }

    /// <summary>Down drops the table, and until then the index is what Up made.</summary>
    private static bool GoesWithItsTable(MigrationClass migration, MigrationOperation operation) =>
        operation is CreateIndex { Table: var table }
        && migration.Down!.Statements.Any(s => s.Operations.Any(o => o is DropTable drop && drop.Table.Equals(table)))
        && !migration.Migration.Up.Operations.Any(o => o is AddConstraint { Constraint: UniqueConstraint { UsingIndex: not null } or PrimaryKeyConstraint { UsingIndex: not null } });

    /// <summary>It takes away what only a run that failed has left.</summary>
    private static bool FindsNothing(MigrationOperation operation, SchemaCatalog catalog) => operation is DropIndex { IfExists: true } drop && catalog.TableOfIndex(drop.Index) is null;

    /// <summary>The index goes with the constraint that it is made the index of, which Down drops in the same migration.</summary>
    private static bool IsTakenOver(MigrationOperation operation, IEnumerable<Move> undone) =>
        operation is CreateIndex { Name: { } name } index
        && undone.SelectMany(static m => m.Statement.MainOperations).OfType<AddConstraint>().Any(a => a.Table.Equals(index.Table) && string.Equals(
            a.Constraint switch { UniqueConstraint unique => unique.UsingIndex, PrimaryKeyConstraint key => key.UsingIndex, _ => null }, name, StringComparison.Ordinal));

    private static ImmutableArray<WrittenCall>? Inverse(MigrationClass migration, BodyStatement statement)
    {
        var catalog = migration.CatalogBefore(statement);
        var calls = ImmutableArray.CreateBuilder<WrittenCall>();
        foreach (var operation in statement.MainOperations.Reverse())
        {
            if (InverseOperation.Of(operation, catalog, out _) is not { } undoing)
            {
                return null;
            }

            foreach (var undo in undoing)
            {
                if (WrittenCall.Of(undo) is { } call)
                {
                    calls.Add(call);
                }
                else if (InverseSql.Write(undo) is { } sql)
                {
                    calls.Add(sql);
                }
                else
                {
                    return null;
                }
            }
        }

        return calls.ToImmutable();
    }

    private static bool NeedsNoUndoing(MigrationOperation operation) => InverseOperation.LeavesNothing(operation) || operation is WriteRows or OtherStatement { Command: "CommentStmt" };

    /// <summary>What each statement works on; looked up once.</summary>
    public static Func<BodyStatement, Footprint> FootprintsOf(MigrationClass migration)
    {
        var known = new Dictionary<BodyStatement, Footprint>(ReferenceComparer<BodyStatement>.Instance);
        var after = migration.Before.Apply(migration.Migration.Up);
        return statement =>
        {
            if (!known.TryGetValue(statement, out var footprint))
            {
                known.Add(statement, footprint = Footprint.Of(LocalTimeouts.IsTimeout(statement) ? [] : statement.MainOperations, migration.Before, after));
            }

            return footprint;
        };
    }

    /// <summary>Two statements that have to do with each other run in another order than before.</summary>
    /// <param name="later">What is moved runs later, as in Up; else earlier, as in Down.</param>
    private static bool ChangesOrder(
        MigrationClass migration, ImmutableArray<BodyStatement> statements, IReadOnlyDictionary<BodyStatement, Move> moves, Func<BodyStatement, Footprint> footprintOf, bool later)
    {
        for (var i = 0; i < statements.Length; i++)
        {
            for (var j = i + 1; j < statements.Length; j++)
            {
                var (first, second) = (GroupOf(statements[i], moves), GroupOf(statements[j], moves));
                if ((later ? first > second : first < second) && !footprintOf(statements[i]).IsApartFrom(footprintOf(statements[j])) && !AreIndexAndRows(migration, statements[i], statements[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What a statement makes of rows does not depend on an index, unless that is unique; and an index of columns can be made whatever they hold.</summary>
    private static bool AreIndexAndRows(MigrationClass migration, BodyStatement first, BodyStatement second)
    {
        var (index, rows) = first.MainOperations.Any(static o => o is WriteRows) ? (second, first) : (first, second);
        return rows.MainOperations.All(static o => o is WriteRows)
            && index.MainOperations.All(o => (o switch
            {
                CreateIndex create => create,
                DropIndex { Cascade: false } drop when (drop.Table ?? migration.Before.TableOfIndex(drop.Index)) is { } table => migration.Before.Find(table)?.Index(drop.Index.Name)?.Definition,
                _ => null,
            }) is { Unique: false, Filter: null } definition && definition.Keys.All(static k => k.Column is not null));
    }

    private static int GroupOf(BodyStatement statement, IReadOnlyDictionary<BodyStatement, Move> moves) => moves.TryGetValue(statement, out var move) && !move.TakesEffectHere ? move.To : 0;
}
