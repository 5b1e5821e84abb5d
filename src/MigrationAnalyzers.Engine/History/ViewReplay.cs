using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Views, and DROP, RENAME and SET SCHEMA of what is no table.</summary>
internal static class ViewReplay
{
    private const string AllColumns = "*";

    public static SchemaCatalog Run(SchemaCatalog catalog, OtherStatement statement) => statement.Command switch
    {
        "ViewStmt" when !statement.Relations.IsEmpty =>
            Create(catalog, new ViewInfo(statement.Relations[0])
            {
                Reads = statement.Relations.RemoveAt(0),
                Columns = statement.Columns,
                Functions = statement.Functions,
                Output = OutputColumns.Of(statement.Output, catalog),
                UpdatableRelation = statement.Output?.UpdatableRelation,
                Objects = catalog.Views.TryGetValue(statement.Relations[0], out var replaced) ? replaced.Objects : [],
                IsComplete = true,
            }),
        "CreateSeqStmt" or "CreateForeignTableStmt" when !statement.Relations.IsEmpty => catalog with
        {
            OtherRelations = catalog.OtherRelations.Add(statement.Relations[0]),
            ForeignTables = statement.Server is { } server ? catalog.ForeignTables.SetItem(statement.Relations[0], server) : catalog.ForeignTables,
        },
        "CreateRoleStmt" => catalog with { Roles = catalog.Roles?.Union(statement.Roles) },
        "CreateSchemaStmt" => catalog with
        {
            Schemas = catalog.Schemas.Union(statement.Objects.Select(static s => s.Name)),
            IsWhole = catalog.IsWhole && statement.Subcommands.IsEmpty,
        },
        "RenameStmt" when statement is { ObjectType: "OBJECT_SCHEMA", Objects: [var schema], NewName: { } newSchema } =>
            catalog with { Schemas = catalog.Schemas.Remove(schema.Name).Add(newSchema.Name), IsWhole = false },
        "DropStmt" => Drop(catalog, statement),
        "CreatePublicationStmt" or "AlterPublicationStmt" => TableObjectReplay.Publish(catalog, statement),

        "CreateAmStmt" when statement.NewName is { } method => catalog with { AccessMethods = catalog.AccessMethods.Add(method.Name) },

        "RenameStmt" or "AlterObjectSchemaStmt" when statement is { Relations: [var relation], NewName: { } renamed } && catalog.Views.TryGetValue(relation, out var view) =>
            statement.Column is { } column
                ? RenameOutput(catalog, view, column, renamed.Name)
                : RenameTable(catalog, new RenameTable(relation, renamed) { Origin = statement.Origin }),
        "RenameStmt" or "AlterObjectSchemaStmt" when statement is { Relations: [var other], NewName: { } moved, Column: null } && catalog.OtherRelations.Contains(other) =>
            catalog with { OtherRelations = catalog.OtherRelations.Remove(other).Add(moved) },

        // The new name is not told, so that neither is known any more.
        "RenameStmt" or "AlterObjectSchemaStmt" => Forget(catalog, statement),

        "CreateExtensionStmt" when statement.Objects is [var extension] && Extensions.MakesNoRelation(extension.Name) =>
            catalog with { InstalledExtensions = catalog.InstalledExtensions.Add(extension.Name) },

        // They may make relations of their own.
        "CreateExtensionStmt" or "ImportForeignSchemaStmt" => catalog with { IsWhole = false },
        _ => catalog,
    };

    /// <summary>A materialized view is a table, too.</summary>
    public static SchemaCatalog CreateMaterialized(SchemaCatalog catalog, CreateTable create) =>
        Create(catalog, new ViewInfo(create.Table)
        {
            Reads = create.Reads,
            Columns = create.ReadColumns,
            IsMaterialized = true,
            IsComplete = !create.IfNotExists,
            Output = OutputColumns.Of(create.Output, catalog),
            IsEmpty = create.WithNoData,
        });

    /// <summary>REFRESH.</summary>
    public static SchemaCatalog Fill(SchemaCatalog catalog, RefreshMaterializedView refresh) =>
        catalog.Views.TryGetValue(refresh.View, out var view)
            ? catalog with { Views = catalog.Views.SetItem(refresh.View, view with { IsEmpty = refresh.WithNoData }) }
            : catalog;

    public static SchemaCatalog RenameColumn(SchemaCatalog catalog, RenameColumn rename) =>
        ChangeReaders(catalog, rename.Table, v => v with { Columns = ColumnReplay.Replace(v.Columns, rename) });

    public static SchemaCatalog RenameTable(SchemaCatalog catalog, RenameTable rename)
    {
        catalog = ChangeReaders(catalog, rename.Table, v => v with
        {
            Reads = ImmutableArray.CreateRange(v.Reads, r => r.Equals(rename.Table) ? rename.NewTable : r),
        });
        return catalog.Views.TryGetValue(rename.Table, out var view)
            ? catalog with { Views = catalog.Views.Remove(rename.Table).SetItem(rename.NewTable, view with { Name = rename.NewTable }) }
            : catalog;
    }

    private static SchemaCatalog RenameOutput(SchemaCatalog catalog, ViewInfo view, string column, string newName)
    {
        if (!view.Output.IsDefault)
        {
            view = view with
            {
                Output = ImmutableArray.CreateRange(view.Output, c => string.Equals(c.Name, column, StringComparison.Ordinal) ? c with { Name = newName } : c),
            };
        }

        return ChangeReaders(
            catalog with { Views = catalog.Views.SetItem(view.Name, view) },
            view.Name,
            v => v with { Columns = ImmutableArray.CreateRange(v.Columns, c => string.Equals(c, column, StringComparison.Ordinal) ? newName : c) });
    }

    /// <summary>CASCADE drops the views that read the table, and those that read them.</summary>
    public static SchemaCatalog DropTable(SchemaCatalog catalog, RelationName table, bool cascade)
    {
        catalog = catalog with { Views = catalog.Views.Remove(table) };
        if (cascade)
        {
            foreach (var view in catalog.ViewsOf(table))
            {
                // A materialized view is a table, too.
                catalog = DropTable(catalog, view.Name, cascade).Remove(view.Name);
            }
        }

        return catalog;
    }

    public static SchemaCatalog WithoutCertainty(SchemaCatalog catalog)
    {
        var views = catalog.Views;
        foreach (var view in catalog.Views.Values)
        {
            if (view.IsComplete)
            {
                views = views.SetItem(view.Name, view with { IsComplete = false });
            }
        }

        return catalog with { Views = views };
    }

    private static SchemaCatalog Create(SchemaCatalog catalog, ViewInfo view)
    {
        if (view.Columns.Contains(AllColumns))
        {
            // The star stands for the columns of today; those that are added later are not in the view.
            view = view with { Columns = view.Columns.Remove(AllColumns) };
            foreach (var read in view.Reads)
            {
                var table = catalog.Find(read);
                view = view with
                {
                    IsComplete = view.IsComplete && table is { IsComplete: true },
                    Columns = view.Columns.AddRange((table?.Columns ?? []).Select(static c => c.Name).Except(view.Columns, StringComparer.Ordinal)),
                };
            }
        }

        return catalog with { Views = catalog.Views.SetItem(view.Name, view) };
    }

    private static SchemaCatalog Drop(SchemaCatalog catalog, OtherStatement drop)
    {
        foreach (var name in drop.Relations)
        {
            // A materialized view is in both places.
            catalog = DropTable(catalog, name, drop.Cascade).Remove(name);
            catalog = catalog with { OtherRelations = catalog.OtherRelations.Remove(name), ForeignTables = catalog.ForeignTables.Remove(name) };
        }

        foreach (var name in drop.Objects)
        {
            catalog = drop.ObjectType switch
            {
                "OBJECT_TYPE" or "OBJECT_DOMAIN" => TypeReplay.Drop(catalog, name, drop.Cascade),
                "OBJECT_FUNCTION" or "OBJECT_PROCEDURE" or "OBJECT_ROUTINE" => DropFunction(catalog, name),
                "OBJECT_PUBLICATION" => TableObjectReplay.DropPublication(catalog, name.Name),
                "OBJECT_SCHEMA" => DropSchema(catalog, name.Name),
                "OBJECT_STATISTIC_EXT" => StatisticsReplay.Drop(catalog, name),
                "OBJECT_EXTENSION" => catalog with { InstalledExtensions = catalog.InstalledExtensions.Remove(name.Name) },
                "OBJECT_FOREIGN_SERVER" => DropServer(catalog, name.Name),
                _ => catalog,
            };
        }

        return catalog;
    }

    private static SchemaCatalog DropServer(SchemaCatalog catalog, string server)
    {
        foreach (var foreign in catalog.ForeignTables)
        {
            if (string.Equals(foreign.Value, server, StringComparison.Ordinal))
            {
                catalog = catalog with { OtherRelations = catalog.OtherRelations.Remove(foreign.Key), ForeignTables = catalog.ForeignTables.Remove(foreign.Key) };
            }
        }

        return catalog;
    }

    /// <summary>CASCADE drops the triggers and views that call it.</summary>
    private static SchemaCatalog DropFunction(SchemaCatalog catalog, RelationName function)
    {
        if (!catalog.OverloadedFunctions.Contains(function))
        {
            foreach (var view in catalog.Views.Values)
            {
                if (view.Functions.Contains(function))
                {
                    catalog = DropTable(catalog, view.Name, cascade: true);
                }
            }
        }

        return TableObjectReplay.DropFunction(catalog with { Functions = catalog.Functions.Remove(function) }, function);
    }

    private static SchemaCatalog DropSchema(SchemaCatalog catalog, string schema)
    {
        catalog = catalog with { Schemas = catalog.Schemas.Remove(schema) };
        foreach (var table in catalog.Tables.Keys)
        {
            if (string.Equals(table.Schema ?? RelationName.DefaultSchema, schema, StringComparison.Ordinal))
            {
                catalog = TableReplay.Drop(catalog, table, cascade: true);
            }
        }

        return catalog;
    }

    private static SchemaCatalog Forget(SchemaCatalog catalog, OtherStatement statement)
    {
        foreach (var name in statement.Relations)
        {
            catalog = catalog with { Views = catalog.Views.Remove(name), OtherRelations = catalog.OtherRelations.Remove(name), IsWhole = false };
        }

        foreach (var name in statement.Objects)
        {
            catalog = statement.ObjectType switch
            {
                "OBJECT_TYPE" or "OBJECT_DOMAIN" => catalog with { Enums = catalog.Enums.Remove(name), Domains = catalog.Domains.Remove(name) },
                "OBJECT_STATISTIC_EXT" => statement.NewName is { } moved ? StatisticsReplay.Rename(catalog, name, moved) : StatisticsReplay.Drop(catalog, name),
                "OBJECT_FUNCTION" or "OBJECT_PROCEDURE" or "OBJECT_ROUTINE" or "OBJECT_AGGREGATE" => RenameFunction(catalog, name, statement.NewName),
                _ => catalog,
            };
        }

        return catalog;
    }

    private static SchemaCatalog RenameFunction(SchemaCatalog catalog, RelationName name, RelationName? renamed)
    {
        if (renamed is not { } after || !catalog.Functions.TryGetValue(name, out var function) || catalog.OverloadedFunctions.Contains(name))
        {
            return catalog with { Functions = catalog.Functions.Remove(name), IsWhole = false };
        }

        return catalog with { Functions = catalog.Functions.Remove(name).SetItem(after, function) };
    }

    private static SchemaCatalog ChangeReaders(SchemaCatalog catalog, RelationName table, Func<ViewInfo, ViewInfo> change)
    {
        foreach (var view in catalog.ViewsOf(table))
        {
            catalog = catalog with { Views = catalog.Views.SetItem(view.Name, change(view)) };
        }

        return catalog;
    }
}
