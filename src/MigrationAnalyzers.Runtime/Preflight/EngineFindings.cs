using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Runtime.LiveCatalog;
using MigrationAnalyzers.Runtime.Lowering;
using MigrationAnalyzers.Runtime.Planning;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Preflight;

/// <summary>What the Engine's rules find in pending migrations, given the real database: its schema, its version, the sizes of its tables.</summary>
internal static class EngineFindings
{
    private const int LongestExcerpt = 200;

    /// <summary>Looks at the database and at the migrations.</summary>
    /// <param name="connection">Open, and with no transaction under way.</param>
    /// <param name="pending">In the order in which they are going to run; to roll back, the last one first. Steps that are done already are to be left out.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="PostgresException">The server refused.</exception>
    public static async Task<ImmutableArray<MigrationFinding>> FindAsync(
        NpgsqlConnection connection, IReadOnlyList<PlannedMigration> pending, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(pending);
        if (pending.Count == 0)
        {
            return [];
        }

        var catalog = await LiveCatalogReader.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var sizes = await TableSizeReader.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var lowered = ImmutableArray.CreateBuilder<LoweredMigration>(pending.Count);
        foreach (var migration in pending)
        {
            var helpers = new Dictionary<int, ImmutableArray<HelperPhase>>();
            foreach (var helper in migration.Steps.OfType<HelperStep>())
            {
                helpers.Add(helper.Number, await HelperPhases.ReadAsync(connection, helper, cancellationToken).ConfigureAwait(false));
            }

            lowered.Add(MigrationLowering.Lower(migration, helpers));
        }

        var known = sizes.ToTableSizes().With(NewTables.SizesOf(lowered.Select(static l => l.Migration.Up)));
        return Find(lowered.MoveToImmutable(), catalog, Options(connection.PostgreSqlVersion.Major, known), cancellationToken);
    }

    /// <summary>The same for a database of which no more than its schema is known.</summary>
    /// <param name="pending">In the order in which they are going to run.</param>
    /// <param name="catalog">What the database looks like before the first of the migrations.</param>
    /// <param name="options">See <see cref="Options"/>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static ImmutableArray<MigrationFinding> Find(
        IReadOnlyList<PlannedMigration> pending, SchemaCatalog catalog, AnalysisOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return Find([.. pending.Select(static m => MigrationLowering.Lower(m))], catalog, options, cancellationToken);
    }

    /// <summary>The server is known, and the migrator sets lock_timeout.</summary>
    public static AnalysisOptions Options(int postgresMajor, TableSizes sizes) => AnalysisOptions.Default with
    {
        // What comes after the newest version that is known is taken for that.
        PostgresMajor = Math.Clamp(postgresMajor, EffectOptions.OldestMajor, EffectOptions.NewestMajor),
        PostgresMajorIsKnown = true,
        EfCoreMajor = typeof(DbContext).Assembly.GetName().Version!.Major,
        TableSizes = sizes,
        LockTimeoutSetElsewhere = true,
    };

    private static ImmutableArray<MigrationFinding> Find(
        ImmutableArray<LoweredMigration> lowered, SchemaCatalog catalog, AnalysisOptions options, CancellationToken cancellationToken)
    {
        var result = ImmutableArray.CreateBuilder<MigrationFinding>();
        for (var i = 0; i < lowered.Length; i++)
        {
            // No earlier ones: the migrator shares no transaction between migrations, whatever EF Core does.
            ImmutableArray<Migration> later = [.. lowered.Skip(i + 1).Select(static l => l.Migration)];
            var found = MigrationAnalysis.Analyze(lowered[i].Migration, catalog, options, later, cancellationToken: cancellationToken);
            result.AddRange(SuppressedFindings.Settle(found, []).Select(f => ToMigrationFinding(f, lowered[i])).OfType<MigrationFinding>().OrderBy(static f => f.StepNumber));

            catalog = catalog.Apply(lowered[i].Migration.Up);
        }

        return result.ToImmutable();
    }

    private static MigrationFinding? ToMigrationFinding(Finding finding, LoweredMigration migration)
    {
        if (!PreflightRules.Concern(finding.Rule) || migration.CommandOf(finding.Origin) is not { IsForCatalogOnly: false } command)
        {
            return null;
        }

        return (command.IsHelper ? PreflightRules.SeverityInHelper(finding) : finding.Severity) is { } severity
            ? new MigrationFinding(
                finding.Rule.Id, severity, command.Place.MigrationId, command.Place.Step, Excerpt(command.Sql, finding.Origin), finding.Message, finding.Rule.Remedy)
            : null;
    }

    /// <summary>The statement on one line.</summary>
    private static string Excerpt(string sql, Origin origin)
    {
        var (start, length) = origin.SqlStatement;
        var statement = start >= 0 && start + length <= sql.Length && length > 0 ? sql.Substring(start, length) : sql;
        var words = string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= LongestExcerpt ? words : string.Concat(words.AsSpan(0, LongestExcerpt - 1), "…");
    }
}
