using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Enums and composite types. A composite type is a relation without rows, which is locked like a table.</summary>
internal static class TypeEffects
{
    public static void AddValue(AddEnumValue add, EffectScope scope, EffectBuilder effect)
    {
        if (!scope.Catalog.Enums.TryGetValue(add.Type, out var type) || !type.IsComplete)
        {
            return;
        }

        if (type.Labels.Contains(add.Label, StringComparer.Ordinal))
        {
            effect.Error = add.IfNotExists ? null : $"enum label \"{add.Label}\" already exists";
        }
        else if (add.Neighbor is { } neighbor && !type.Labels.Contains(neighbor, StringComparer.Ordinal))
        {
            effect.Error = $"\"{neighbor}\" is not an existing enum label";
        }
    }

    public static void RenameValue(RenameEnumValue rename, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Catalog.Enums.TryGetValue(rename.Type, out var type) && type.IsComplete)
        {
            effect.Error = !type.Labels.Contains(rename.Label, StringComparer.Ordinal) ? $"\"{rename.Label}\" is not an existing enum label"
                : type.Labels.Contains(rename.NewLabel, StringComparer.Ordinal) ? $"enum label \"{rename.NewLabel}\" already exists"
                : null;
        }
    }

    public static void Alter(AlterCompositeType alter, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(alter.Type, LockMode.AccessExclusive);
        foreach (var table in scope.Catalog.TablesOf(alter.Type))
        {
            if (!alter.Cascade)
            {
                effect.Error ??= $"cannot alter type \"{alter.Type.Name}\" because it is the type of a typed table";
                continue;
            }

            scope.LockTree(effect, table, LockMode.AccessExclusive);
            if (alter is { Change: AttributeChange.ChangeType, NewType: { } to })
            {
                TypeChangeEffects.Change(new AlterColumnType(table, alter.Attribute, to) { Origin = alter.Origin }, scope, effect);
            }
        }

        // The values of columns would have to be rewritten (find_composite_type_dependencies).
        if (alter.Change == AttributeChange.ChangeType && TypeDependents.ColumnOver(alter.Type, scope.Catalog) is { } column)
        {
            effect.Error ??= $"cannot alter type \"{alter.Type.Name}\" because column \"{column.Table.Name}.{column.Column}\" uses it";
        }
    }

    public static void Rename(RenameType rename, EffectScope scope, EffectBuilder effect)
    {
        // SET SCHEMA changes the catalog alone; RENAME renames the relation of a composite type.
        if (scope.Catalog.Composites.ContainsKey(rename.Type) && !string.Equals(rename.Type.Name, rename.NewType.Name, StringComparison.Ordinal))
        {
            effect.Lock(rename.Type, LockMode.AccessExclusive);
        }
    }

    public static void SetOf(SetTableType set, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(set.Table, LockMode.AccessExclusive);
        var table = scope.Find(set.Table);
        if (set.Type is not { } type)
        {
            effect.Error = table is { IsComplete: true, OfType: null } ? $"\"{set.Table.Name}\" is not a typed table" : null;
            return;
        }

        effect.Lock(type, LockMode.AccessShare);
        if (table is { IsComplete: true } && scope.Catalog.Composites.TryGetValue(type, out var composite))
        {
            var same = table.Columns.Length == composite.Attributes.Length;
            for (var i = 0; i < composite.Attributes.Length && same; i++)
            {
                same = string.Equals(table.Columns[i].Name, composite.Attributes[i].Name, StringComparison.Ordinal)
                    && Equals(table.Columns[i].Type, composite.Attributes[i].Type);
            }

            effect.Error = same && table.Inherits.IsEmpty ? null : $"table \"{set.Table.Name}\" has other columns than type \"{type.Name}\"";
        }
    }

    /// <summary>The columns of a typed table are those of its type.</summary>
    public static string? ErrorOfTypedTable(MigrationOperation operation, EffectScope scope) =>
        operation is AddColumn or DropColumn or RenameColumn or AlterColumnType && scope.Find(((TableOperation)operation).Table)?.OfType is not null
            ? operation switch
            {
                AddColumn => "cannot add column to typed table",
                DropColumn => "cannot drop column from typed table",
                RenameColumn => "cannot rename column of typed table",
                _ => "cannot alter column type of typed table",
            }
            : null;
}
