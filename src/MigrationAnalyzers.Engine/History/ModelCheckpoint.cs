using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>
/// Completes a catalog with what the model of the migration's designer says, where the replay does not know: after operations that cannot be read, and where
/// earlier migrations are missing (a history that was squashed). What the migrations say wins, what the two say differently is unknown, and no table gets
/// complete by it: the model does not know what SQL made.
/// </summary>
internal static class ModelCheckpoint
{
    /// <summary>A model stays the same object as long as its designer is not edited.</summary>
    private static readonly ConditionalWeakTable<MigrationUnit, SchemaCatalog> s_catalogs = new();

    /// <summary>The migration touches a table of which the replay does not know all, and no model was asked yet.</summary>
    public static bool IsNeeded(SchemaCatalog catalog, Migration migration)
    {
        // What the migration makes itself needs no model.
        HashSet<RelationName>? made = null;
        foreach (var operation in migration.Up.Operations)
        {
            if (operation is CreateTable create)
            {
                (made ??= []).Add(create.Table);
            }

            foreach (var table in Touched(catalog, operation))
            {
                if (made?.Contains(table) != true && catalog.Find(table) is null or { IsComplete: false, IsModelled: false } && !catalog.IsWhole && !catalog.Views.ContainsKey(table))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The schema that a model describes.</summary>
    public static SchemaCatalog CatalogOf(MigrationUnit model) => s_catalogs.GetValue(model, static m => SchemaCatalog.Unknown.Apply(m));

    /// <param name="migrations">Those that ran before, in order.</param>
    /// <param name="replayed">The catalogs after 0, 1, 2 ... of them.</param>
    public static SchemaCatalog Complete(IReadOnlyList<Migration> migrations, IReadOnlyList<SchemaCatalog> replayed, int count)
    {
        for (var last = count - 1; last >= 0; last--)
        {
            if (migrations[last].TargetModel?.Value is not { } model)
            {
                continue;
            }

            var catalog = Complete(replayed[last + 1], CatalogOf(model), GoneNames.Of(migrations, last + 1));
            for (var i = last + 1; i < count; i++)
            {
                catalog = catalog.Apply(migrations[i].Up);
            }

            return catalog;
        }

        return replayed[count];
    }

    /// <summary>
    /// A designer may be ahead of its migration: two branches were merged, or the migration was scaffolded from a model with changes that got an id of their own
    /// later. What only a model knows and this migration makes was not there before.
    /// </summary>
    public static SchemaCatalog WithoutWhatIsMade(SchemaCatalog catalog, Migration migration)
    {
        GoneNames? gone = null;
        foreach (var operation in migration.Up.Operations)
        {
            var (table, name) = operation switch
            {
                CreateIndex { IfNotExists: false } create => (create.Table, create.Name),
                AddConstraint add => (add.Table, add.Constraint.Name),
                _ => default((RelationName, string?)),
            };
            if (name is not null && catalog.Find(table) is { } known && known.ModelledNames.Contains(name) && gone?.HasObject(name) != true)
            {
                catalog = catalog.Put(known with
                {
                    Constraints = known.Constraints.RemoveAll(c => string.Equals(c.Name, name, StringComparison.Ordinal)),
                    Indexes = known.Indexes.RemoveAll(i => string.Equals(i.Name, name, StringComparison.Ordinal)),
                    ModelledNames = known.ModelledNames.Remove(name),
                });
            }

            if (operation is DropConstraint or DropIndex)
            {
                (gone ??= new()).Add(operation);
            }
        }

        return catalog;
    }

    private static IEnumerable<RelationName> Touched(SchemaCatalog catalog, MigrationOperation operation)
    {
        switch (operation)
        {
            case CreateTable create:
                foreach (var constraint in create.Constraints)
                {
                    if (constraint is ForeignKeyConstraint key)
                    {
                        yield return key.ReferencedTable;
                    }
                }

                yield break;

            case AddConstraint { Constraint: ForeignKeyConstraint added }:
                yield return added.ReferencedTable;
                break;

            // SQL names the index alone: whose it is, the catalog must say.
            case DropIndex { Table: null, Index: var index } when catalog.TableOfIndex(index) is null:
                yield return index;
                break;

            case DropIndex { Table: { } table }:
                yield return table;
                break;

            case RenameIndex { Table: { } table }:
                yield return table;
                break;

            case Reindex { Relation: { } relation }:
                yield return catalog.TableOfIndex(relation) ?? relation;
                break;

            case ServerCommand { Relations: var relations }:
                foreach (var relation in relations)
                {
                    yield return relation;
                }

                break;
        }

        if (operation is TableOperation { Table: var own })
        {
            yield return own;
        }
    }

    private static SchemaCatalog Complete(SchemaCatalog catalog, SchemaCatalog model, GoneNames gone)
    {
        var completed = catalog;
        foreach (var table in model.Tables.Values)
        {
            if (catalog.Find(table.Name) is not { } known)
            {
                if (!gone.HasTable(table.Name) && !catalog.HasRelation(table.Name))
                {
                    completed = completed.Put(Merge(completed, new TableInfo(table.Name), table, gone));
                }
            }
            else if (!known.IsComplete)
            {
                completed = completed.Put(Merge(completed, known, table, gone));
            }
        }

        // Tables that the model does not know are not asked for again.
        foreach (var table in catalog.Tables.Values)
        {
            if (table is { IsComplete: false, IsModelled: false } && model.Find(table.Name) is null)
            {
                completed = completed.Put(table with { IsModelled = true });
            }
        }

        return completed;
    }

    private static TableInfo Merge(SchemaCatalog catalog, TableInfo known, TableInfo model, GoneNames gone)
    {
        var columns = known.Columns;
        foreach (var column in model.Columns)
        {
            if (known.Column(column.Name) is { } same)
            {
                columns = columns.Replace(same, Merge(same, column));
            }
            else if (!gone.HasColumn(known.Name, column.Name))
            {
                columns = columns.Add(column);
            }
        }

        var table = known with { Columns = columns, IsModelled = true };
        foreach (var constraint in model.Constraints)
        {
            if (IsNew(catalog, table, constraint.Name!, gone)
                && !(constraint is PrimaryKeyConstraint && table.PrimaryKey is not null)
                && ConstraintReplay.Equivalent(table, constraint) is null
                && HasColumns(table, ConstraintReplay.KeyColumns(constraint))
                && (constraint is not ForeignKeyConstraint key || HasColumns(table, key.Columns)))
            {
                table = table with { Constraints = table.Constraints.Add(constraint), ModelledNames = table.ModelledNames.Add(constraint.Name!) };
            }
        }

        foreach (var index in model.Indexes)
        {
            if (IsNew(catalog, table, index.Name, gone)
                && !IndexReplay.HasEquivalent(table, index.Definition)
                && index.Definition.Keys.All(k => k.Column is null || table.Column(k.Column) is not null))
            {
                table = table with { Indexes = table.Indexes.Add(index), ModelledNames = table.ModelledNames.Add(index.Name) };
            }
        }

        return table;
    }

    private static ColumnDefinition Merge(ColumnDefinition known, ColumnDefinition model) => known with
    {
        Type = known.Type is null ? model.Type : model.Type is null || known.Type.Equals(model.Type) ? known.Type : null,
        Nullable = known.Nullable is null ? model.Nullable : model.Nullable is null || known.Nullable == model.Nullable ? known.Nullable : null,
        Default = known.Type is null ? known.Default ?? model.Default : known.Default,
    };

    private static bool IsNew(SchemaCatalog catalog, TableInfo table, string name, GoneNames gone) =>
        table.Constraint(name) is null && table.Index(name) is null && catalog.TableOfIndex(table.Name with { Name = name }) is null && !gone.HasObject(name);

    private static bool HasColumns(TableInfo table, ImmutableArray<string> columns)
    {
        foreach (var column in columns)
        {
            if (table.Column(column) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// What a migration dropped or renamed in a way that can be read. Where the model has it all the same, SQL did something that the model was not told of, and
    /// which of the two holds is not known.
    /// </summary>
    private sealed class GoneNames
    {
        private readonly HashSet<RelationName> _tables = [];
        private readonly HashSet<(RelationName Table, string Column)> _columns = [];
        private readonly HashSet<string> _objects = new(StringComparer.Ordinal);

        public static GoneNames Of(IReadOnlyList<Migration> migrations, int count)
        {
            var gone = new GoneNames();
            for (var i = 0; i < count; i++)
            {
                foreach (var operation in migrations[i].Up.Operations)
                {
                    gone.Add(operation);
                }
            }

            return gone;
        }

        public bool HasTable(RelationName table) => _tables.Contains(table);

        public bool HasColumn(RelationName table, string column) => _columns.Contains((table, column));

        public bool HasObject(string name) => _objects.Contains(name);

        public void Add(MigrationOperation operation)
        {
            _ = operation switch
            {
                DropTable drop => _tables.Add(drop.Table),
                RenameTable rename => _tables.Add(rename.Table),
                DropColumn drop => _columns.Add((drop.Table, drop.Column)),
                RenameColumn rename => _columns.Add((rename.Table, rename.Column)),
                DropConstraint drop => _objects.Add(drop.Name),
                RenameConstraint rename => _objects.Add(rename.Name),
                DropIndex drop => _objects.Add(drop.Index.Name),
                RenameIndex rename => _objects.Add(rename.Index.Name),
                _ => false,
            };
        }
    }
}
