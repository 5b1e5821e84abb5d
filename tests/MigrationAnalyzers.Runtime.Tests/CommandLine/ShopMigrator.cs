using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using MigrationAnalyzers.PostgresServers;

namespace MigrationAnalyzers.Runtime.Tests.CommandLine;

/// <summary>The sample's migrator as a process.</summary>
internal sealed record ShopMigrator(SafeMigrationsExitCode ExitCode, string Out, string Error)
{
    private static readonly string s_program =
        typeof(ShopMigrator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ShopMigrator").Value!;

    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static async Task<ShopMigrator> RunAsync(PostgresDatabase database, params string[] args)
    {
        using var process = Start(database, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ShopMigrator((SafeMigrationsExitCode)process.ExitCode, await output, await error);
    }

    public static Process Start(PostgresDatabase database, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [s_program, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SHOP_DATABASE"] = database.ConnectionString;
        return Process.Start(start)!;
    }
}
