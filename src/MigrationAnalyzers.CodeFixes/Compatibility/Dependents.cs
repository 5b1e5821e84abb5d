using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Compatibility;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>What has to be dropped before something can be dropped without CASCADE.</summary>
internal static class Dependents
{
    /// <summary>Statements that drop foreign keys of other tables, and views; empty where something else depends on it too, or that is not known.</summary>
    public static ImmutableArray<string> Drops(MigrationOperation operation, SchemaCatalog catalog)
    {
        if (operation is not TableOperation { Table: var table } || catalog.Find(table) is not { IsComplete: true } info)
        {
            return [];
        }

        var drops = ImmutableArray.CreateBuilder<string>();
        var after = catalog;
        foreach (var (relation, action) in Candidates(operation, info, catalog))
        {
            var drop = action is null ? "DROP VIEW " + SqlIdentifier.Quote(relation) : SqlStatements.AlterTable(relation, action);
            var without = SqlFrontEnd.Read(SqlText.OfFile("", drop)).Aggregate(after, static (c, s) => c.Apply(s));

            // Only what depends on it.
            if (TakenFrom(operation, without) < TakenFrom(operation, after))
            {
                drops.Add(drop);
                after = without;
            }
        }

        return TakenFrom(operation, after) == 0 ? drops.ToImmutable() : [];
    }

    /// <summary>What may depend on it, in an order in which it can be dropped: views over views come first.</summary>
    private static IEnumerable<(RelationName Relation, string? Action)> Candidates(MigrationOperation operation, TableInfo table, SchemaCatalog catalog)
    {
        var views = new List<RelationName>();
        void Add(RelationName read)
        {
            foreach (var view in catalog.ViewsOf(read).Where(v => v is { IsComplete: true, IsMaterialized: false } && !views.Contains(v.Name)))
            {
                views.Add(view.Name);
                Add(view.Name);
            }
        }

        Add(table.Name);
        foreach (var view in Enumerable.Reverse(views))
        {
            yield return (view, null);
        }

        foreach (var reference in catalog.ForeignKeysTo(table.Name))
        {
            if (reference.ForeignKey.Name is { } name && (operation is not DropTable || !reference.Table.Equals(table.Name)))
            {
                yield return (reference.Table, "DROP CONSTRAINT " + SqlIdentifier.Quote(name));
            }
        }
    }

    private static int TakenFrom(MigrationOperation operation, SchemaCatalog catalog) =>
        Taken.Along(operation, catalog, catalog.Apply(new MigrationStatement([operation], operation.Origin))).Length;
}
