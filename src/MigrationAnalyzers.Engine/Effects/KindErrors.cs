using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What can be done with tables only (ATSimplePermissions), and names that are taken.</summary>
internal static class KindErrors
{
    public static string? Of(TableOperation operation, EffectScope scope)
    {
        // IF EXISTS: where the table is not there, nothing is done and nothing looked at.
        if (operation is RenameTable rename && !rename.NewTable.Equals(rename.Table)
            && !(rename.IfTableExists && scope.Find(rename.Table) is null)
            && (scope.Find(rename.NewTable) is { IsComplete: true } || (scope.Catalog.Views.TryGetValue(rename.NewTable, out var taken) && taken.IsComplete)))
        {
            return $"relation \"{rename.NewTable.Name}\" already exists";
        }

        if (operation is CreateIndex && scope.Catalog.ForeignTables.ContainsKey(operation.Table))
        {
            return $"cannot create index on foreign table \"{operation.Table.Name}\"";
        }

        if (operation is AddConstraint { Constraint: PrimaryKeyConstraint or UniqueConstraint or ForeignKeyConstraint or ExclusionConstraint }
            && scope.Catalog.ForeignTables.ContainsKey(operation.Table))
        {
            return "only check and not-null constraints are supported on foreign tables";
        }

        return operation is CreateIndex or AddColumn or DropColumn or AlterColumnType or SetNotNull or AddConstraint or DropConstraint
            && scope.Catalog.Views.TryGetValue(operation.Table, out var view) && view is { IsComplete: true, IsMaterialized: false }
            ? $"\"{operation.Table.Name}\" is a view"
            : null;
    }

    /// <summary>ALTER VIEW and ALTER SEQUENCE take what ALTER TABLE does by their grammar, but not by ATPrepCmd.</summary>
    public static string? OfSubcommands(OtherStatement alter, EffectScope scope)
    {
        foreach (var command in alter.Subcommands)
        {
            var isAllowed = alter.ObjectType switch
            {
                "OBJECT_VIEW" => command is "AT_ColumnDefault" or "AT_SetRelOptions" or "AT_ResetRelOptions" or "AT_ReplaceRelOptions" or "AT_ChangeOwner",
                "OBJECT_SEQUENCE" => command is "AT_ChangeOwner" || (command is "AT_SetLogged" or "AT_SetUnLogged" && scope.Major >= 15),
                _ => true,
            };
            if (!isAllowed)
            {
                return $"ALTER action {command} cannot be performed on relation \"{alter.Relations.FirstOrDefault()}\"";
            }
        }

        return null;
    }
}
