using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>Seed data (HasData) is changed in a table that the application writes, too.</summary>
public sealed class DBM4004SeededRowsOnExistingTable : Rule
{
    /// <summary>Each row is a statement of its own.</summary>
    private const int ManyRows = 1000;

    public override RuleInfo Info { get; } = new(
        "DBM4004",
        "Seed data meets rows of the application",
        "Seed data is written to the existing table {0}: {1}",
        """
        Let only rows be seed data that nobody but the migrations writes, and give them keys that the database does not generate: negative numbers, or a natural key. What the
        application may have changed is better written in SQL, with a condition.
          migrationBuilder.Sql("UPDATE roles SET name = 'Editor' WHERE id = -2 AND name = 'Author'");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        var tables = new List<RelationName>();
        foreach (var analyzed in context.Up)
        {
            if (IsSeed(analyzed.Operation) is not { } seed || tables.Contains(seed.Table) || !context.At(analyzed).MayBeLarge(seed.Table))
            {
                continue;
            }

            tables.Add(seed.Table);
            if (Describe(seed.Table, context) is { Length: > 0 } description)
            {
                context.Report(seed.Origin, context.At(analyzed).Describe(seed.Table), description);
            }
        }
    }

    /// <summary>InsertData, UpdateData and DeleteData; what EF adds to AlterColumn is no seed data.</summary>
    private static WriteRows? IsSeed(MigrationOperation operation) =>
        operation is WriteRows { IsHidden: false, Origin.FrontEnd: FrontEnd.MigrationBuilderCall or FrontEnd.EfOperation } write ? write : null;

    private static string Describe(RelationName table, MigrationContext context)
    {
        var parts = new List<string>();
        var (added, updated, deleted, collide) = (0L, 0L, 0L, false);
        foreach (var analyzed in context.Up)
        {
            if (IsSeed(analyzed.Operation) is not { } seed || !seed.Table.Equals(table))
            {
                continue;
            }

            var count = seed.RowCount ?? 1;
            switch (seed.Kind)
            {
                case RowWriteKind.Insert:
                    added += count;
                    collide |= GeneratedKeys.GivenIn(seed, analyzed.CatalogBefore) is not null;
                    break;
                case RowWriteKind.Update:
                    updated += count;
                    break;
                case RowWriteKind.Delete:
                    deleted += count;
                    break;
            }
        }

        if (collide)
        {
            parts.Add($"it adds {Rows(added)} with keys that the database generates as well, and fails where a row of the application has one of them already");
        }
        else if (added >= ManyRows)
        {
            parts.Add($"it adds {Rows(added)}, each in a statement of its own, in one transaction");
        }

        // Of a table whose keys the migrations give it is not known that the application writes it, too.
        var isOfApplication = GeneratedKeys.HasAny(table, context.CatalogBefore);
        if (updated > 0 && isOfApplication)
        {
            parts.Add($"it overwrites {Rows(updated)}, whatever has been changed there since");
        }

        if (deleted > 0 && References(table, deleted == 1 ? "it" : "them", context) is var references && (isOfApplication || references.Length > 0))
        {
            parts.Add($"it deletes {Rows(deleted)}{references}");
        }

        return string.Join("; ", parts);
    }

    /// <summary>What the foreign keys make of the deletion.</summary>
    private static string References(RelationName table, string pronoun, MigrationContext context)
    {
        var (cascading, failing) = (new List<string>(), new List<string>());
        foreach (var (referencing, key) in context.CatalogBefore.ForeignKeysTo(table))
        {
            var list = key.OnDelete switch
            {
                ReferentialAction.Cascade => cascading,
                ReferentialAction.NoAction or ReferentialAction.Restrict => failing,
                _ => null,
            };
            if (list?.Contains(referencing.ToString()) == false)
            {
                list.Add(referencing.ToString());
            }
        }

        return (cascading.Count > 0 ? $", and with {pronoun} the rows of {string.Join(", ", cascading)} that refer to {pronoun} (ON DELETE CASCADE)" : "")
            + (failing.Count > 0 ? $", and fails where rows of {string.Join(", ", failing)} refer to {pronoun}" : "");
    }

    private static string Rows(long count) => count == 1 ? "1 row" : FormattableString.Invariant($"{count} rows");
}
