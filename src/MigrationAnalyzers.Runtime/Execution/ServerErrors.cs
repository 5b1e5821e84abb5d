using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>Which errors go away by themselves.</summary>
internal static class ServerErrors
{
    /// <summary>The lock was not to be had in time, or the server chose this transaction to end a deadlock: the transaction may be tried again.</summary>
    public static bool IsLock(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>The error of Npgsql or of the network inside; null: there is none.</summary>
    public static Exception? OfNpgsql(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is NpgsqlException or SocketException)
            {
                return inner;
            }
        }

        return null;
    }

    /// <summary>The session is gone: the server ended or restarted, an administrator ended the session, the network broke.</summary>
    public static bool IsConnectionLoss(Exception exception) => exception switch
    {
        // 57P01 admin_shutdown, 57P02 crash_shutdown, 57P03 cannot_connect_now, class 08 connection exceptions, 53300 too_many_connections.
        PostgresException e => e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections || e.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: AggregateException several } => several.InnerExceptions.All(static e => IsConnectionLoss(e)),
        NpgsqlException e => e.InnerException is IOException or SocketException or TimeoutException or null,
        IOException or SocketException => true,

        // EF Core's execution strategies wrap what Npgsql calls transient.
        RetryLimitExceededException { InnerException: { } inner } => IsConnectionLoss(inner),
        InvalidOperationException { InnerException: NpgsqlException inner } => IsConnectionLoss(inner),

        // Npgsql: the connection was closed under the command ("Connection is not open").
        InvalidOperationException e => e.Source == "Npgsql" && e.Message.Contains("onnection", StringComparison.Ordinal),
        _ => false,
    };
}
