using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>What LIKE gives a new table (transformTableLikeClause and expandTableLikeClause in parse_utilcmd.c).</summary>
internal static class LikeReplay
{
    /// <summary>Columns and CHECK constraints. Foreign keys, triggers and policies are not taken over.</summary>
    public static TableInfo Add(SchemaCatalog catalog, TableInfo table, CreateTable create)
    {
        var isKnown = !create.IfNotExists && !create.Likes.IsEmpty;
        foreach (var like in create.Likes)
        {
            var columns = OutputColumns.Of(like.Source, catalog);
            isKnown &= !columns.IsDefault;
            if (columns.IsDefault)
            {
                columns = catalog.Find(like.Source)?.Columns ?? [];
            }

            foreach (var column in columns)
            {
                if (table.Column(column.Name) is null)
                {
                    table = table with { Columns = table.Columns.Add(Copy(column, like.Options, catalog.Find(like.Source))) };
                }
            }

            foreach (var constraint in catalog.Find(like.Source)?.Constraints ?? [])
            {
                if (constraint is CheckConstraint && Has(like, LikeOptions.Constraints))
                {
                    table = ConstraintReplay.Add(catalog, table, constraint with { NotValid = false });
                }
            }
        }

        return isKnown ? table with { IsComplete = true } : table;
    }

    /// <summary>The indexes, which come after the table's own constraints, under the names that PostgreSQL chooses (generateClonedIndexStmt).</summary>
    public static TableInfo AddIndexes(SchemaCatalog catalog, TableInfo table, CreateTable create)
    {
        foreach (var like in create.Likes)
        {
            if (!Has(like, LikeOptions.Indexes) || catalog.Find(like.Source) is not { } source)
            {
                continue;
            }

            foreach (var constraint in source.Constraints)
            {
                if (constraint is PrimaryKeyConstraint or UniqueConstraint or ExclusionConstraint)
                {
                    table = ConstraintReplay.Add(catalog, table, constraint with { Name = null });
                }
            }

            foreach (var index in source.Indexes)
            {
                var definition = index.Definition with { Table = table.Name, Name = null };
                table = table with { Indexes = table.Indexes.Add(new IndexInfo(DefaultNames.OfIndex(table, definition), definition)) };
            }
        }

        return table;
    }

    private static ColumnDefinition Copy(ColumnDefinition column, LikeOptions options, TableInfo? source)
    {
        var copy = new ColumnDefinition(column.Name, column.Type is { IsSerial: true } serial ? serial with { IsSerial = false } : column.Type)
        {
            Nullable = source?.IsNotNull(column.Name) is { } required ? !required : column.Nullable,
            Collation = column.Collation,
        };
        return column.Generated switch
        {
            GeneratedKind.Identity when (options & LikeOptions.Identity) != 0 => copy with { Generated = GeneratedKind.Identity },
            GeneratedKind.Stored or GeneratedKind.Virtual when (options & LikeOptions.Generated) != 0 =>
                copy with { Generated = column.Generated, GenerationExpression = column.GenerationExpression },
            GeneratedKind.None when (options & LikeOptions.Defaults) != 0 => copy with { Default = column.Default },
            _ => copy,
        };
    }

    private static bool Has(LikeClause like, LikeOptions option) => (like.Options & option) != 0;
}
