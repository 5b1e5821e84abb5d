using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.LockLab.Facts;

namespace MigrationAnalyzers.LockLab.Verifying;

/// <summary>What the engine says of a case on one version, as a look at the server after the last statement would show it.</summary>
internal sealed class Prediction
{
    private const TableWork NewFiles = TableWork.Rewrite | TableWork.Copy | TableWork.NewFile;

    private readonly Dictionary<RelationName, LockMode> _locks = [];
    private readonly Dictionary<RelationName, TableWork> _work = [];

    /// <summary>The look compares files by name: an index that takes over the name of a dropped one is not rebuilt.</summary>
    private readonly HashSet<string> _renamedIndexes = new(StringComparer.Ordinal);

    /// <summary>Of relations that the case renames: the name that they had before.</summary>
    private readonly Dictionary<RelationName, RelationName> _firstNames = [];

    /// <summary>Relations from before that the case renamed or dropped: another one may have that name when it ends.</summary>
    private readonly HashSet<RelationName> _gone = [];

    private readonly List<(string? Name, Dictionary<RelationName, LockMode> Locks, Dictionary<RelationName, TableWork> Work)> _savepoints = [];

    /// <summary>Of the indexes that the case makes; some are gone when it ends.</summary>
    private readonly List<SchemaCatalog> _during = [];
    private readonly SchemaCatalog _before;

    /// <summary>With the indexes that only some versions make.</summary>
    private SchemaCatalog? _withIndexes;
    private SchemaCatalog _after;

    private Prediction(LockCase lockCase, int version)
    {
        var catalog = Replay(SchemaCatalog.Empty with { Tablespaces = [Fixture.Tablespace], Roles = ["postgres"] }, Fixture.Session);
        foreach (var sql in Fixture.Statements(lockCase))
        {
            catalog = Replay(catalog, sql);
        }

        // Another migration, the same session settings.
        catalog = catalog.StartUnit() with { Session = catalog.Session };
        foreach (var sql in lockCase.Before ?? [])
        {
            catalog = Replay(catalog, sql);
        }

        _before = _after = catalog;
        foreach (var sql in lockCase.Ddl)
        {
            foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("case.sql", sql)))
            {
                if (Error is null)
                {
                    Predict(statement with { Transaction = lockCase.OutsideTransaction ? null : 1, TransactionIsKnown = true }, lockCase, version);
                }
            }
        }
    }

    /// <summary>What the case finds when its own statements begin.</summary>
    public SchemaCatalog Before => _before;

    /// <summary>The error that the statements end with.</summary>
    public string? Error { get; private set; }

    /// <summary>What the engine says it does not know; null when it knows all it needs.</summary>
    public string? Unknown { get; private set; }

    /// <summary>The constraint that is said to save a scan.</summary>
    public string? ProvedBy { get; private set; }

    /// <summary>What the server should show.</summary>
    public ObservedEffect Effect => Error is not null ? ObservedEffect.Failure : new()
    {
        Locks = _locks.Where(l => !IsIndex(l.Key) && !IsOfTheServer(l.Key)).GroupBy(static l => l.Key.Name, static l => l.Value)
            .ToImmutableSortedDictionary(static g => g.Key, static g => Abbreviation(g.Max()), StringComparer.Ordinal),
        Rewritten = TablesFromBefore(NewFiles).Except(RewrittenUnderNewNames).Union(TakenNames),
        Scanned = Tables(TableWork.Scan),
        IndexesBuilt = TablesFromBefore(TableWork.IndexBuild).Union(TablesOfCopiedIndexes).Except(Tables(NewFiles)).Union(RewrittenUnderNewNames.Where(HasIndexFromBefore)),
        ForeignKeyScan = _work.Values.Any(static w => (w & TableWork.ForeignKeyScan) != 0),
    };

    public static Prediction Of(LockCase lockCase, int version) => new(lockCase, version);

    /// <summary>What the server did show, in the same terms: indexes as work on their tables.</summary>
    public ObservedEffect Observed(LockResult result)
    {
        if (result.Error is not null)
        {
            return ObservedEffect.Failure;
        }

        var rewritten = Names(result.Rewritten.Where(static r => !r.StartsWith("idx:", StringComparison.Ordinal)));
        var built = result.Rewritten.Where(static r => r.StartsWith("idx:", StringComparison.Ordinal)).Select(static r => r[4..])
            .Where(r => !_renamedIndexes.Contains(r))
            .Concat(Marked(result, "build["))
            .Select(TableOfIndex)
            .OfType<string>();
        return new ObservedEffect
        {
            // Indexes and sequences stand with a mark: x[i]:AE.
            Locks = result.Locks.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(static l => !l.Contains('[', StringComparison.Ordinal))
                .ToImmutableSortedDictionary(static l => l[..l.LastIndexOf(':')], static l => l[(l.LastIndexOf(':') + 1)..], StringComparer.Ordinal),
            Rewritten = rewritten,
            Scanned = Names(Marked(result, "SCAN[")),
            IndexesBuilt = Names(built).Except(rewritten),
            ForeignKeyScan = Marked(result, "FKSCAN[").Any(),
        };
    }

    private static IEnumerable<string> Marked(LockResult result, string mark) =>
        result.Messages.Where(m => m.StartsWith(mark, StringComparison.Ordinal)).Select(m => m[mark.Length..^1]);

    private static ImmutableSortedSet<string> Names(IEnumerable<string> names) => names.ToImmutableSortedSet(StringComparer.Ordinal);

    public static string Abbreviation(LockMode mode) => string.Concat(mode.DisplayName().Split(' ').Select(static w => w[0]));

    private static SchemaCatalog Replay(SchemaCatalog catalog, string sql)
    {
        foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("case.sql", sql)))
        {
            catalog = catalog.Apply(statement with { Transaction = null, TransactionIsKnown = true });
        }

        return catalog;
    }

    private void Predict(MigrationStatement statement, LockCase lockCase, int version)
    {
        var effects = StatementEffects.Of(statement, _after, new EffectOptions(version));
        var locks = new List<TableLock>();
        for (var i = 0; i < effects.Length; i++)
        {
            var (operation, effect) = (statement.Operations[i], effects[i]);
            Unknown ??= effect.IsAtLeast ? effect.Unknown : null;
            ProvedBy ??= effect.ProvedBy;
            Error ??= effect.Error;
            Error ??= effect.ErrorWithRows is { } withRows && withRows.IsCertain(_after) ? withRows.Message : null;
            Error ??= effect.CannotRunInTransaction && statement.Transaction is not null ? "cannot run inside a transaction block" : null;
            RememberIndexes(operation, effect);
            locks.AddRange(effect.Locks.Select(l => Announces(operation) ? l : l with { Work = TableWork.None }));
        }

        var blocker = lockCase.OutsideTransaction ? BlockerLocks(lockCase, version) : [];
        foreach (var held in locks)
        {
            if (!lockCase.OutsideTransaction || Waiting.IsSeen(statement, held, locks, blocker))
            {
                _locks[held.Relation] = _locks.TryGetValue(held.Relation, out var mode) && mode > held.Mode ? mode : held.Mode;
            }

            _work[held.Relation] = _work.GetValueOrDefault(held.Relation) | held.Work;
        }

        var earlier = _after;
        _after = _after.Apply(statement);
        _during.Add(_after);
        FollowSavepoints(statement);
        Follow(statement, earlier);
    }

    /// <summary>
    /// Servers say that they verify or write the rows of a table, but not that VACUUM, ANALYZE, a domain's constraint or a new partition beside a DEFAULT one
    /// (check_default_partition_contents) reads them.
    /// </summary>
    private static bool Announces(MigrationOperation operation) =>
        operation is not (AlterDomain or CreateTable { PartitionOf: not null } or ServerCommand { Kind: ServerCommandKind.Vacuum or ServerCommandKind.Analyze });

    private List<TableLock> BlockerLocks(LockCase lockCase, int version)
    {
        var locks = new List<TableLock>();
        foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("blocker.sql", lockCase.Blocker ?? Fixture.DefaultBlocker)))
        {
            locks.AddRange(StatementEffects.Of(statement, _before, new EffectOptions(version)).SelectMany(static e => e.Locks));
        }

        return locks;
    }

    /// <summary>The catalog knows no versions: indexes of a column that is there already are made by PostgreSQL 12 only.</summary>
    private void RememberIndexes(MigrationOperation operation, OperationEffect effect)
    {
        if (operation is AddColumn { IfNotExists: true } add && (effect.WorkOn(add.Table) & TableWork.IndexBuild) != 0)
        {
            var constraints = add.Constraints.Select(c => (MigrationOperation)new AddConstraint(add.Table, c) { Origin = add.Origin });
            _during.Add(_withIndexes = (_withIndexes ?? _after).Apply(new MigrationStatement([.. constraints], add.Origin) { TransactionIsKnown = true }));
        }
    }

    /// <summary>The look at the server gives relations by the names they have then; those that were dropped have none.</summary>
    private void Follow(MigrationStatement statement, SchemaCatalog earlier)
    {
        foreach (var operation in statement.Operations)
        {
            if (operation is AddConstraint { Constraint: { Name: { } name } and (UniqueConstraint { UsingIndex: not null } or PrimaryKeyConstraint { UsingIndex: not null }) })
            {
                _renamedIndexes.Add(name);
            }

            if (operation is RenameIndex { NewName: var newName })
            {
                _renamedIndexes.Add(newName);
            }

            if (NewName(operation, earlier) is { } renamed)
            {
                _firstNames[renamed.To] = FirstName(renamed.From);
                Rename(_locks, renamed.From, renamed.To);
                Rename(_work, renamed.From, renamed.To);
            }
        }

        foreach (var relation in earlier.Tables.Keys.Where(r => !Exists(_after, r)))
        {
            if (Exists(_before, relation))
            {
                _gone.Add(relation);
            }

            _firstNames.Remove(relation);
        }

        foreach (var relation in _work.Keys.ToList())
        {
            if (Exists(earlier, relation) && !Exists(_after, relation))
            {
                _locks.Remove(relation);
                _work.Remove(relation);
            }
        }
    }

    /// <summary>ROLLBACK TO gives back the locks that were taken since, and undoes the work.</summary>
    private void FollowSavepoints(MigrationStatement statement)
    {
        foreach (var control in statement.Operations.OfType<TransactionControl>())
        {
            if (control.Kind == TransactionControlKind.Savepoint)
            {
                _savepoints.Add((control.Name, new(_locks), new(_work)));
            }
            else if (control.Kind == TransactionControlKind.RollbackTo && _savepoints.FindLastIndex(s => s.Name == control.Name) is >= 0 and var index)
            {
                Restore(_locks, _savepoints[index].Locks);
                Restore(_work, _savepoints[index].Work);
                _savepoints.RemoveRange(index + 1, _savepoints.Count - index - 1);
            }
        }
    }

    private static void Restore<T>(Dictionary<RelationName, T> entries, Dictionary<RelationName, T> saved)
    {
        entries.Clear();
        foreach (var (relation, value) in saved)
        {
            entries[relation] = value;
        }
    }

    private static (RelationName From, RelationName To)? NewName(MigrationOperation operation, SchemaCatalog earlier) => operation switch
    {
        // ALTER INDEX renames tables and views, too.
        RenameIndex rename when earlier.HasRelation(rename.Index) && earlier.TableOfIndex(rename.Index) is null => (rename.Index, rename.Index with { Name = rename.NewName }),
        RenameTable rename => (rename.Table, rename.NewTable),
        RenameType rename => (rename.Type, rename.NewType),
        OtherStatement { Command: "RenameStmt" or "AlterObjectSchemaStmt", Column: null, Relations: [var relation], NewName: { } renamed } => (relation, renamed),
        _ => null,
    };

    private static void Rename<T>(Dictionary<RelationName, T> entries, RelationName from, RelationName to)
    {
        if (entries.Remove(from, out var value))
        {
            entries[to] = value;
        }
    }

    private static bool Exists(SchemaCatalog catalog, RelationName relation) => catalog.HasRelation(relation);

    private bool IsCreated(RelationName relation) =>
        Exists(_after, relation)
        && ((!Exists(_before, FirstName(relation)) && _before.TableOfIndex(FirstName(relation)) is null) || (_gone.Contains(relation) && !_firstNames.ContainsKey(relation)));

    private RelationName FirstName(RelationName relation) => _firstNames.TryGetValue(relation, out var first) ? first : relation;

    /// <summary>Partitioned tables have no rows of their own: the work is done on their partitions.</summary>
    private ImmutableSortedSet<string> Tables(TableWork work) => Names(
        _work.Where(w => (w.Value & work) != 0 && !IsIndex(w.Key) && _after.Find(w.Key) is not { IsPartitioned: true }).Select(static w => w.Key.Name));

    /// <summary>Tables that have other files than before, or other indexes: what the case creates was not there before.</summary>
    private ImmutableSortedSet<string> TablesFromBefore(TableWork work) =>
        Tables(work).Except(_work.Keys.Where(IsCreated).Select(static r => r.Name));

    /// <summary>The look compares files by name: a table that takes over the name of another one has other files than that had.</summary>
    private ImmutableSortedSet<string> TakenNames => Names(
        _gone.Where(r => HasFiles(_before, r) && HasFiles(_after, r) && !(_firstNames.TryGetValue(r, out var first) && first.Equals(r))).Select(static r => r.Name));

    /// <summary>Of a table with a name that no table had before the look sees only the indexes.</summary>
    private ImmutableSortedSet<string> RewrittenUnderNewNames => TablesFromBefore(NewFiles).Intersect(Names(
        _firstNames.Where(r => !r.Key.Equals(r.Value) && !Exists(_before, r.Key)).Select(static r => r.Key.Name)));

    private bool HasIndexFromBefore(string table) => _before.Find(_firstNames.First(r => r.Key.Name == table).Value) is { } first
        && (first.Indexes.Length > 0 || first.Constraints.Any(static c => c is PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint));

    private static bool HasFiles(SchemaCatalog catalog, RelationName relation) =>
        catalog.Views.TryGetValue(relation, out var view) ? view.IsMaterialized : catalog.Find(relation) is { IsPartitioned: false };

    /// <summary>The look leaves out PostgreSQL's own catalogs.</summary>
    private bool IsOfTheServer(RelationName relation) => relation.Schema is "pg_catalog" or "information_schema"
        || (relation.Schema is null && relation.Name.StartsWith("pg_", StringComparison.Ordinal) && !_after.HasRelation(relation));

    private ImmutableSortedSet<string> TablesOfCopiedIndexes =>
        Names(_work.Where(w => IsIndex(w.Key) && (w.Value & TableWork.Copy) != 0).Select(w => TableOfIndex(w.Key.Name)).OfType<string>());

    private bool IsIndex(RelationName name) => OwnerOf(name) is not null;

    private RelationName? OwnerOf(RelationName index) =>
        _after.TableOfIndex(index) ?? _before.TableOfIndex(index) ?? _during.Select(c => c.TableOfIndex(index)).FirstOrDefault(static t => t is not null);

    /// <summary>Null for the first index of a table that the case creates: nothing is in it, and nothing is said of it.</summary>
    private string? TableOfIndex(string index)
    {
        var name = index.Replace("_ccnew", "", StringComparison.Ordinal);
        var schemas = _after.Tables.Keys.Concat(_before.Tables.Keys).Select(static t => t.Schema).Prepend(null).Distinct();
        return schemas.Select(s => OwnerOf(new RelationName(s, name))).FirstOrDefault(static t => t is not null) is { } table ? IsCreated(table) ? null : table.Name : "?" + index;
    }
}
