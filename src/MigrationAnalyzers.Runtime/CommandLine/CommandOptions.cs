using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MigrationAnalyzers.Engine.Rules;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>The options, each of which means the same wherever it is allowed.</summary>
internal static class CommandOptions
{
    private static readonly SafeMigratorOptions s_defaults = new();

    public static readonly Option<bool> Json = new("--json") { Description = "Write one JSON document instead of text; errors too." };

    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Whole statements; of an error all that is known." };

    public static readonly Option<string?> Connection = Text("--connection", "connection string", "How to connect, in the place of the DbContext's connection string.");

    public static readonly Option<string?> Target = Text("--target", "migration", "The last migration to apply, by id or name. Default: all.");

    public static readonly Option<string?> RollbackTo = Text("--rollback-to", "migration", "Look at the rollback to this migration instead, by id or name; 0: to before the first one.");

    public static readonly Option<bool> FailIfPending = new("--fail-if-pending") { Description = "Exit with 10 when migrations are pending." };

    public static readonly Option<TimeSpan?> LockTimeout =
        OfDuration("--lock-timeout", "How long one attempt queues for a lock on a table, and so holds up others. Default: 500ms.", TimeSpan.FromMilliseconds(1));

    public static readonly Option<TimeSpan?> LockBudget = OfDuration("--lock-budget", "How long locks on a table are tried again; 0: not at all. Default: 15m.");

    public static readonly Option<TimeSpan?> MigrationLockTimeout =
        OfDuration("--migration-lock-timeout", "How long to wait for another process that migrates the same database; 0: not at all. Default: 30m.");

    public static readonly Option<TimeSpan?> MaxReplicaLag = OfDuration("--max-replica-lag", "Batched writes wait while a replica is further behind; off: replicas are not looked at. Default: 10s.", canBeOff: true);

    public static readonly Option<int?> BatchSize = OfCount("--batch-size", "Rows of the first batch of a batched write. Default: 1000.");

    public static readonly Option<TimeSpan?> BatchDuration =
        OfDuration("--batch-duration", "How long a batch should take; batches grow and shrink towards it. Default: 30ms.", TimeSpan.FromMilliseconds(1));

    public static readonly Option<string[]> Allow = OfRules();

    public static readonly Option<bool> NoPreflight = new("--no-preflight") { Description = "Do not look at migrations and server beforehand." };

    public static readonly Option<string?> Interrupted = OfInterrupted();

    public static readonly Option<bool> AllowEmptyDown = new("--allow-empty-down") { Description = "Roll back migrations whose Down does nothing: only the history changes." };

    public static readonly Option<TimeSpan?> Watch = OfDuration("--watch", "Look again and again, with this pause, until Ctrl-C.", TimeSpan.FromMilliseconds(100));

    /// <summary>How locks are taken.</summary>
    public static readonly Option[] Locking = [LockTimeout, LockBudget, MigrationLockTimeout];

    /// <summary>How migrations are executed.</summary>
    public static readonly Option[] Executing = [.. Locking, MaxReplicaLag, BatchSize, BatchDuration, Allow, NoPreflight, Interrupted];

    /// <summary>What is not given, or not allowed for the command, is the default.</summary>
    public static SafeMigratorOptions ToMigratorOptions(ParseResult parsed)
    {
        var policy = new LockRetryPolicy();
        return new SafeMigratorOptions
        {
            ConnectionString = parsed.GetValue(Connection),
            LockRetry = new LockRetryPolicy { LockTimeout = parsed.GetValue(LockTimeout) ?? policy.LockTimeout, Budget = parsed.GetValue(LockBudget) ?? policy.Budget },
            MigrationLockTimeout = parsed.GetValue(MigrationLockTimeout) ?? s_defaults.MigrationLockTimeout,
            MaxReplicaLag = parsed.GetValue(MaxReplicaLag) is not { } lag ? s_defaults.MaxReplicaLag : lag == Timeout.InfiniteTimeSpan ? null : lag,
            BatchSize = parsed.GetValue(BatchSize) ?? s_defaults.BatchSize,
            BatchDuration = parsed.GetValue(BatchDuration) ?? s_defaults.BatchDuration,
            AllowedFindings = [.. parsed.GetValue(Allow) ?? []],
            Preflight = !parsed.GetValue(NoPreflight),
            AllowEmptyDown = parsed.GetValue(AllowEmptyDown),
            InterruptedCommand = parsed.GetValue(Interrupted) switch
            {
                "repeat" => InterruptedCommand.Repeat,
                "assume-done" => InterruptedCommand.AssumeDone,
                _ => InterruptedCommand.Refuse,
            },
        };
    }

    /// <summary>An option whose value must not be empty.</summary>
    public static Option<string?> Text(string name, string help, string description) => new(name)
    {
        Description = description,
        HelpName = help,
        CustomParser = result =>
        {
            if (!string.IsNullOrWhiteSpace(Value(result)))
            {
                return Value(result);
            }

            result.AddError($"{name} is empty: a {help} is expected.");
            return null;
        },
    };

    /// <summary>Where it can be off, that word is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    private static Option<TimeSpan?> OfDuration(string name, string description, TimeSpan least = default, bool canBeOff = false) => new(name)
    {
        Description = description,
        HelpName = "duration",
        CustomParser = result =>
        {
            if (canBeOff && Value(result) == "off")
            {
                return Timeout.InfiniteTimeSpan;
            }

            if (Duration.Parse(Value(result)) is { } duration && duration >= least)
            {
                return duration;
            }

            var limit = least > TimeSpan.Zero ? $", at least {Duration.Text(least)}" : "";
            result.AddError($"{name} {Value(result)}: allowed is {(canBeOff ? "off, " : "")}{Duration.Allowed}{limit}.");
            return null;
        },
    };

    private static Option<int?> OfCount(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "rows",
        CustomParser = result =>
        {
            if (int.TryParse(Value(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1)
            {
                return count;
            }

            result.AddError($"{name} {Value(result)}: allowed is a whole number from 1 on.");
            return null;
        },
    };

    private static Option<string[]> OfRules() => new("--allow")
    {
        Description = "Accept findings of this rule; can be given several times.",
        HelpName = "DBMxxxx",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = static result =>
        {
            var ids = result.Tokens.Select(static t => t.Value.ToUpperInvariant()).ToArray();
            if (ids.FirstOrDefault(static id => !MigrationRules.All.Any(r => r.Info.Id == id)) is { } unknown)
            {
                result.AddError($"--allow {unknown}: there is no such rule. Allowed are the ids of rules, as preflight shows them: {MigrationRules.All[0].Info.Id} and others.");
            }

            return ids;
        },
    };

    private static Option<string?> OfInterrupted() => new("--interrupted")
    {
        Description = "What to do about a command that was interrupted and whose outcome is not known: repeat or assume-done. Default: stop.",
        HelpName = "repeat|assume-done",
        CustomParser = static result =>
        {
            if (Value(result) is "repeat" or "assume-done")
            {
                return Value(result);
            }

            result.AddError($"--interrupted {Value(result)}: allowed are repeat and assume-done.");
            return null;
        },
    };

    private static string Value(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
}
