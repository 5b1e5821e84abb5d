using System.Globalization;
using Spectre.Console;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>Findings of the preflight, as a list: messages are too long for columns.</summary>
internal static class PreflightText
{
    public static void Write(IAnsiConsole console, PreflightReport report)
    {
        if (report.Migrations.Count == 0)
        {
            console.WriteLine("No migration is to be looked at.");
            return;
        }

        string? current = "";
        foreach (var finding in report.Findings)
        {
            if (finding.MigrationId != current)
            {
                current = finding.MigrationId;
                console.MarkupLineInterpolated($"[bold]{current ?? "The server"}[/]");
            }

            var colour = finding switch { { Blocks: true } or { Severity: PreflightSeverity.Error } => Color.Red, { Severity: PreflightSeverity.Warning } => Color.Yellow, _ => Color.Grey };
            var step = finding.StepNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $", step {finding.StepNumber}") : "";
            console.Write(new Padder(new Text($"{finding.Severity.ToString().ToLowerInvariant()} {finding.Id}{step}{(finding.Blocks ? " (blocks)" : "")}", new Style(colour))).Padding(2, 0, 0, 0));
            Indented(console, finding.Sql, new Style(Color.Grey));
            Indented(console, finding.Message, Style.Plain);
            Indented(console, finding.Remedy, Style.Plain);
        }

        var blocking = report.Findings.Count(static f => f.Blocks);
        console.WriteLine($"{Counted.Migrations(report.Migrations.Count)} looked at, {Counted.Findings(report.Findings.Count)}; {blocking} of them {(blocking == 1 ? "blocks" : "block")}.");
    }

    private static void Indented(IAnsiConsole console, string? text, Style style)
    {
        if (!string.IsNullOrEmpty(text))
        {
            console.Write(new Padder(new Text(text, style)).Padding(4, 0, 0, 0));
        }
    }
}
