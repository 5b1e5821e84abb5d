using Spectre.Console;

namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class VerifySubcommand() : Subcommand("verify", "Compare the database with the migrations and the model. Changes nothing.")
{
    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var report = await run.Migrator.VerifyAsync(cancellationToken).ConfigureAwait(false);
        run.Write(report, console => Write(console, report));
        return report.Differences.Count > 0 ? SafeMigrationsExitCode.Differences : SafeMigrationsExitCode.Ok;
    }

    private static void Write(IAnsiConsole console, VerificationReport report)
    {
        if (report.Differences.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumn("What").AddColumn("Where").AddColumn("Difference");
            foreach (var difference in report.Differences)
            {
                table.AddRow(new Text(Words(difference.Kind)), new Text(difference.Object), new Text(difference.Message));
            }

            console.Write(table);
        }

        console.WriteLine($"{Counted.Migrations(report.AppliedMigrations)} applied, {report.ComparedMigrations} of them compared with what they were when they were applied.");
        console.WriteLine(report.Differences.Count == 0 ? "No difference was found." : $"{Counted.Differences(report.Differences.Count)} found.");
    }

    /// <summary><c>IndexMissing</c>: index missing.</summary>
    private static string Words(VerificationKind kind) =>
        string.Concat(kind.ToString().Select(static (c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
