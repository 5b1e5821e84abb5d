using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>
/// The migrations of one DbContext, and the catalog that each of them finds. Each migration is replayed once, when a later one is first asked for.
/// Safe for concurrent use.
/// </summary>
public sealed class SchemaHistory
{
    private readonly ImmutableArray<Migration> _migrations;

    /// <summary><c>_after[i]</c> is the catalog after the first i migrations; the list grows as far as it was asked for.</summary>
    private readonly List<SchemaCatalog> _after;

    /// <summary><c>_before[i]</c> is what migration i finds: the same, completed by the model of the designer before it where that is needed.</summary>
    private readonly List<SchemaCatalog> _before;

    private readonly object _gate = new();

    /// <param name="migrations">In any order: they run in the order of <see cref="Migration.Order"/>.</param>
    public SchemaHistory(IEnumerable<Migration> migrations)
        : this(Sort(migrations), [SchemaCatalog.Unknown], [SchemaCatalog.Unknown])
    {
    }

    private SchemaHistory(ImmutableArray<Migration> migrations, List<SchemaCatalog> after, List<SchemaCatalog> before)
    {
        _migrations = migrations;
        _after = after;
        _before = before;
    }

    public ImmutableArray<Migration> Migrations => _migrations;

    /// <summary>How many migrations this history has replayed itself, and not taken over by <see cref="With"/>.</summary>
    internal int Replayed { get; private set; }

    /// <summary>The catalog that a migration of this <see cref="Migration.Order"/> finds; it need not be one of the history's own.</summary>
    public SchemaCatalog Before(string order, CancellationToken cancellationToken = default)
    {
        var index = IndexOf(order);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // One migration at a time, so that who waits can be cancelled soon.
            lock (_gate)
            {
                if (index < _before.Count)
                {
                    return _before[index];
                }

                Advance();
            }
        }
    }

    /// <summary>The migrations that run before the one of this <see cref="Migration.Order"/>.</summary>
    public ImmutableArray<Migration> Until(string order)
    {
        var index = IndexOf(order);
        return _migrations.RemoveRange(index, _migrations.Length - index);
    }

    /// <summary>The migrations that run after the one of this <see cref="Migration.Order"/>.</summary>
    public ImmutableArray<Migration> After(string order)
    {
        var index = IndexOf(order);
        while (index < _migrations.Length && string.Equals(_migrations[index].Order, order, StringComparison.Ordinal))
        {
            index++;
        }

        return _migrations.RemoveRange(0, index);
    }

    /// <summary>
    /// The history of other migrations. What was replayed stays as far as the migrations at the front are the same objects, so that a change of the
    /// last migration replays nothing.
    /// </summary>
    public SchemaHistory With(IEnumerable<Migration> migrations)
    {
        var sorted = Sort(migrations);
        var same = 0;
        while (same < sorted.Length && same < _migrations.Length && ReferenceEquals(sorted[same], _migrations[same]))
        {
            same++;
        }

        if (same == sorted.Length && same == _migrations.Length)
        {
            return this;
        }

        lock (_gate)
        {
            // Whether the model is needed depends on the migration that finds the catalog.
            return new SchemaHistory(sorted, _after.GetRange(0, Math.Min(same + 1, _after.Count)), _before.GetRange(0, Math.Min(Math.Max(same, 1), _before.Count)));
        }
    }

    private void Advance()
    {
        var next = _before.Count;
        if (_after.Count == next)
        {
            _after.Add(_before[next - 1].Apply(_migrations[next - 1].Up));
            Replayed++;
        }

        _before.Add(next < _migrations.Length ? Found(next) : _after[next]);
    }

    private SchemaCatalog Found(int next)
    {
        var migration = _migrations[next];
        var catalog = ModelCheckpoint.IsNeeded(_after[next], migration) ? ModelCheckpoint.Complete(_migrations, _after, next) : _after[next];
        return ModelCheckpoint.WithoutWhatIsMade(catalog, migration);
    }

    private static ImmutableArray<Migration> Sort(IEnumerable<Migration> migrations) =>
        [.. migrations.OrderBy(static m => m.Order, StringComparer.Ordinal)];

    /// <summary>How many migrations run before that order.</summary>
    private int IndexOf(string order)
    {
        var (low, high) = (0, _migrations.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(_migrations[middle].Order, order) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
