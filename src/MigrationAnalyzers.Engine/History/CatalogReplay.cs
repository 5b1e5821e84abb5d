using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Carries out a statement on the catalog.</summary>
internal static class CatalogReplay
{
    public static SchemaCatalog Apply(SchemaCatalog catalog, MigrationStatement statement)
    {
        // One ALTER TABLE drops before it adds, in whatever order the subcommands are written.
        if (statement.Operations.Length > 1)
        {
            foreach (var operation in statement.Operations)
            {
                if (IsDrop(operation))
                {
                    catalog = Apply(catalog, operation, statement);
                }
            }

            foreach (var operation in statement.Operations)
            {
                if (!IsDrop(operation))
                {
                    catalog = Apply(catalog, operation, statement);
                }
            }
        }
        else
        {
            foreach (var operation in statement.Operations)
            {
                catalog = Apply(catalog, operation, statement);
            }
        }

        return statement.Has(Circumstances.Conditional) ? WithoutCertainty(catalog, statement) : catalog;
    }

    /// <summary>Changes a table and, for what they inherit, its partitions and the tables that inherit it.</summary>
    public static SchemaCatalog Change(SchemaCatalog catalog, RelationName name, Func<TableInfo, TableInfo> change)
    {
        catalog = ChangeOne(catalog, name, change);
        foreach (var descendant in catalog.Descendants(name))
        {
            catalog = ChangeOne(catalog, descendant, change);
        }

        return catalog;
    }

    /// <summary>Changes the table of an operation, and unless it says ONLY those that inherit from it.</summary>
    public static SchemaCatalog Change(SchemaCatalog catalog, TableOperation operation, Func<TableInfo, TableInfo> change) =>
        operation.Only ? ChangeOne(catalog, operation.Table, change) : Change(catalog, operation.Table, change);

    /// <summary>Changes a table alone. A table that was never seen becomes one of which only this is known.</summary>
    public static SchemaCatalog ChangeOne(SchemaCatalog catalog, RelationName name, Func<TableInfo, TableInfo> change)
    {
        var before = catalog.Find(name) ?? new TableInfo(name);
        return catalog.Put(change(before));
    }

    private static bool IsDrop(MigrationOperation operation) => operation is DropColumn or DropConstraint;

    private static SchemaCatalog Apply(SchemaCatalog catalog, MigrationOperation operation, MigrationStatement statement) => operation switch
    {
        CreateTable o => TableReplay.Create(catalog, o),
        DropTable o => TableReplay.Drop(catalog, o.Table, o.Cascade),
        RenameTable o => TableReplay.Rename(catalog, o),
        AlterTableStorage o => TableReplay.ChangeStorage(catalog, o),
        ChangeInheritance o => ChangeOne(catalog, o.Table, t => t with { Inherits = o.Inherits ? t.Inherits.Add(o.Parent) : t.Inherits.Remove(o.Parent) }),
        AttachPartition o => TableReplay.Attach(catalog, o),
        DetachPartition o => TableReplay.Detach(catalog, o),
        Truncate o => TableReplay.Empty(catalog, o),
        WriteRows { MarkedIndex: { } index } o => IndexReplay.Mark(catalog, index, isInvalid: !o.MarksValid && !statement.Has(Circumstances.Conditional)),
        WriteRows o => TableReplay.Write(catalog, o),

        AddColumn o => ColumnReplay.Add(catalog, o),
        DropColumn o => ColumnReplay.Drop(catalog, o.Table, o.Column, o.Cascade, o.Only),
        RenameColumn o => ColumnReplay.Rename(catalog, o),
        AlterColumnType o => ColumnReplay.ChangeType(catalog, o),
        SetNotNull o => ColumnReplay.ChangeColumn(catalog, o, o.Column, static c => c with { Nullable = false }),
        DropNotNull o => ColumnReplay.ChangeColumn(catalog, o, o.Column, static c => c with { Nullable = true }),
        SetColumnDefault o => ColumnReplay.ChangeColumn(catalog, o, o.Column, c => c with { Default = o.Default }),
        DropColumnDefault o => ColumnReplay.ChangeColumn(catalog, o, o.Column, ColumnReplay.WithoutDefault),
        AlterColumnProperty o => ColumnReplay.ChangeProperty(catalog, o),

        AddConstraint o => ConstraintReplay.Add(catalog, o),
        ValidateConstraint o => ConstraintReplay.Validate(catalog, o),
        DropConstraint o => ConstraintReplay.Drop(catalog, o),
        RenameConstraint o => ConstraintReplay.Rename(catalog, o),
        AlterConstraint o => ConstraintReplay.Alter(catalog, o),

        CreateIndex o => IndexReplay.Create(catalog, o),
        DropIndex o => IndexReplay.Drop(catalog, o),
        RenameIndex o => IndexReplay.Rename(catalog, o),
        OtherIndexChange o => IndexReplay.Change(catalog, o),

        CreateEnum o => TypeReplay.CreateEnum(catalog, o),
        AddEnumValue o => TypeReplay.AddLabel(catalog, o),
        RenameEnumValue o => TypeReplay.RenameLabel(catalog, o),
        CreateCompositeType o => CompositeReplay.Create(catalog, o),
        AlterCompositeType o => CompositeReplay.Alter(catalog, o),
        SetTableType o => ChangeOne(catalog, o.Table, t => t with { OfType = o.Type }),
        RenameType o => CompositeReplay.Rename(catalog, o),
        CreateDomain o => TypeReplay.CreateDomain(catalog, o),
        AlterDomain o => TypeReplay.AlterDomain(catalog, o),
        CreateFunction o => TypeReplay.CreateFunction(catalog, o),
        AlterFunction o => TypeReplay.AlterFunction(catalog, o),

        OtherStatement { Command: "RenameStmt", ObjectType: "OBJECT_SUBSCRIPTION" } => catalog with { IsWhole = false },
        OtherStatement { Command: "AlterSubscriptionStmt" } o => SessionReplay.AlterSubscription(catalog, o, isCertain: !statement.Has(Circumstances.Conditional)),
        OtherStatement o => ViewReplay.Run(catalog, o),
        CreateStatistics o => StatisticsReplay.Create(catalog, o),
        OtherTableChange { Command: "AT_ReplicaIdentity" } o => ChangeOne(catalog, o.Table, t => t with { ReplicaIdentity = o.Index }),
        OtherTableChange o => TableObjectReplay.Change(catalog, o),

        SetParameter o => SessionReplay.Set(catalog, o, statement),
        TransactionControl o => SessionReplay.Control(catalog, o),

        // Anything may have happened to any table.
        OpaqueOperation or UnknownSql => WithoutCertainty(catalog),

        RefreshMaterializedView o => ViewReplay.Fill(catalog, o),
        ServerCommand { Kind: ServerCommandKind.Cluster, Index: { } index, Relations: [var clustered] } =>
            ChangeOne(catalog, clustered, t => t with { ClusteredOn = index }),

        ServerCommand { Kind: ServerCommandKind.CreateSubscription, Subscription: not null } o =>
            SessionReplay.Subscribe(catalog, o, isCertain: !statement.Has(Circumstances.Conditional)),

        Reindex o => IndexReplay.Rebuild(catalog, o),

        // Nothing that the catalog holds.
        LockTable or ServerCommand or InvalidSql => catalog,

        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    private static SchemaCatalog WithoutCertainty(SchemaCatalog catalog, MigrationStatement statement)
    {
        foreach (var operation in statement.Operations)
        {
            if (operation is TableOperation { Table: var name } && catalog.Find(name) is { IsComplete: true } table)
            {
                catalog = catalog.Put(table with { IsComplete = false });
            }

            if (operation is OtherStatement { Relations: [var relation, ..] } && catalog.Views.TryGetValue(relation, out var view))
            {
                catalog = catalog with { Views = catalog.Views.SetItem(relation, view with { IsComplete = false }) };
            }
        }

        return catalog;
    }

    private static SchemaCatalog WithoutCertainty(SchemaCatalog catalog)
    {
        var tables = catalog.Tables.ToBuilder();
        foreach (var table in catalog.Tables.Values)
        {
            if (table.IsComplete || table.IsModelled)
            {
                tables[table.Name] = table with { IsComplete = false, IsModelled = false };
            }
        }

        return ViewReplay.WithoutCertainty(catalog with { Tables = tables.ToImmutable(), IsWhole = false, BeforeUnread = catalog with { BeforeUnread = null } });
    }
}
