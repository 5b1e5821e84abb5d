using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Planning;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Verification;

/// <summary>Compares the migrations of the program with those that were applied.</summary>
internal sealed class MigrationVerifier(EfServices services, MigrationPlanner planner)
{
    /// <summary>The differences, and how many migrations the journal knows.</summary>
    public async Task<(List<VerificationDifference> Differences, int Compared)> VerifyAsync(
        NpgsqlConnection connection, IReadOnlyList<string> applied, CancellationToken cancellationToken)
    {
        var result = new List<VerificationDifference>();
        var known = services.Ids.ToDictionary(static id => id, StringComparer.OrdinalIgnoreCase);
        foreach (var id in applied.Where(id => !known.ContainsKey(id)))
        {
            result.Add(new(VerificationKind.MigrationUnknown, id, $"{id} is applied, and this program does not have it: a newer program migrated this database, or the migration was removed after it was applied."));
        }

        var journal = new Journal(services.JournalTable);
        if (!await journal.ExistsAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            return (result, 0);
        }

        var isApplied = applied.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var compared = 0;
        foreach (var (id, direction, begun, done) in await journal.ReadMigrationsAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            if (direction == PlanDirection.Down || !isApplied.Contains(id))
            {
                result.Add(new(
                    VerificationKind.MigrationUnfinished,
                    id,
                    $"{id} was {(direction == PlanDirection.Up ? "begun" : "begun to be rolled back")} and not finished: {done} of {begun} steps that were begun are done. "
                    + (direction == PlanDirection.Up ? "apply goes on with it." : "rollback goes on with it.")));
            }
            else if (known.TryGetValue(id, out var own))
            {
                compared++;
                var entries = await journal.ReadAsync(connection, id, direction, cancellationToken).ConfigureAwait(false);
                result.AddRange(Compare(planner.PlanUp(own), entries));
            }
        }

        return (result, compared);
    }

    private static IEnumerable<VerificationDifference> Compare(PlannedMigration migration, IReadOnlyDictionary<int, JournalEntry> entries)
    {
        foreach (var number in migration.Steps.Select(static s => s.Number).Union(entries.Keys).Order())
        {
            var now = migration.Steps.FirstOrDefault(s => s.Number == number);
            entries.TryGetValue(number, out var then);
            if (now is not null && then is not null && StepChecksum.Of(now) == then.Checksum)
            {
                continue;
            }

            var versions = then is null || then.ProductVersion == EfServices.ProductVersion ? "" : $" It was applied with EF Core {then.ProductVersion}, this is {EfServices.ProductVersion}, which may write the same operation otherwise.";
            yield return new(
                VerificationKind.MigrationChanged,
                migration.Id,
                $"Step {number} of {migration.Id} was {(then is null ? "not there" : $"\"{then.Title}\"")} when it was applied and is {(now is null ? "not there" : $"\"{now.Title}\"")} now.{versions} "
                + "Restore the migration, and put what is new into a migration of its own.");
        }
    }
}
