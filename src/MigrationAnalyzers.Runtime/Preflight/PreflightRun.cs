using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Planning;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Preflight;

/// <summary>Looks at the server and at what is left of the migrations.</summary>
internal sealed class PreflightRun(EfServices services, SafeMigratorOptions options)
{
    public async Task<PreflightReport> LookAsync(NpgsqlConnection connection, IReadOnlyList<PlannedMigration> pending, CancellationToken cancellationToken)
    {
        if (pending.Count == 0)
        {
            return new PreflightReport([], []);
        }

        var left = await LeftAsync(connection, pending, cancellationToken).ConfigureAwait(false);
        var findings = await ServerChecks.FindAsync(connection, left, options, cancellationToken).ConfigureAwait(false);
        var migrations = await EngineFindings.FindAsync(connection, left, cancellationToken).ConfigureAwait(false);
        findings.AddRange(migrations.Select(static f => new PreflightFinding(f.Id, f.Severity == RuleSeverity.Warning ? PreflightSeverity.Warning : PreflightSeverity.Info, f.Message)
        {
            Remedy = f.Remedy,
            MigrationId = f.MigrationId,
            StepNumber = f.StepNumber,
            Sql = f.Sql,
        }));
        return new PreflightReport([.. pending.Select(static m => m.Id)], [.. findings.Select(f => f with { Blocks = Blocks(f) })]);
    }

    /// <summary>The message of a refusal.</summary>
    public static SafeMigrationException Refusal(PreflightReport report)
    {
        var findings = report.Findings.Where(static f => f.Blocks).Select(static f => f.MigrationId is null
            ? $"{f.Id}: {f.Message} {f.Remedy}"
            : $"{f.Id}: {f.MigrationId}, step {f.StepNumber} ({f.Sql}): {f.Message}");
        return new SafeMigrationException(
            SafeMigrationFailure.Preflight,
            $"Nothing was done: {string.Join(Environment.NewLine, findings)}{Environment.NewLine}"
            + "Write the migration in its safe form (preflight shows it); or, where that is meant, allow the finding (AllowedFindings, --allow).");
    }

    private bool Blocks(PreflightFinding finding) =>
        !options.AllowedFindings.Contains(finding.Id, StringComparer.OrdinalIgnoreCase)
        && finding.Severity switch
        {
            PreflightSeverity.Error => true,

            // A proved lock on a table of a known size. What else a rule warns of (compatibility, data) was decided when the migration was written, in view of the same warning.
            PreflightSeverity.Warning => finding.Id.StartsWith("DBM1", StringComparison.Ordinal) || finding.Id.StartsWith("DBM2", StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>Without the steps that an earlier run has done.</summary>
    private async Task<IReadOnlyList<PlannedMigration>> LeftAsync(NpgsqlConnection connection, IReadOnlyList<PlannedMigration> pending, CancellationToken cancellationToken)
    {
        var journal = new Journal(services.JournalTable);
        if (!await journal.ExistsAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            return pending;
        }

        var result = new List<PlannedMigration>();
        foreach (var migration in pending)
        {
            var entries = await journal.ReadAsync(connection, migration.Id, migration.Direction, cancellationToken).ConfigureAwait(false);
            result.Add(migration with { Steps = migration.Steps.RemoveAll(s => entries.TryGetValue(s.Number, out var entry) && entry.IsDone) });
        }

        return result;
    }
}
