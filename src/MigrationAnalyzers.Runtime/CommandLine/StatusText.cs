using System.Collections.Immutable;
using Spectre.Console;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>A status as a table.</summary>
internal static class StatusText
{
    /// <summary>Of long histories the end is of interest.</summary>
    private const int LastApplied = 5;

    public static void Write(IAnsiConsole console, MigrationStatus status, bool isVerbose)
    {
        if (!status.DatabaseExists)
        {
            console.WriteLine("The database does not exist yet: apply creates it.");
        }

        var half = status.HalfApplied.ToImmutableDictionary(static h => (h.Id, h.IsRollback));
        var table = new Table().Border(TableBorder.Simple).AddColumn("Migration").AddColumn(new TableColumn("State").NoWrap()).AddColumn("");
        var hidden = isVerbose ? 0 : Math.Max(0, status.Applied.Length - LastApplied);
        if (hidden > 0)
        {
            table.AddRow(new Text($"({hidden} before)", new Style(Color.Grey)), new Text("applied", new Style(Color.Green)), Text.Empty);
        }

        foreach (var id in status.Applied.Skip(hidden))
        {
            Add(id, new Text("applied", new Style(Color.Green)), half.GetValueOrDefault((id, true)));
        }

        foreach (var id in status.Unknown)
        {
            Add(id, new Text("applied, unknown", new Style(Color.Red)), half.GetValueOrDefault((id, true)), "This program does not have it.");
        }

        foreach (var id in status.Pending)
        {
            Add(id, new Text("pending"), half.GetValueOrDefault((id, false)));
        }

        foreach (var other in status.HalfApplied.Where(h => !status.Pending.Contains(h.Id) && !status.Applied.Contains(h.Id) && !status.Unknown.Contains(h.Id)))
        {
            Add(other.Id, new Text("half applied, unknown", new Style(Color.Red)), other, "This program does not have it.");
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        console.WriteLine($"{status.Applied.Length} applied, {status.Pending.Length} pending, {status.HalfApplied.Length} half done, {status.Unknown.Length} unknown to this program.");
        console.Profile.Out.Writer.WriteLine(status.MigrationLockHolder is { } holder ? $"Migrating now: {holder}" : "Nobody migrates now.");

        void Add(string id, Text state, HalfAppliedMigration? part, string? note = null) =>
            table.AddRow(new Text(id), part is null ? state : new Text(part.IsRollback ? "half rolled back" : "half applied", new Style(Color.Yellow)), new Text(part is null ? note ?? "" : Describe(part)));
    }

    private static string Describe(HalfAppliedMigration part)
    {
        var steps = part.StepCount is { } count ? $"{part.StepsDone} of {Counted.Steps(count)} done" : $"{Counted.Steps(part.StepsDone)} done";
        var rows = part.Rows > 0 ? $", {Counted.Rows(part.Rows)} written" : "";
        return $"{steps}{rows}{(part.CurrentStep is { } current ? $"; begun: {current}" : "")}";
    }
}
