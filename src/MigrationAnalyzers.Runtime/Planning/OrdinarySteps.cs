using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Planning;

/// <summary>Divides the commands that EF Core makes of operations into steps.</summary>
internal static class OrdinarySteps
{
    private const int TitleLength = 80;

    /// <summary>Commands in a row that share a transaction are one step; each that suppresses it is one of its own.</summary>
    public static void Add(ImmutableArray<PlannedStep>.Builder steps, IReadOnlyList<MigrationCommand> commands)
    {
        var together = ImmutableArray.CreateBuilder<string>();
        foreach (var command in commands)
        {
            var sql = command.CommandText.Trim();
            if (sql.Length == 0)
            {
                continue;
            }

            if (!command.TransactionSuppressed)
            {
                together.Add(sql);
                continue;
            }

            Flush();
            steps.Add(new CommandStep(steps.Count + 1, TitleOf(sql), sql));
        }

        Flush();

        void Flush()
        {
            if (together.Count > 0)
            {
                steps.Add(new TransactionStep(steps.Count + 1, TitleOf(together), together.ToImmutable()));
                together.Clear();
            }
        }
    }

    private static string TitleOf(ImmutableArray<string>.Builder commands) =>
        commands.Count == 1 ? TitleOf(commands[0]) : FormattableString.Invariant($"{TitleOf(commands[0])} (and {commands.Count - 1} more)");

    /// <summary>The beginning of the command, on one line.</summary>
    private static string TitleOf(string sql)
    {
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(';');
        return line.Length <= TitleLength ? line : line[..(TitleLength - 3)] + "...";
    }
}
