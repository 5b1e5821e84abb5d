using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Runtime.Steps;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

internal enum Outcome
{
    /// <summary>It has to be executed; executing it again does no harm.</summary>
    Execute,

    /// <summary>It was executed to its end.</summary>
    Done,

    /// <summary>The catalog does not tell.</summary>
    Unknown,
}

/// <summary>Finds out what became of a command that ran outside of a transaction, and clears away what an interrupted one left.</summary>
internal static class CommandOutcome
{
    /// <param name="session">The session; not in a transaction.</param>
    /// <param name="command">The command.</param>
    /// <param name="wasBegun">It was sent before. A command that was not is looked at all the same: an earlier attempt with another tool may have left an invalid index.</param>
    /// <param name="cancellationToken">Stops between commands.</param>
    public static async Task<Outcome> ExamineAsync(DatabaseSession session, ReadCommand command, bool wasBegun, CancellationToken cancellationToken)
    {
        var outcome = wasBegun ? Outcome.Done : Outcome.Execute;
        foreach (var operation in command.Operations)
        {
            var one = operation switch
            {
                CreateIndex { Concurrently: true, Name: { } name } index => await OfIndexAsync(session, index, name, wasBegun, cancellationToken).ConfigureAwait(false),
                DropIndex { Concurrently: true } drop when wasBegun =>
                    await ExistsAsync(session, Sql(drop.Index), cancellationToken).ConfigureAwait(false) ? Outcome.Execute : Outcome.Done,
                DetachPartition { Concurrently: true } detach when wasBegun => await OfDetachAsync(session, detach, cancellationToken).ConfigureAwait(false),

                // A second time they find nothing to do, or do the same.
                Reindex or ServerCommand { Kind: ServerCommandKind.Vacuum or ServerCommandKind.VacuumFull or ServerCommandKind.Analyze or ServerCommandKind.Cluster
                    or ServerCommandKind.AlterSystem or ServerCommandKind.DiscardAll or ServerCommandKind.Checkpoint } or RefreshMaterializedView or SetParameter => Outcome.Execute,
                AddEnumValue { IfNotExists: true } => Outcome.Execute,
                _ => wasBegun ? Outcome.Unknown : Outcome.Execute,
            };
            if (one == Outcome.Unknown)
            {
                return Outcome.Unknown;
            }

            outcome = one == Outcome.Execute ? Outcome.Execute : outcome;
        }

        return outcome;
    }

    /// <summary>Whether each of its operations is one of those that the catalog tells about.</summary>
    public static bool IsKnown(ReadCommand command) =>
        !command.Operations.IsEmpty && command.Operations.All(static o => o is CreateIndex { Concurrently: true, Name: not null } or DropIndex { Concurrently: true } or DetachPartition { Concurrently: true });

    /// <summary>The first index that the command built and that is not valid; null: there is none.</summary>
    public static async Task<string?> FindInvalidIndexAsync(DatabaseSession session, ReadCommand command, CancellationToken cancellationToken)
    {
        foreach (var operation in command.Operations)
        {
            if (operation is CreateIndex { Concurrently: true, Name: { } name } index
                && await IsValidAsync(session, IndexSql(index, name), cancellationToken).ConfigureAwait(false) == false)
            {
                return name;
            }
        }

        return null;
    }

    private static async Task<Outcome> OfIndexAsync(DatabaseSession session, CreateIndex index, string name, bool wasBegun, CancellationToken cancellationToken)
    {
        var sql = IndexSql(index, name);
        switch (await IsValidAsync(session, sql, cancellationToken).ConfigureAwait(false))
        {
            case false:
                // What a build leaves that was interrupted or failed. IF NOT EXISTS would be content with it.
                await session.ExecuteAsync($"DROP INDEX CONCURRENTLY IF EXISTS {sql}", cancellationToken).ConfigureAwait(false);
                return Outcome.Execute;

            case true when wasBegun:
                return Outcome.Done;

            default:
                // Also of one that is there and valid without us: the server says that it exists.
                return Outcome.Execute;
        }
    }

    private static async Task<Outcome> OfDetachAsync(DatabaseSession session, DetachPartition detach, CancellationToken cancellationToken)
    {
        var pending = await session.ScalarAsync<bool?>(
            $"SELECT inhdetachpending FROM pg_catalog.pg_inherits WHERE inhrelid = pg_catalog.to_regclass({TableName.Literal(Sql(detach.Partition))}) AND inhparent = pg_catalog.to_regclass({TableName.Literal(Sql(detach.Table))})",
            cancellationToken).ConfigureAwait(false);
        switch (pending)
        {
            case null:
                return Outcome.Done;

            case true:
                await session.ExecuteAsync($"ALTER TABLE {Sql(detach.Table)} DETACH PARTITION {Sql(detach.Partition)} FINALIZE", cancellationToken).ConfigureAwait(false);
                return Outcome.Done;

            case false:
                return Outcome.Execute;
        }
    }

    private static Task<bool> ExistsAsync(DatabaseSession session, string relation, CancellationToken cancellationToken) =>
        session.ScalarAsync<bool>($"SELECT pg_catalog.to_regclass({TableName.Literal(relation)}) IS NOT NULL", cancellationToken);

    private static Task<bool?> IsValidAsync(DatabaseSession session, string index, CancellationToken cancellationToken) =>
        session.ScalarAsync<bool?>($"SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass({TableName.Literal(index)})", cancellationToken);

    /// <summary>An index has its table's schema.</summary>
    private static string IndexSql(CreateIndex index, string name) => new TableName(index.Table.Schema, name).Sql;

    private static string Sql(RelationName name) => new TableName(name.Schema, name.Name).Sql;
}
