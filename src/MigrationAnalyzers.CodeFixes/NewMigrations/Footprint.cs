using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>The things that operations work on. Two that have nothing in common can change places.</summary>
internal sealed class Footprint
{
    private readonly HashSet<RelationName> _names = [];
    private readonly HashSet<RelationName> _tables = [];
    private readonly HashSet<RelationName> _wholeTables = [];
    private readonly HashSet<(RelationName Table, string Name)> _changed = [];
    private readonly HashSet<(RelationName Table, string Name)> _used = [];
    private readonly HashSet<(RelationName Table, string Name)> _constraints = [];

    /// <summary>An operation among them may do anything.</summary>
    public bool IsUnknown { get; private set; }

    /// <param name="catalogs">Where the columns of an index or a constraint that is only named are looked up.</param>
    public static Footprint Of(IEnumerable<MigrationOperation> operations, params SchemaCatalog[] catalogs)
    {
        var footprint = new Footprint();
        foreach (var operation in operations)
        {
            footprint.Add(operation, catalogs);
        }

        return footprint;
    }

    /// <summary>Nothing that one of them does depends on the other.</summary>
    public bool IsApartFrom(Footprint other)
    {
        if (IsNothing || other.IsNothing)
        {
            return true;
        }

        return !IsUnknown
            && !other.IsUnknown
            && !_names.Overlaps(other._names)
            && !_wholeTables.Overlaps(other._tables)
            && !_tables.Overlaps(other._wholeTables)
            && !_changed.Overlaps(other._changed)
            && !_changed.Overlaps(other._used)
            && !_used.Overlaps(other._changed)
            && !_constraints.Overlaps(other._constraints);
    }

    /// <summary>They surely work on the same thing.</summary>
    public bool Meets(Footprint other) => _names.Overlaps(other._names) || (!IsUnknown && !other.IsUnknown && !IsApartFrom(other));

    private bool IsNothing => !IsUnknown && _names.Count == 0 && _tables.Count == 0;

    private void Add(MigrationOperation operation, SchemaCatalog[] catalogs)
    {
        switch (operation)
        {
            case CreateTable { OfType: null, PartitionOf: null, AsSelect: false, Reads.IsEmpty: true, Inherits.IsEmpty: true } create:
                Whole(create.Table);
                foreach (var key in create.Constraints.OfType<ForeignKeyConstraint>())
                {
                    Use(key.ReferencedTable, key.ReferencedColumns);
                }

                _names.UnionWith(create.Constraints.Where(static c => c.Name is not null).Select(c => new RelationName(create.Table.Schema, c.Name!)));
                break;
            case DropTable { Cascade: false } drop:
                Whole(drop.Table);
                break;
            case OtherStatement { Command: "DropStmt", Cascade: false } drop:
                DroppedObjects(drop, catalogs);
                break;
            case OtherStatement { Command: "ViewStmt", Relations: [var view, .. var reads] } create:
                _names.Add(view);
                _names.UnionWith(create.Functions);
                foreach (var table in reads)
                {
                    Reads(table, create.Columns);
                }

                break;
            case OtherStatement { Command: "CreateSeqStmt", Relations: [var sequence] }:
                _names.Add(sequence);
                break;
            case CreateEnum create:
                _names.Add(create.Type);
                break;
            case RenameTable rename:
                Whole(rename.Table);
                Whole(rename.NewTable);
                break;

            case AddColumn add:
                Change(add.Table, [add.Column.Name]);
                Use(add.Table, add.Column.GenerationExpression?.Columns ?? []);
                foreach (var constraint in add.Constraints)
                {
                    Constraint(add.Table, constraint, catalogs);
                }

                // Columns stand in the order in which they were added.
                _constraints.Add((add.Table, ""));
                break;
            case DropColumn { Cascade: false } drop:
                Change(drop.Table, [drop.Column]);
                break;
            case RenameColumn rename:
                Change(rename.Table, [rename.Column, rename.NewName]);
                break;
            case AlterColumnType o:
                Change(o.Table, [o.Column]);
                break;
            case SetNotNull o:
                Change(o.Table, [o.Column]);
                break;
            case DropNotNull o:
                Change(o.Table, [o.Column]);
                break;
            case SetColumnDefault o:
                Change(o.Table, [o.Column]);
                break;
            case DropColumnDefault o:
                Change(o.Table, [o.Column]);
                break;

            // EF Core fills the NULLs of the column that it makes required.
            case WriteRows { IsHidden: true } write:
                Change(write.Table, write.Columns);
                break;

            case CreateIndex { Name: { } name } create:
                _names.Add(new RelationName(create.Table.Schema, name));
                Index(create.Table, create);
                break;
            case DropIndex { Cascade: false } drop:
                _names.Add(drop.Index);
                NamedIndex(drop.Index, drop.Table, catalogs);
                break;
            case RenameIndex rename:
                _names.Add(rename.Index);
                _names.Add(new RelationName(rename.Index.Schema, rename.NewName));
                NamedIndex(rename.Index, rename.Table, catalogs);
                break;

            case AddConstraint add:
                Constraint(add.Table, add.Constraint, catalogs);
                break;
            case DropConstraint { Cascade: false } drop:
                NamedConstraint(drop.Table, drop.Name, catalogs);
                break;
            case ValidateConstraint validate:
                NamedConstraint(validate.Table, validate.Name, catalogs);
                break;
            default:
                IsUnknown = true;
                break;
        }
    }

    /// <summary>A view keeps what it reads from being dropped. What others use is not always known.</summary>
    private void DroppedObjects(OtherStatement drop, SchemaCatalog[] catalogs)
    {
        foreach (var name in drop.Relations.IsEmpty ? drop.Objects : drop.Relations)
        {
            _names.Add(name);
            if (catalogs.Select(c => c.Views.TryGetValue(name, out var view) ? view : null).FirstOrDefault(static v => v is not null) is { } known)
            {
                foreach (var table in known.Reads)
                {
                    Reads(table, known.IsComplete ? known.Columns : ["*"]);
                }
            }
            else if (drop.ObjectType != "OBJECT_SEQUENCE" && !catalogs.Any(c => c.Enums.ContainsKey(name)))
            {
                IsUnknown = true;
            }
        }
    }

    /// <param name="columns">Of whichever of the tables that a query reads; <c>*</c> stands for all.</param>
    private void Reads(RelationName table, ImmutableArray<string> columns)
    {
        if (columns.Contains("*"))
        {
            AllColumns(table);
        }
        else
        {
            Use(table, columns);
        }
    }

    private void Whole(RelationName table)
    {
        _names.Add(table);
        _tables.Add(table);
        _wholeTables.Add(table);
    }

    private void AllColumns(RelationName table)
    {
        _tables.Add(table);
        _wholeTables.Add(table);
    }

    private void Change(RelationName table, IEnumerable<string> columns)
    {
        _tables.Add(table);
        _changed.UnionWith(columns.Select(c => (table, c)));
    }

    private void Use(RelationName table, IEnumerable<string> columns)
    {
        _tables.Add(table);
        _used.UnionWith(columns.Select(c => (table, c)));
    }

    private void Index(RelationName table, CreateIndex definition)
    {
        if (definition.Keys.Any(static k => k.Column is null && k.Expression is not { Columns.IsEmpty: false })
            || definition.Filter is { Columns.IsEmpty: true })
        {
            AllColumns(table);
            return;
        }

        var keys = definition.Keys.SelectMany(static k => k.Column is { } column ? [column] : k.Expression!.Columns);
        Use(table, [.. keys, .. definition.Include, .. definition.Filter?.Columns ?? []]);
        if (definition.Unique)
        {
            // A foreign key may need it.
            Change(table, keys);
        }
    }

    private void NamedIndex(RelationName index, RelationName? table, SchemaCatalog[] catalogs)
    {
        foreach (var catalog in catalogs)
        {
            if ((table ?? catalog.TableOfIndex(index)) is { } of && catalog.Find(of)?.Index(index.Name) is { } known)
            {
                Index(of, known.Definition);
                return;
            }
        }

        if (table is { } unknown)
        {
            AllColumns(unknown);
        }
        else
        {
            IsUnknown = true;
        }
    }

    private void Constraint(RelationName table, ConstraintDefinition constraint, SchemaCatalog[] catalogs)
    {
        if (constraint.Name is { } name)
        {
            _constraints.Add((table, name));
            if (constraint is not (ForeignKeyConstraint or CheckConstraint or NotNullConstraint))
            {
                _names.Add(new RelationName(table.Schema, name));
            }
        }

        switch (constraint)
        {
            case ForeignKeyConstraint key:
                Use(table, key.Columns);
                if (key.ReferencedColumns.IsEmpty)
                {
                    AllColumns(key.ReferencedTable);
                }

                Use(key.ReferencedTable, key.ReferencedColumns);
                break;
            case CheckConstraint { Expression.Columns: { IsEmpty: false } columns }:
                Use(table, columns);
                break;
            case UniqueConstraint { UsingIndex: null } unique:
                Change(table, unique.Columns);
                break;
            case PrimaryKeyConstraint { UsingIndex: null } key:
                Change(table, key.Columns);
                break;
            case UniqueConstraint { UsingIndex: { } index }:
                _names.Add(new RelationName(table.Schema, index));
                AllColumns(table);
                break;
            case NotNullConstraint notNull:
                Change(table, [notNull.Column]);
                break;
            default:
                AllColumns(table);
                break;
        }
    }

    private void NamedConstraint(RelationName table, string name, SchemaCatalog[] catalogs)
    {
        _constraints.Add((table, name));
        foreach (var catalog in catalogs)
        {
            if (catalog.Find(table)?.Constraint(name) is { } known)
            {
                Constraint(table, known, catalogs);
                return;
            }
        }

        AllColumns(table);
    }
}
