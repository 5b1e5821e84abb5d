using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>CREATE, ALTER and DROP PUBLICATION (publicationcmds.c).</summary>
internal static class PublicationEffects
{
    public static void Run(OtherStatement statement, EffectScope scope, EffectBuilder effect)
    {
        effect.Error ??= ErrorOfName(statement, scope) ?? ErrorOfVersion(statement, scope);
        foreach (var published in statement.Published)
        {
            Lock(published.Table, published.Only, scope, effect);
            effect.Error ??= scope.Catalog.IsMissing(published.Table) ? $"relation \"{published.Table}\" does not exist"
                : statement.PublicationChange == PublicationChange.Drop ? null
                : ErrorOfKind(published.Table, scope) ?? ErrorOfColumns(published, scope);
            effect.Error ??= ErrorOfMember(statement, published, scope);
        }

        if (statement is { PublicationChange: PublicationChange.Set, Objects: [var publication] })
        {
            // Those that are in it no more (AlterPublicationTables).
            var entry = new TableObject(TableObjectKind.Publication, publication.Name);
            foreach (var table in scope.Catalog.Tables.Values)
            {
                if (table.Objects.Any(entry.IsSame))
                {
                    Lock(table.Name, only: false, scope, effect);
                }
            }
        }
    }

    public static void Drop(OtherStatement drop, string publication, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Catalog.IsWhole && !drop.IfExists && !scope.Catalog.Publications.ContainsKey(publication))
        {
            effect.Error ??= $"publication \"{publication}\" does not exist";
        }
    }

    // A partitioned table is published as a whole: its partitions are not listed (OpenTableList).
    private static void Lock(RelationName table, bool only, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(table, LockMode.ShareUpdateExclusive);
        foreach (var child in only || scope.IsPartitioned(table) ? [] : scope.Catalog.Descendants(table))
        {
            effect.Lock(child, LockMode.ShareUpdateExclusive);
        }
    }

    private static string? ErrorOfName(OtherStatement statement, EffectScope scope)
    {
        if (!scope.Catalog.IsWhole || statement.Objects is not [var publication])
        {
            return null;
        }

        var exists = scope.Catalog.Publications.TryGetValue(publication.Name, out var isForAll);
        return statement.Command == "CreatePublicationStmt"
            ? exists ? $"publication \"{publication.Name}\" already exists" : null
            : !exists ? $"publication \"{publication.Name}\" does not exist"
            : isForAll && statement.PublicationChange is not null ? $"publication \"{publication.Name}\" is defined as FOR ALL TABLES" : null;
    }

    private static string? ErrorOfVersion(OtherStatement statement, EffectScope scope) =>
        scope.Major >= 15 ? null
        : statement.PublishesSchemas ? VersionErrors.Needs("TABLES IN SCHEMA", 15)
        : statement.Published.Any(static p => p.IsPart) ? VersionErrors.Needs("a row filter or column list of a publication", 15)
        : null;

    /// <summary>check_publication_add_relation: permanent tables, and since PostgreSQL 13 partitioned ones.</summary>
    private static string? ErrorOfKind(RelationName name, EffectScope scope)
    {
        var isOther = scope.Catalog.Views.TryGetValue(name, out var view) ? view.IsComplete : scope.Catalog.OtherRelations.Contains(name);
        return isOther || scope.Find(name) is { IsComplete: true, Persistence: not TablePersistence.Permanent } || (scope.IsPartitioned(name) && scope.Major < 13)
            ? $"cannot add relation \"{name.Name}\" to publication"
            : null;
    }

    private static string? ErrorOfColumns(PublishedTable published, EffectScope scope)
    {
        foreach (var column in published.Object.Columns ?? [])
        {
            if (scope.Find(published.Table) is { IsComplete: true } table && table.Column(column) is null)
            {
                return $"column \"{column}\" of relation \"{table.Name.Name}\" does not exist";
            }
        }

        return null;
    }

    private static string? ErrorOfMember(OtherStatement statement, PublishedTable published, EffectScope scope)
    {
        if (scope.Find(published.Table) is not { IsComplete: true } table)
        {
            return null;
        }

        return (statement.PublicationChange, table.Objects.Any(published.Object.IsSame)) switch
        {
            (PublicationChange.Add, true) => $"relation \"{table.Name.Name}\" is already member of publication \"{published.Object.Name}\"",
            (PublicationChange.Drop, false) => $"relation \"{table.Name.Name}\" is not part of the publication",
            _ => null,
        };
    }
}
