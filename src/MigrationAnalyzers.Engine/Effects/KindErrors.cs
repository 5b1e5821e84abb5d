using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What can be done with tables only (ATSimplePermissions), and names that are taken.</summary>
internal static class KindErrors
{
    public static string? Of(TableOperation operation, EffectScope scope)
    {
        if (operation is RenameTable rename && !rename.NewTable.Equals(rename.Table)
            && (scope.Find(rename.NewTable) is { IsComplete: true } || (scope.Catalog.Views.TryGetValue(rename.NewTable, out var taken) && taken.IsComplete)))
        {
            return $"relation \"{rename.NewTable.Name}\" already exists";
        }

        return operation is CreateIndex or AddColumn or DropColumn or AlterColumnType or SetNotNull or AddConstraint or DropConstraint
            && scope.Catalog.Views.TryGetValue(operation.Table, out var view) && view is { IsComplete: true, IsMaterialized: false }
            ? $"\"{operation.Table.Name}\" is a view"
            : null;
    }
}
