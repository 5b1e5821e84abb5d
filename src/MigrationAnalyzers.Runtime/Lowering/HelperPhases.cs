using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Lowering;

/// <summary>A phase of a safe form, on the database at hand.</summary>
/// <param name="Phase">What is sent to the server, and how.</param>
/// <param name="IsDone">The catalog shows that it ran before, so that it is going to be left out.</param>
internal sealed record HelperPhase(StepPhase Phase, bool IsDone);

/// <summary>Asks the database how safe forms are going to be executed on it: partition by partition, without what is done already.</summary>
internal static class HelperPhases
{
    /// <summary>The phases of a step, with what the database says of them now.</summary>
    public static async Task<ImmutableArray<HelperPhase>> ReadAsync(NpgsqlConnection connection, HelperStep step, CancellationToken cancellationToken)
    {
        var result = ImmutableArray.CreateBuilder<HelperPhase>();
        foreach (var phase in await PhasesAsync(connection, step.Step, cancellationToken).ConfigureAwait(false))
        {
            result.Add(new HelperPhase(phase, phase.IsDone is { } done && await IsTrueAsync(connection, done, cancellationToken).ConfigureAwait(false)));
        }

        return result.ToImmutable();
    }

    /// <summary>As far as they are known without a database.</summary>
    public static ImmutableArray<HelperPhase> Of(HelperStep step) => [.. step.Step.Phases.Select(static p => new HelperPhase(p, IsDone: false))];

    /// <summary>What an earlier pending migration makes is not there yet: then the usual phases are all that is known.</summary>
    private static async Task<ImmutableArray<StepPhase>> PhasesAsync(NpgsqlConnection connection, SafeStep step, CancellationToken cancellationToken)
    {
        try
        {
            return await step.PhasesAsync(new StepContext(connection), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PostgresException or SafeMigrationException)
        {
            return step.Phases;
        }
    }

    private static async Task<bool> IsTrueAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ScalarAsync<bool>(query, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException)
        {
            return false;
        }
    }
}
