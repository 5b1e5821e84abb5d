using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>What shares a transaction across migrations.</summary>
public static class SharedTransaction
{
    /// <summary>
    /// The statements of earlier migrations that are in the transaction with which the migration begins, when EF Core 9 applies all of them together: it
    /// commits only before a statement that suppresses the transaction, and at the very end (Migrator.MigrateImplementation; 10 commits each migration again).
    /// On a new database it always applies all of them together.
    /// </summary>
    /// <param name="earlier">The migrations before it that may still have to be applied, in their order.</param>
    public static ImmutableArray<MigrationStatement> Before(Migration migration, ImmutableArray<Migration> earlier)
    {
        var result = new List<MigrationStatement>();
        var open = migration.Up.Statements is not [{ Transaction: not 0 }, ..];
        for (var i = earlier.Length - 1; open && i >= 0; i--)
        {
            var statements = earlier[i].Up.Statements;
            for (var j = statements.Length - 1; open && j >= 0; j--)
            {
                if (statements[j].Transaction is null)
                {
                    open = false;
                }
                else
                {
                    result.Add(statements[j]);
                }
            }
        }

        result.Reverse();
        return [.. result];
    }
}
