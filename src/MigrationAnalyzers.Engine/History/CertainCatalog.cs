namespace MigrationAnalyzers.Engine.History;

/// <summary>What is still certain after a statement that cannot be read.</summary>
internal static class CertainCatalog
{
    /// <summary>
    /// The catalog without all that such a statement may have dropped: only what was made after it is left. The same catalog where each statement is known.
    /// </summary>
    public static SchemaCatalog Of(SchemaCatalog catalog)
    {
        if (catalog.BeforeUnread is not { } doubtful)
        {
            return catalog;
        }

        foreach (var table in doubtful.Tables.Keys)
        {
            catalog = catalog.Remove(table);
        }

        return catalog with
        {
            BeforeUnread = null,
            Views = catalog.Views.RemoveRange(doubtful.Views.Keys),
            OtherRelations = catalog.OtherRelations.Except(doubtful.OtherRelations),
            Enums = catalog.Enums.RemoveRange(doubtful.Enums.Keys),
            Domains = catalog.Domains.RemoveRange(doubtful.Domains.Keys),
            Composites = catalog.Composites.RemoveRange(doubtful.Composites.Keys),
            Functions = catalog.Functions.RemoveRange(doubtful.Functions.Keys),
            ForeignTables = catalog.ForeignTables.RemoveRange(doubtful.ForeignTables.Keys),
            InstalledExtensions = catalog.InstalledExtensions.Except(doubtful.InstalledExtensions),
        };
    }
}
