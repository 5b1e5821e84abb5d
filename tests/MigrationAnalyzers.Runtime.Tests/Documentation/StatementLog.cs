using System.Text;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.Runtime.Tests.Documentation;

/// <summary>What a server logs of the statements that change something. With log_statement = mod it would leave out DO and REINDEX.</summary>
internal static class StatementLog
{
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["log_statement"] = "all",
        ["log_line_prefix"] = "%d|",
    };

    /// <summary>Questions and settings.</summary>
    private static readonly string[] LeftOut = ["SELECT", "WITH", "SET LOCAL synchronous_commit", "SHOW", "DISCARD"];

    private static readonly string[] Beginnings = ["LOG:  statement: ", "LOG:  execute <unnamed>: "];

    /// <summary>Those of the database, in their order, without those about history and journal.</summary>
    public static IReadOnlyList<string> Read(PostgresDatabase database)
    {
        var statements = new List<string>();
        StringBuilder? current = null;
        foreach (var line in database.Server.Log.Split('\n'))
        {
            if (line.StartsWith('\t'))
            {
                current?.Append('\n').Append(line.AsSpan(1));
                continue;
            }

            Flush();
            var text = line.StartsWith(database.Name + "|", StringComparison.Ordinal) ? line[(database.Name.Length + 1)..] : "";
            if (Beginnings.FirstOrDefault(b => text.StartsWith(b, StringComparison.Ordinal)) is { } beginning)
            {
                current = new StringBuilder(text[beginning.Length..]);
            }
        }

        Flush();
        return Committed(statements);

        void Flush()
        {
            if (current?.ToString().Trim() is { } statement
                && !LeftOut.Any(word => statement.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                && !statement.Contains("__SafeMigrationsJournal", StringComparison.Ordinal)
                && !statement.Contains("__EFMigrationsHistory", StringComparison.Ordinal))
            {
                statements.Add(statement);
            }

            current = null;
        }
    }

    /// <summary>A definition is compared by making it on an empty copy, in a transaction that is rolled back.</summary>
    private static List<string> Committed(List<string> statements)
    {
        var result = new List<string>();
        var begun = 0;
        foreach (var statement in statements)
        {
            switch (statement.Split(' ', ';')[0].ToUpperInvariant())
            {
                case "BEGIN":
                    begun = result.Count;
                    break;

                case "ROLLBACK":
                    result.RemoveRange(begun, result.Count - begun);
                    break;

                case "COMMIT":
                    break;

                default:
                    result.Add(statement);
                    break;
            }
        }

        return result;
    }
}
