using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>
/// What the database looks like after the migrations so far, as far as they tell. Immutable. What is not known is absent: a table that
/// is not here may exist all the same.
/// </summary>
/// <remarks>
/// A statement that may not run (<see cref="Circumstances.Conditional"/>) is taken to have run, because the condition is nearly always "unless
/// that is done already"; the tables it touches are no longer complete, so that nothing certain is derived from them.
/// </remarks>
public sealed record SchemaCatalog
{
    /// <summary>Nothing is known.</summary>
    public static readonly SchemaCatalog Unknown = new();

    /// <summary>A new database: what no statement creates does not exist.</summary>
    public static readonly SchemaCatalog Empty = new() { IsWhole = true };

    /// <summary>The history begins with an empty database and each statement since is known: a relation that is not here does not exist.</summary>
    public bool IsWhole { get; internal init; }

    /// <summary>
    /// The catalog before the last statement that cannot be read: what it holds may have been dropped or changed since. Null where each statement is known.
    /// </summary>
    internal SchemaCatalog? BeforeUnread { get; init; }

    public ImmutableDictionary<RelationName, TableInfo> Tables { get; internal init; } = ImmutableDictionary<RelationName, TableInfo>.Empty;

    public ImmutableDictionary<RelationName, EnumInfo> Enums { get; internal init; } = ImmutableDictionary<RelationName, EnumInfo>.Empty;

    public ImmutableDictionary<RelationName, DomainInfo> Domains { get; internal init; } = ImmutableDictionary<RelationName, DomainInfo>.Empty;

    public ImmutableDictionary<RelationName, CompositeInfo> Composites { get; internal init; } = ImmutableDictionary<RelationName, CompositeInfo>.Empty;

    /// <summary>The user's functions.</summary>
    public ImmutableDictionary<RelationName, FunctionInfo> Functions { get; internal init; } = ImmutableDictionary<RelationName, FunctionInfo>.Empty;

    /// <summary>Names for which CREATE FUNCTION was seen more than once: which of them something calls is not known.</summary>
    public ImmutableHashSet<RelationName> OverloadedFunctions { get; internal init; } = ImmutableHashSet<RelationName>.Empty;

    public ImmutableDictionary<RelationName, ViewInfo> Views { get; internal init; } = ImmutableDictionary<RelationName, ViewInfo>.Empty;

    /// <summary>Sequences and foreign tables, of which no more is known than that they exist.</summary>
    internal ImmutableHashSet<RelationName> OtherRelations { get; init; } = ImmutableHashSet<RelationName>.Empty;

    /// <summary>Index, or constraint with an index, to its table.</summary>
    internal ImmutableDictionary<RelationName, RelationName> IndexOwners { get; init; } = ImmutableDictionary<RelationName, RelationName>.Empty;

    /// <summary>Referenced table to the tables with foreign keys to it.</summary>
    internal ImmutableDictionary<RelationName, ImmutableArray<RelationName>> Referencing { get; init; } =
        ImmutableDictionary<RelationName, ImmutableArray<RelationName>>.Empty;

    /// <summary>Table to its partitions and to the tables that inherit it.</summary>
    internal ImmutableDictionary<RelationName, ImmutableArray<RelationName>> Children { get; init; } =
        ImmutableDictionary<RelationName, ImmutableArray<RelationName>>.Empty;

    /// <summary>Type that is not PostgreSQL's own to the tables with columns of it, or of arrays of it.</summary>
    internal ImmutableDictionary<RelationName, ImmutableArray<RelationName>> TypeUsers { get; init; } =
        ImmutableDictionary<RelationName, ImmutableArray<RelationName>>.Empty;

    /// <summary>Relation to the tables whose triggers, rules and policies read or write it.</summary>
    internal ImmutableDictionary<RelationName, ImmutableArray<RelationName>> ObjectReaders { get; init; } =
        ImmutableDictionary<RelationName, ImmutableArray<RelationName>>.Empty;

    /// <summary>Sequence to the tables with defaults that use it.</summary>
    internal ImmutableDictionary<RelationName, ImmutableArray<RelationName>> SequenceUsers { get; init; } =
        ImmutableDictionary<RelationName, ImmutableArray<RelationName>>.Empty;

    /// <summary>The tables with <see cref="TableInfo.IsNew"/>, so that starting a unit does not visit all tables.</summary>
    internal ImmutableHashSet<RelationName> NewTables { get; init; } = ImmutableHashSet<RelationName>.Empty;

    /// <summary>Of CREATE EXTENSION.</summary>
    public ImmutableHashSet<string> InstalledExtensions { get; internal init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Those of the database, as far as known.</summary>
    internal ImmutableHashSet<string> Schemas { get; init; } = ["public"];

    /// <summary>Whether they are FOR ALL TABLES.</summary>
    internal ImmutableDictionary<string, bool> Publications { get; init; } = ImmutableDictionary<string, bool>.Empty;

    internal ImmutableDictionary<string, SubscriptionInfo> Subscriptions { get; init; } = ImmutableDictionary<string, SubscriptionInfo>.Empty;

    /// <summary>Foreign table to its server.</summary>
    internal ImmutableDictionary<RelationName, string> ForeignTables { get; init; } = ImmutableDictionary<RelationName, string>.Empty;

    /// <summary>Of CREATE ACCESS METHOD.</summary>
    internal ImmutableHashSet<string> AccessMethods { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Those of the server besides the default ones; null where they are not known.</summary>
    public ImmutableHashSet<string>? Tablespaces { get; init; }

    /// <summary>The server's; null where they are not known.</summary>
    public ImmutableHashSet<string>? Roles { get; init; }

    internal SessionState Session { get; init; } = SessionState.Fresh;

    public TableInfo? Find(RelationName table) => Tables.TryGetValue(table, out var info) ? info : null;

    /// <summary>The table of an index, or of a constraint's index; null where no migration so far made it.</summary>
    public RelationName? TableOfIndex(RelationName index) => IndexOwners.TryGetValue(index, out var table) ? table : null;

    /// <summary>The foreign keys that reference the table, those of the table itself included.</summary>
    public ImmutableArray<ForeignKeyReference> ForeignKeysTo(RelationName table)
    {
        if (!Referencing.TryGetValue(table, out var tables))
        {
            return [];
        }

        var result = ImmutableArray.CreateBuilder<ForeignKeyReference>();
        foreach (var name in tables)
        {
            foreach (var constraint in Tables[name].Constraints)
            {
                if (constraint is ForeignKeyConstraint key && key.ReferencedTable.Equals(table))
                {
                    result.Add(new ForeignKeyReference(name, key));
                }
            }
        }

        return result.ToImmutable();
    }

    /// <summary>The foreign keys that reference the table, or a partitioned table that it is a part of.</summary>
    public ImmutableArray<ForeignKeyReference> ForeignKeysReaching(RelationName table)
    {
        var result = ForeignKeysTo(table);
        for (var above = Find(table)?.PartitionOf; above is { } parent; above = Find(parent)?.PartitionOf)
        {
            result = result.AddRange(ForeignKeysTo(parent));
        }

        return result;
    }

    /// <summary>The partitions of the table, and the tables that inherit it, at every level.</summary>
    public ImmutableArray<RelationName> Descendants(RelationName table)
    {
        if (!Children.TryGetValue(table, out var children))
        {
            return [];
        }

        var result = ImmutableArray.CreateBuilder<RelationName>();
        result.AddRange(children);
        for (var i = 0; i < result.Count; i++)
        {
            if (Children.TryGetValue(result[i], out children))
            {
                foreach (var child in children)
                {
                    if (!result.Contains(child))
                    {
                        result.Add(child);
                    }
                }
            }
        }

        return result.ToImmutable();
    }

    /// <summary>The partitions of the table, not those of partitions.</summary>
    public ImmutableArray<TableInfo> PartitionsOf(RelationName table)
    {
        var result = ImmutableArray.CreateBuilder<TableInfo>();
        foreach (var child in Children.TryGetValue(table, out var children) ? children : [])
        {
            if (Tables[child] is { PartitionOf: not null } partition)
            {
                result.Add(partition);
            }
        }

        return result.ToImmutable();
    }

    /// <summary>The DEFAULT partition of the table; null when there is none, or it is not known.</summary>
    public TableInfo? DefaultPartition(RelationName table)
    {
        if (Children.TryGetValue(table, out var children))
        {
            foreach (var child in children)
            {
                if (Tables[child].IsDefaultPartition)
                {
                    return Tables[child];
                }
            }
        }

        return null;
    }

    /// <summary>The views that read the table.</summary>
    public ImmutableArray<ViewInfo> ViewsOf(RelationName table)
    {
        if (Views.IsEmpty)
        {
            return [];
        }

        var result = ImmutableArray.CreateBuilder<ViewInfo>();
        foreach (var view in Views.Values)
        {
            if (view.Reads.Contains(table))
            {
                result.Add(view);
            }
        }

        return result.ToImmutable();
    }

    /// <summary>The columns whose type is that enum, domain or composite type.</summary>
    public ImmutableArray<(RelationName Table, string Column)> ColumnsOfType(RelationName type)
    {
        var result = ImmutableArray.CreateBuilder<(RelationName Table, string Column)>();
        foreach (var table in TypeUsers.TryGetValue(type, out var users) ? users : [])
        {
            foreach (var column in Tables[table].Columns)
            {
                if (column.Type is { } known && new RelationName(known.Schema, known.Name).Equals(type))
                {
                    result.Add((table, column.Name));
                }
            }
        }

        return result.ToImmutable();
    }

    /// <summary>The value of a session parameter, where a SET of this migration says it.</summary>
    public string? Parameter(string name) => Session.Parameter(name);

    /// <summary>The catalog as a migration finds it: nothing is new, the session is another one.</summary>
    public SchemaCatalog StartUnit() => ForgetNew().EndTransaction() with { Session = SessionState.Fresh };

    /// <summary>
    /// The same, where the migration's transaction began with statements of earlier migrations: enum labels that these added are not committed yet.
    /// </summary>
    public SchemaCatalog StartUnit(ImmutableArray<MigrationStatement> sameTransaction)
    {
        var catalog = StartUnit();
        var touched = ImmutableHashSet.CreateBuilder<RelationName>();
        var enums = catalog.Enums.ToBuilder();
        foreach (var statement in sameTransaction)
        {
            foreach (var operation in statement.Operations)
            {
                if (operation is CreateEnum create && enums.TryGetValue(create.Type, out var created))
                {
                    enums[create.Type] = created with { IsCreatedInTransaction = true };
                    touched.Add(create.Type);
                }
                else if (operation is AddEnumValue add && enums.TryGetValue(add.Type, out var extended))
                {
                    enums[add.Type] = extended with { UncommittedLabels = extended.UncommittedLabels.Add(add.Label) };
                    touched.Add(add.Type);
                }
            }
        }

        return touched.Count == 0 ? catalog : catalog with
        {
            Enums = enums.ToImmutable(),
            Session = catalog.Session with { TouchedEnums = touched.ToImmutable(), Statement = sameTransaction[sameTransaction.Length - 1] with { Transaction = 0 } },
        };
    }

    /// <summary>The catalog as a migration leaves it.</summary>
    public SchemaCatalog EndUnit()
    {
        var result = this;
        foreach (var name in NewTables)
        {
            if (Tables[name].Persistence == TablePersistence.Temporary)
            {
                result = result.Remove(name);
            }
        }

        return result.StartUnit();
    }

    /// <summary>
    /// The catalog as the statement finds it: when it begins another transaction, the one before is committed and visible to others.
    /// </summary>
    public SchemaCatalog At(MigrationStatement statement)
    {
        if (ReferenceEquals(statement, Session.Statement))
        {
            return this;
        }

        if (statement.SharesTransactionWith(Session.Statement))
        {
            return this with { Session = Session with { Statement = statement } };
        }

        var result = EndTransaction();

        // Whether the runner of a script commits here is not known: a table that may still be invisible to others stays new.
        return (statement.TransactionIsKnown ? result.ShowLoadedTables() : result) with
        {
            Session = result.Session with { Statement = statement },
        };
    }

    /// <summary>The catalog after the statement.</summary>
    public SchemaCatalog Apply(MigrationStatement statement) => CatalogReplay.Apply(At(statement), statement);

    /// <summary>The catalog that a migration leaves behind.</summary>
    public SchemaCatalog Apply(MigrationUnit unit)
    {
        var catalog = StartUnit();
        foreach (var statement in unit.Statements)
        {
            catalog = catalog.Apply(statement);
        }

        return catalog.EndUnit();
    }

    /// <summary>Sets the table and keeps what is looked up by other names in step.</summary>
    internal SchemaCatalog Put(TableInfo table) => CatalogIndexes.Put(this, table);

    internal SchemaCatalog Remove(RelationName table) => CatalogIndexes.Remove(this, table);

    private SchemaCatalog ForgetNew()
    {
        if (NewTables.IsEmpty)
        {
            return this;
        }

        var tables = Tables.ToBuilder();
        foreach (var name in NewTables)
        {
            tables[name] = tables[name] with { IsNew = false };
        }

        return this with { Tables = tables.ToImmutable(), NewTables = ImmutableHashSet<RelationName>.Empty };
    }

    private SchemaCatalog ShowLoadedTables()
    {
        var result = this;
        foreach (var name in NewTables)
        {
            if (Tables[name].IsLoaded)
            {
                result = result.Put(Tables[name] with { IsNew = false });
            }
        }

        return result;
    }

    private SchemaCatalog EndTransaction()
    {
        var enums = Enums;
        foreach (var name in Session.TouchedEnums)
        {
            if (enums.TryGetValue(name, out var type))
            {
                enums = enums.SetItem(name, type with { UncommittedLabels = [], IsCreatedInTransaction = false });
            }
        }

        return this with { Enums = enums, Session = Session.EndTransaction() };
    }
}
