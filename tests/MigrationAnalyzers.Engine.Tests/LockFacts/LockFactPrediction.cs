using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.LockFacts;

/// <summary>What the engine says of a case on one version, and what the server did, in the same terms.</summary>
internal sealed class LockFactPrediction
{
    private const string Base = """
        create table p(id bigint primary key, v int);
        create table t(id bigint primary key, a int, b text, c varchar(50), d numeric(10,2), ts timestamp, tz timestamptz, p_id bigint);
        create index t_a on t(a); create index t_b on t(b); create index t_c on t(c);
        """;

    private const string Partitions = """
        create table pp(id bigint, k int, v text) partition by range(k);
        create table pp1 partition of pp for values from (0) to (100);
        create table pp2 partition of pp for values from (100) to (200);
        create table ch(id bigint, k int, v text);
        """;

    private readonly Dictionary<string, LockMode> _locks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TableWork> _work = new(StringComparer.Ordinal);

    /// <summary>Relations that the statements create, rename away or drop: servers list them under their last name, or no more.</summary>
    private readonly HashSet<string> _ignored = new(StringComparer.Ordinal);

    private readonly HashSet<string> _emptied = new(StringComparer.Ordinal);
    private readonly SchemaCatalog _before;
    private SchemaCatalog _catalog;
    private bool _proved;

    private LockFactPrediction(LockFact fact, int version)
    {
        // The servers ran with this time zone.
        _catalog = Run(SchemaCatalog.Unknown, "set timezone='UTC'");
        if (!fact.NoBase)
        {
            _catalog = Run(_catalog, Base);
        }

        if (fact.Partitioned)
        {
            _catalog = Run(_catalog, Partitions);
        }

        foreach (var sql in fact.Setup)
        {
            _catalog = Run(_catalog, sql);
        }

        // Another migration, the same session.
        _catalog = _catalog.StartUnit() with { Session = _catalog.Session };
        foreach (var sql in fact.Before)
        {
            _catalog = Run(_catalog, sql);
        }

        _before = _catalog;
        foreach (var sql in fact.Ddl)
        {
            foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("fact.sql", sql)))
            {
                Predict(statement with { Transaction = fact.OutsideTransaction ? null : 1, TransactionIsKnown = true }, version);
            }
        }
    }

    /// <summary>Something is not known: less may be predicted than is done.</summary>
    public bool IsAtLeast { get; private set; }

    public string? Error { get; private set; }

    public ObservedEffect Effect => new()
    {
        Locks = _locks.Where(l => !_ignored.Contains(l.Key) && !IsIndex(l.Key)).ToImmutableSortedDictionary(static l => l.Key, static l => TestOperations.Short(l.Value), StringComparer.Ordinal),
        Rewritten = Tables(TableWork.Rewrite | TableWork.Copy),
        Scanned = Tables(TableWork.Scan),
        IndexesBuilt = Tables(TableWork.IndexBuild).Union(CopiedIndexes).Except(Tables(TableWork.Rewrite)),
        ForeignKeyScan = _work.Values.Any(static w => (w & TableWork.ForeignKeyScan) != 0),
        Proved = _proved,
        Fails = Error is not null,
    };

    public static LockFactPrediction Of(LockFact fact, int version) => new(fact, version);

    /// <summary>What the server did.</summary>
    public ObservedEffect Observed(LockFactResult result)
    {
        var locks = result.Locks.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(static l => !l.Contains('[', StringComparison.Ordinal))
            .Select(static l => l.Split(':'))
            .Where(l => !_ignored.Contains(l[0]) && !IsCompositeType(l[0]));
        var rewritten = Names(result.Rewritten.Where(static r => !r.StartsWith("idx:", StringComparison.Ordinal))).Except(_ignored).Except(_emptied);
        var built = result.Rewritten.Where(static r => r.StartsWith("idx:", StringComparison.Ordinal)).Select(static r => r[4..])
            .Concat(Marked(result, "build["))
            .Select(TableOfIndex)
            .OfType<string>();
        return new ObservedEffect
        {
            Locks = locks.ToImmutableSortedDictionary(static l => l[0], static l => l[1], StringComparer.Ordinal),
            Rewritten = rewritten,
            Scanned = Names(Marked(result, "SCAN[")).Except(_ignored),
            IndexesBuilt = Names(built).Except(rewritten).Except(_ignored).Except(_emptied),
            ForeignKeyScan = Marked(result, "FKSCAN[").Any(),
            Proved = Marked(result, "PROVED[").Any() || result.Messages.Any(static m => m.StartsWith("existing constraints on column", StringComparison.Ordinal)),
            Fails = result.Error is not null,
        };
    }

    private static IEnumerable<string> Marked(LockFactResult result, string mark) =>
        result.Messages.Where(m => m.StartsWith(mark, StringComparison.Ordinal)).Select(m => m[mark.Length..^1]);

    private static ImmutableSortedSet<string> Names(IEnumerable<string> names) => names.ToImmutableSortedSet(StringComparer.Ordinal);

    private static SchemaCatalog Run(SchemaCatalog catalog, string sql)
    {
        foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("fact.sql", sql)))
        {
            catalog = catalog.Apply(statement with { Transaction = null, TransactionIsKnown = true });
        }

        return catalog;
    }

    private void Predict(MigrationStatement statement, int version)
    {
        var effects = StatementEffects.Of(statement, _catalog, new EffectOptions(version));
        for (var i = 0; i < effects.Length; i++)
        {
            var (operation, effect) = (statement.Operations[i], effects[i]);
            IsAtLeast |= effect.IsAtLeast;
            _proved |= effect.ProvedBy is not null;
            Error ??= effect.Error;
            Error ??= effect.CannotRunInTransaction && statement.Transaction is not null ? "cannot run inside a transaction block" : null;
            foreach (var held in effect.Locks)
            {
                // VACUUM ends its transactions itself: nothing is held when the locks are looked at.
                var name = held.Relation.Name;
                if (operation is not ServerCommand { Kind: ServerCommandKind.Vacuum })
                {
                    _locks[name] = _locks.TryGetValue(name, out var mode) && mode > held.Mode ? mode : held.Mode;
                }

                _work[name] = _work.GetValueOrDefault(name) | (TellsWork(operation) ? held.Work : TableWork.None);
            }

            Follow(operation);
        }

        _catalog = _catalog.Apply(statement);
    }

    /// <summary>Servers say that rows are verified for a constraint of a table, but not that VACUUM, ANALYZE or a domain's constraint reads them.</summary>
    private static bool TellsWork(MigrationOperation operation) =>
        operation is not (AlterDomain or ServerCommand { Kind: ServerCommandKind.Vacuum or ServerCommandKind.Analyze });

    private void Follow(MigrationOperation operation)
    {
        switch (operation)
        {
            case CreateTable create:
                _ignored.Add(create.Table.Name);
                break;
            case DropTable drop:
                _ignored.Add(drop.Table.Name);
                break;
            case RenameTable rename:
                Rename(rename.Table.Name, rename.NewTable.Name);
                break;
            case OtherStatement { Command: "ViewStmt" } create when !_catalog.Views.ContainsKey(create.Relations[0]):
                _ignored.Add(create.Relations[0].Name);
                break;

            // A new file, which is empty: no work.
            case Truncate truncate:
                _emptied.Add(truncate.Table.Name);
                _emptied.UnionWith(_catalog.Descendants(truncate.Table).Select(static t => t.Name));
                break;
            case RefreshMaterializedView { WithNoData: true } refresh:
                _emptied.Add(refresh.View.Name);
                break;
        }
    }

    /// <summary>Servers give the last name.</summary>
    private void Rename(string from, string to)
    {
        if (_locks.Remove(from, out var mode))
        {
            _locks[to] = mode;
        }

        if (_work.Remove(from, out var work))
        {
            _work[to] = work;
        }
    }

    private ImmutableSortedSet<string> Tables(TableWork work) =>
        Names(_work.Where(w => (w.Value & work) != 0 && !_ignored.Contains(w.Key) && !IsPartitioned(w.Key) && !IsIndex(w.Key)).Select(static w => w.Key));

    private bool IsPartitioned(string table) => _before.Find(new RelationName(null, table)) is { IsPartitioned: true };

    /// <summary>The relation behind a composite type: it has no rows, and effects do not list it.</summary>
    private static bool IsCompositeType(string name) => name == "ct";

    private bool IsIndex(string name) =>
        _before.TableOfIndex(new RelationName(null, name)) is not null || _catalog.TableOfIndex(new RelationName(null, name)) is not null;

    /// <summary>The tables of indexes that are copied to another tablespace.</summary>
    private ImmutableSortedSet<string> CopiedIndexes =>
        Names(_work.Where(w => IsIndex(w.Key) && (w.Value & TableWork.Copy) != 0).Select(w => TableOfIndex(w.Key)).OfType<string>());

    /// <summary>Null for an index that CREATE TABLE ... LIKE makes: that is not known.</summary>
    private string? TableOfIndex(string index)
    {
        var name = new RelationName(null, index.Replace("_ccnew", "", StringComparison.Ordinal));
        return (_catalog.TableOfIndex(name) ?? _before.TableOfIndex(name))?.Name ?? (_ignored.Count > 0 ? null : "?" + index);
    }
}
