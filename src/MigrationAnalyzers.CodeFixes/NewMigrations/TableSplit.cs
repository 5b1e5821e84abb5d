using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>One table that existed before per migration: what is done to the first stays, what is done to each other one goes into a migration of its own.</summary>
internal static class TableSplit
{
    /// <summary>EF Core 9 runs all pending migrations in one transaction, which two migrations would share.</summary>
    private const int OneTransactionForAll = 9;

    /// <summary>Null where there is nothing to divide, or where it cannot be divided.</summary>
    public static MigrationSplit? Of(MigrationClass migration, string rule)
    {
        if (migration.Options.EfCoreMajor == OneTransactionForAll || migration.FindingsOf(rule).Count == 0)
        {
            return null;
        }

        var tables = new List<RelationName>();
        var suffixes = new List<string>();
        var moves = new List<Move>();
        foreach (var statement in migration.Up.Statements)
        {
            if (TableOf(statement, migration) is not { } table)
            {
                continue;
            }

            var number = tables.IndexOf(table);
            if (number < 0)
            {
                number = tables.Count;
                tables.Add(table);
                if (number > 0)
                {
                    suffixes.Add(NewNames.Describe(statement.MainOperations.First()));
                }
            }

            if (number > 0)
            {
                moves.Add(new Move(statement, number));
            }
        }

        return MigrationSplit.TryCreate(migration, moves, suffixes);
    }

    /// <summary>The table of the statement, if it existed before.</summary>
    private static RelationName? TableOf(BodyStatement statement, MigrationClass migration)
    {
        var catalog = migration.CatalogBefore(statement);
        foreach (var operation in statement.MainOperations)
        {
            var table = operation switch
            {
                TableOperation o => o.Table,
                DropIndex { Table: { } o } => o,
                DropIndex o => catalog.TableOfIndex(o.Index),
                _ => null,
            };
            if (table is { } known && migration.Before.Find(known) is not null)
            {
                return table;
            }
        }

        return null;
    }
}
