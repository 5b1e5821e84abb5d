using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Collects what one operation does. Locks on the same relation become one, with the stronger mode and all the work.</summary>
internal sealed class EffectBuilder
{
    private readonly List<TableLock> _locks = [];

    public bool CannotRunInTransaction { get; set; }

    public string? Error { get; set; }

    public UnsafeLabel? UnsafeLabel { get; set; }

    public RowError? ErrorWithRows { get; private set; }

    public string? ProvedBy { get; set; }

    public SqlExpression? VolatileDefault { get; set; }

    public ColumnConversion? Conversion { get; set; }

    public bool IsAtLeast { get; private set; }

    public string? Unknown { get; private set; }

    public IReadOnlyList<TableLock> Locks => _locks;

    public void Lock(RelationName relation, LockMode mode, TableWork work = TableWork.None)
    {
        for (var i = 0; i < _locks.Count; i++)
        {
            if (_locks[i].Relation.Equals(relation))
            {
                _locks[i] = new TableLock(relation, mode > _locks[i].Mode ? mode : _locks[i].Mode, _locks[i].Work | work);
                return;
            }
        }

        _locks.Add(new TableLock(relation, mode, work));
    }

    /// <summary>The effect depends on something that is not known.</summary>
    public void DependsOn(string unknown)
    {
        IsAtLeast = true;
        Unknown ??= unknown;
    }

    /// <summary>The server gives that error when there are rows. The one that is known to happen is kept, else the one that takes the fewest rows.</summary>
    public void FailsWithRows(RowError error)
    {
        if (ErrorWithRows is null || (error.IsWitnessed == ErrorWithRows.IsWitnessed ? error.Rows < ErrorWithRows.Rows : error.IsWitnessed))
        {
            ErrorWithRows = error;
        }
    }

    public TableLock? LockOn(RelationName relation)
    {
        foreach (var held in _locks)
        {
            if (held.Relation.Equals(relation))
            {
                return held;
            }
        }

        return null;
    }

    public bool Rewrites(RelationName relation)
    {
        foreach (var held in _locks)
        {
            if (held.Relation.Equals(relation))
            {
                return (held.Work & TableWork.Rewrite) != 0;
            }
        }

        return false;
    }

    /// <summary>The rows are verified while they are rewritten, at no further cost.</summary>
    public void VerifyWhileRewriting(RelationName relation)
    {
        for (var i = 0; i < _locks.Count; i++)
        {
            if (_locks[i].Relation.Equals(relation))
            {
                _locks[i] = _locks[i] with { Work = _locks[i].Work & ~TableWork.Scan };
            }
        }
    }

    /// <summary>Work takes rows: a foreign table keeps its rows elsewhere, a partitioned table in its partitions.</summary>
    public void LimitWorkToRows(EffectScope scope)
    {
        for (var i = 0; i < _locks.Count; i++)
        {
            var held = _locks[i];
            if (held.Work == TableWork.None)
            {
                continue;
            }

            if (scope.Catalog.OtherRelations.Contains(held.Relation))
            {
                _locks[i] = held with { Work = TableWork.None };
            }
            else if (scope.IsPartitioned(held.Relation) && scope.Catalog.Descendants(held.Relation) is { IsEmpty: false } partitions)
            {
                _locks[i] = held with { Work = (held.Work & TableWork.ForeignKeyScan) | WorkOn(partitions) };
            }
        }
    }

    private TableWork WorkOn(ImmutableArray<RelationName> relations)
    {
        var work = TableWork.None;
        foreach (var held in _locks)
        {
            work |= relations.Contains(held.Relation) ? held.Work : TableWork.None;
        }

        return work;
    }

    public void Strengthen(RelationName relation, LockMode mode)
    {
        for (var i = 0; i < _locks.Count; i++)
        {
            if (_locks[i].Relation.Equals(relation) && _locks[i].Mode < mode)
            {
                _locks[i] = _locks[i] with { Mode = mode };
            }
        }
    }

    public void Weaken(RelationName relation, LockMode mode)
    {
        for (var i = 0; i < _locks.Count; i++)
        {
            if (_locks[i].Relation.Equals(relation))
            {
                _locks[i] = _locks[i] with { Mode = mode };
            }
        }
    }

    public OperationEffect Build() => new(_locks.ToImmutableArray())
    {
        CannotRunInTransaction = CannotRunInTransaction,
        Error = Error,
        UnsafeLabel = UnsafeLabel,
        ErrorWithRows = ErrorWithRows,
        ProvedBy = ProvedBy,
        VolatileDefault = VolatileDefault,
        Conversion = Conversion,
        IsAtLeast = IsAtLeast,
        Unknown = Unknown,
    };
}
