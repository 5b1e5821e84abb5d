using System.CommandLine;
using MigrationAnalyzers.Engine.Configuration;

namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class TableStatsSubcommand : Subcommand
{
    private static readonly Option<string?> s_output = CommandOptions.Text("--output", "file", "Where to write to. Default: <name of the DbContext>.tablestats.json in the current directory.");

    public TableStatsSubcommand()
        : base("table-stats", "Write the sizes of the tables into a file that the analyzers read, so that they know which tables are large.") =>
        Options = [s_output];

    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var tables = await run.Migrator.MeasureTablesAsync(cancellationToken).ConfigureAwait(false);
        var path = Path.GetFullPath(run.Parsed.GetValue(s_output) ?? run.Context.GetType().Name + TableSizes.FileSuffix);
        try
        {
            await File.WriteAllTextAsync(path, tables.ToJson(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SafeMigrationException(SafeMigrationFailure.Usage, $"{path} cannot be written: {e.Message} Name another file with --output.", e);
        }

        run.Write(
            new { File = path, Tables = tables.Tables.Length },
            console => console.Profile.Out.Writer.WriteLine(
                $"{Counted.Tables(tables.Tables.Length)} written to {path}.{(path.EndsWith(TableSizes.FileSuffix, StringComparison.OrdinalIgnoreCase) ? "" : $" The analyzers read files named *{TableSizes.FileSuffix}: rename it.")}"));
        return SafeMigrationsExitCode.Ok;
    }
}
