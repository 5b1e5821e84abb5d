using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>
/// What the model had once and does not have any more before a migration: the application that was scaffolded with the last model gets along without it, and what drops it is the end of a
/// change that another deployment has begun.
/// </summary>
public static class GivenUp
{
    /// <param name="migrations">In the order in which they run.</param>
    public static bool Column(IReadOnlyList<Migration> migrations, RelationName table, string column) =>
        Is(migrations, model => model.Find(table)?.Column(column) is not null, model => model.Find(table) is not null);

    /// <param name="migrations">In the order in which they run.</param>
    public static bool Table(IReadOnlyList<Migration> migrations, RelationName table) =>
        Is(migrations, model => model.Find(table) is not null, static model => !model.Tables.IsEmpty);

    /// <param name="has">The model has it.</param>
    /// <param name="tells">The model could have it.</param>
    private static bool Is(IReadOnlyList<Migration> migrations, Func<SchemaCatalog, bool> has, Func<SchemaCatalog, bool> tells)
    {
        var isLast = true;
        for (var i = migrations.Count - 1; i >= 0; i--)
        {
            if (migrations[i].TargetModel?.Value is not { } unit)
            {
                continue;
            }

            var model = ModelCheckpoint.CatalogOf(unit);
            if (has(model))
            {
                return !isLast;
            }

            if (!tells(model))
            {
                return false;
            }

            isLast = false;
        }

        return false;
    }
}
