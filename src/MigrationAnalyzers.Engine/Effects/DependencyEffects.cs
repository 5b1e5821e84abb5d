using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>DROP of types, functions, sequences, extensions and schemas: what depends on them is dropped too, or keeps them from being dropped.</summary>
internal static class DependencyEffects
{
    /// <returns>Whether all that depends on the object is known, as far as the catalog is.</returns>
    public static bool Drop(OtherStatement drop, RelationName name, EffectScope scope, EffectBuilder effect)
    {
        switch (drop.ObjectType)
        {
            case "OBJECT_TYPE" or "OBJECT_DOMAIN":
                DropType(drop, name, scope, effect);
                return true;

            case "OBJECT_FUNCTION" or "OBJECT_PROCEDURE" or "OBJECT_ROUTINE":
                TableObjectEffects.DropFunction(name, drop.Cascade, scope, effect);
                if (!scope.Catalog.OverloadedFunctions.Contains(name))
                {
                    FunctionEffects.Drop(name, drop.Cascade, scope, effect);
                    ExpressionDependents.Drop("function " + name.Name, drop.Cascade, e => e.Functions.Contains(name), scope, effect);
                }

                return !scope.Catalog.OverloadedFunctions.Contains(name);

            case "OBJECT_EXTENSION":
                DropExtension(drop, name.Name, scope, effect);
                return Extensions.IsKnown(name.Name);

            case "OBJECT_SCHEMA":
                DropSchema(drop, name.Name, scope, effect);
                return true;

            case "OBJECT_PUBLICATION":
                PublicationEffects.Drop(drop, name.Name, scope, effect);
                return true;

            case "OBJECT_FOREIGN_SERVER":
                DropServer(drop, name.Name, scope, effect);
                return true;

            default:
                return false;
        }
    }

    private static void DropServer(OtherStatement drop, string server, EffectScope scope, EffectBuilder effect)
    {
        foreach (var foreign in scope.Catalog.ForeignTables)
        {
            if (!string.Equals(foreign.Value, server, StringComparison.Ordinal))
            {
                continue;
            }

            if (drop.Cascade)
            {
                effect.Lock(foreign.Key, LockMode.AccessExclusive);
            }
            else
            {
                effect.Error ??= $"cannot drop server {server} because other objects depend on it: foreign table {foreign.Key.Name}";
            }
        }
    }

    private static void DropType(OtherStatement drop, RelationName name, EffectScope scope, EffectBuilder effect)
    {
        if (string.Equals(drop.ObjectType, "OBJECT_DOMAIN", StringComparison.Ordinal)
            && (scope.Catalog.Enums.ContainsKey(name) || scope.Catalog.Composites.ContainsKey(name)))
        {
            effect.Error ??= $"\"{name.Name}\" is not a domain";
        }

        if (drop.Cascade)
        {
            TypeDependents.LockForDrop(name, scope, effect);
        }
        else if (TypeDependents.Any(name, scope.Catalog, drop.Objects.Contains))
        {
            effect.Error ??= $"cannot drop type {name.Name} because other objects depend on it"
                + (scope.Catalog.ColumnsOfType(name) is [var (table, _), ..] ? $": table {table.Name}" : "");
        }
    }

    private static void DropExtension(OtherStatement drop, string extension, EffectScope scope, EffectBuilder effect)
    {
        foreach (var type in Extensions.TypesOf(extension))
        {
            var name = new RelationName(null, type);
            if (drop.Cascade)
            {
                TypeDependents.LockForDrop(name, scope, effect);
            }
            else if (TypeDependents.Any(name, scope.Catalog, static _ => false))
            {
                effect.Error ??= $"cannot drop extension {extension} because other objects depend on it";
            }
        }

        var functions = Extensions.FunctionsOf(extension);
        ExpressionDependents.Drop("extension " + extension, drop.Cascade, e => e.Functions.Any(f => functions.Contains(f.Name, StringComparer.Ordinal)), scope, effect);
        foreach (var table in scope.Catalog.Tables.Values)
        {
            if (table.Indexes.Any(i => NeedsExtension(i.Definition, table, extension))
                || (Extensions.ScalarMethodOf(extension) is "gist" && table.Constraints.OfType<ExclusionConstraint>().Any()))
            {
                if (drop.Cascade)
                {
                    effect.Lock(table.Name, LockMode.AccessExclusive);
                }
                else if (table.IsComplete)
                {
                    effect.Error ??= $"cannot drop extension {extension} because other objects depend on it";
                }
            }
        }
    }

    private static bool NeedsExtension(CreateIndex index, TableInfo table, string extension)
    {
        var classes = Extensions.OperatorClassesOf(extension);
        var method = Extensions.ScalarMethodOf(extension);
        foreach (var key in index.Keys)
        {
            if (key.OperatorClass is { } name && classes.Contains(name, StringComparer.Ordinal))
            {
                return true;
            }

            if (method is not null && string.Equals(index.Method, method, StringComparison.Ordinal) && key.Column is { } column
                && table.Column(column)?.Type is { ArrayDimensions: 0 } type && Extensions.IsScalar(type.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static void DropSchema(OtherStatement drop, string schema, EffectScope scope, EffectBuilder effect)
    {
        var catalog = scope.Catalog;
        var tables = catalog.Tables.Keys.Where(IsIn).ToList();
        var types = catalog.Enums.Keys.Concat(catalog.Domains.Keys).Concat(catalog.Composites.Keys).Where(IsIn).ToList();
        var functions = catalog.Functions.Keys.Where(IsIn).ToList();
        var sequences = catalog.OtherRelations.Where(IsIn).ToList();
        if (!drop.Cascade)
        {
            if (tables.Exists(t => catalog.Find(t) is { IsComplete: true }) || types.Count + functions.Count + sequences.Count > 0)
            {
                effect.Error ??= $"cannot drop schema {schema} because other objects depend on it";
            }

            return;
        }

        foreach (var table in tables)
        {
            TableEffects.Drop(new DropTable(table) { Origin = drop.Origin, Cascade = true }, scope, effect);
        }

        foreach (var type in types)
        {
            TypeDependents.LockForDrop(type, scope, effect);
        }

        ExpressionDependents.Drop("schema " + schema, cascade: true, e => e.Functions.Any(functions.Contains) || e.Sequences.Any(sequences.Contains), scope, effect);

        bool IsIn(RelationName name) => string.Equals(name.Schema ?? RelationName.DefaultSchema, schema, StringComparison.Ordinal);
    }
}
