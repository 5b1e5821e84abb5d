using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>
/// Which <c>SET LOCAL lock_timeout</c> is in effect for which statement of Up or Down. It ends with the transaction, so what goes into another migration takes it along, and
/// what runs outside of the transaction never had it.
/// </summary>
internal sealed class LocalTimeouts
{
    private readonly Dictionary<BodyStatement, BodyStatement> _timeouts = new(ReferenceComparer<BodyStatement>.Instance);

    public LocalTimeouts(ImmutableArray<BodyStatement> statements)
    {
        BodyStatement? timeout = null;
        foreach (var statement in statements)
        {
            if (IsTimeout(statement))
            {
                timeout = statement;
            }
            else if (EndsTransaction(statement))
            {
                timeout = null;
            }
            else if (timeout is not null && !statement.Runs.IsEmpty)
            {
                _timeouts.Add(statement, timeout);
            }
        }
    }

    /// <summary>Null where none is in effect.</summary>
    public BodyStatement? Of(BodyStatement statement) => _timeouts.TryGetValue(statement, out var timeout) ? timeout : null;

    /// <summary>Those of which nothing that stays makes use, with what they are for.</summary>
    /// <param name="stays">A statement stays in the migration.</param>
    public IEnumerable<(BodyStatement Timeout, BodyStatement First)> Unused(Func<BodyStatement, bool> stays) =>
        from served in _timeouts.GroupBy(static t => t.Value, static t => t.Key, ReferenceComparer<BodyStatement>.Instance)
        where !served.Any(stays)
        select (served.Key, served.First());

    /// <summary>The statement does nothing else.</summary>
    public static bool IsTimeout(BodyStatement statement) =>
        statement is { IsMovable: true, Runs.IsEmpty: false } && statement.Runs.All(static s => s.Operations.All(o => EndsWithTransaction(o, s)));

    /// <summary>What runs outside of the transaction never had the time limit, and what stays may have it.</summary>
    public static bool EndsWithTransaction(MigrationOperation operation, MigrationStatement statement) =>
        operation is SetParameter { Local: true, Name: "lock_timeout" } && statement is { Transaction: not null, TransactionIsKnown: true };

    public static bool EndsTransaction(BodyStatement statement) => statement.Runs.Any(static s => s is { Transaction: null, TransactionIsKnown: true });
}
