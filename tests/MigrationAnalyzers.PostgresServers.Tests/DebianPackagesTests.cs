namespace MigrationAnalyzers.PostgresServers.Tests;

public sealed class DebianPackagesTests
{
    [Fact]
    public async Task Downloaded_Runs()
    {
        var programs = await DebianPackages.DownloadAsync(["pgbouncer"], "/usr/sbin", "pgbouncer", CancellationToken.None);

        var said = await ServiceAccount.Current.RunAsync(programs.Command("pgbouncer"), ["--version"], CancellationToken.None);

        Assert.StartsWith("PgBouncer 1.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownPackage_SaysWhatToInstall()
    {
        var e = await Assert.ThrowsAsync<PostgresServerException>(
            () => DebianPackages.FindAsync(["postgresql-7"], "/usr/lib/postgresql/7/bin", "postgres", CancellationToken.None));

        Assert.StartsWith(
            "There is no postgres in /usr/lib/postgresql/7/bin, and its packages could not be downloaded. Install it: apt-get install postgresql-7. ",
            e.Message,
            StringComparison.Ordinal);
        Assert.Contains("Unable to locate package postgresql-7", e.Message, StringComparison.Ordinal);
    }
}
