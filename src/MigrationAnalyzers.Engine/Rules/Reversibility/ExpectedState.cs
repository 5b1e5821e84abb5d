using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Compatibility;

namespace MigrationAnalyzers.Engine.Rules.Reversibility;

/// <summary>How the things that Up touches were before it, as questions to the catalog after Down. Of each thing the first operation counts.</summary>
/// <param name="before">The catalog before Up.</param>
/// <param name="uncertain">What statements touch that may not run.</param>
/// <param name="renamed">Tables of which the names of indexes and constraints are not compared; null: none are.</param>
/// <param name="addedByDown">Tables to which Down adds indexes or constraints under names that Up does not drop: they may be what was there.</param>
internal sealed class ExpectedState(SchemaCatalog before, HashSet<RelationName> uncertain, HashSet<RelationName>? renamed, HashSet<RelationName> addedByDown)
{
    private readonly List<(MigrationOperation Operation, RelationName Table, string Thing, Func<SchemaCatalog, string?> Difference)> _questions = [];
    private readonly HashSet<(RelationName Table, string Thing)> _seen = [];

    /// <summary>The names that tables have by now, to those that they had before Up.</summary>
    private readonly Dictionary<RelationName, RelationName> _oldNames = [];

    /// <summary>Tables that Up makes, by the names that they have by now.</summary>
    private readonly Dictionary<RelationName, MigrationOperation> _made = [];

    private AnalyzedOperation _current = null!;

    public void Touch(AnalyzedOperation analyzed)
    {
        _current = analyzed;
        switch (analyzed.Operation)
        {
            case CreateTable { IsMaterializedView: false } create:
                Create(create);
                break;
            case DropTable drop:
                Drop(drop);
                break;
            case RenameTable rename:
                Rename(rename);
                break;
            case TableOperation operation when !_made.ContainsKey(operation.Table):
                var table = OldName(operation.Table);
                if (!uncertain.Contains(operation.Table) && !uncertain.Contains(table))
                {
                    ExpectedColumns.Touch(this, analyzed, operation, table);
                    ExpectedObjects.TouchPartOf(this, analyzed, operation, table);
                }

                break;
            case var other:
                ExpectedObjects.Touch(this, analyzed, other);
                break;
        }
    }

    public ImmutableArray<(MigrationOperation Operation, string Left)> Differences(SchemaCatalog after)
    {
        var result = ImmutableArray.CreateBuilder<(MigrationOperation Operation, string Left)>();
        foreach (var made in _made)
        {
            if (before.Find(made.Key) is null && after.Find(made.Key) is not null && !uncertain.Contains(made.Key))
            {
                result.Add((made.Value, $"table {made.Key} is still there"));
            }
        }

        foreach (var group in _questions.GroupBy(static q => q.Operation))
        {
            var left = group.Select(q => q.Difference(after)).OfType<string>().Distinct(StringComparer.Ordinal).ToImmutableArray();
            if (!left.IsEmpty)
            {
                result.Add((group.Key, Words.List(left)));
            }
        }

        return result.ToImmutable();
    }

    public SchemaCatalog Before => before;

    public bool IsUncertain(RelationName name) => uncertain.Contains(name);

    public bool IsMade(RelationName table) => _made.ContainsKey(table);

    public RelationName OldName(RelationName table) => _oldNames.TryGetValue(table, out var old) ? old : table;

    /// <summary>The names of its indexes and constraints mean nothing here.</summary>
    public bool MayHaveOtherNames(RelationName table) => renamed is null || renamed.Contains(table) || renamed.Contains(OldName(table));

    /// <summary>Of an index or constraint that is not known: what Down adds may be the same under another name.</summary>
    public bool MayComeBackOtherwise(RelationName table) => addedByDown.Contains(table) || addedByDown.Contains(OldName(table));

    /// <summary>Asks unless an earlier operation has touched the thing: what it was before Up is known from that one.</summary>
    public void Expect(RelationName table, string thing, Func<SchemaCatalog, string?> difference)
    {
        if (_seen.Add((table, thing)))
        {
            _questions.Add((_current.Operation, table, thing, difference));
        }
    }

    /// <summary>Whatever becomes of the thing is not asked.</summary>
    public bool Ignore(RelationName table, string thing) => _seen.Add((table, thing));

    /// <summary>What was asked of the thing is not asked any more.</summary>
    public void Forget(RelationName table, string thing)
    {
        _seen.Add((table, thing));
        _questions.RemoveAll(q => q.Table.Equals(table) && string.Equals(q.Thing, thing, StringComparison.Ordinal));
    }

    public bool IsSeen(RelationName table, string thing) => _seen.Contains((table, thing));

    private void Create(CreateTable create)
    {
        if (create.IfNotExists)
        {
            uncertain.Add(create.Table);
        }

        Ignore(create.Table, "table");
        _made[create.Table] = create;
    }

    private void Drop(DropTable drop)
    {
        if (_made.Remove(drop.Table))
        {
            return;
        }

        var table = OldName(drop.Table);
        if (uncertain.Contains(table) || (drop.IfTableExists && before.Find(table) is null))
        {
            return;
        }

        Expect(table, "table", after =>
            !after.HasRelation(table) ? $"table {table} is missing"
            : before.Find(table) is { } old && after.Find(table) is { } now ? TableDifference.Of(old, now)
            : null);
    }

    private void Rename(RenameTable rename)
    {
        if (_made.TryGetValue(rename.Table, out var maker))
        {
            _made.Remove(rename.Table);
            _made[rename.NewTable] = maker;
            return;
        }

        var table = OldName(rename.Table);
        _oldNames[rename.NewTable] = table;
        if (uncertain.Contains(table) || rename.IfTableExists || before.TableOfIndex(table) is not null)
        {
            return;
        }

        Expect(table, "table", after => after.HasRelation(table) ? null : $"table {table} is still called {NameNow(table, after)}");
    }

    private RelationName NameNow(RelationName table, SchemaCatalog after)
    {
        foreach (var name in _oldNames)
        {
            if (name.Value.Equals(table) && after.HasRelation(name.Key))
            {
                return name.Key;
            }
        }

        return table;
    }
}
