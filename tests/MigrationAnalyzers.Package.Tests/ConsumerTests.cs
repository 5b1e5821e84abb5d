namespace MigrationAnalyzers.Package.Tests;

/// <summary>What a user of the package sees.</summary>
[Collection(PackageCollection.Name)]
public sealed class ConsumerTests(PackageFeed feed)
{
    /// <summary>A build takes seconds, so one serves all that can be seen in it.</summary>
    [Fact]
    public async Task Build_ReportsWhatTheMigrationsAndTheEditorConfigAskFor()
    {
        var shop = await feed.CreateConsumerAsync("Shop");

        var build = (await shop.BuildAsync()).LoadedCleanly();

        build.Run.Succeeded();
        // What is Info by itself is beside the point here; DBM3001 is it by .editorconfig.
        var findings = build.Findings.Where(static f => f.Level != "note" || f.Id == "DBM3001");
        Assert.Equal(
            """
            DBM1001 warning at 'CREATE INDEX' in Database/add_index.sql
            DBM1001 warning at 'CreateIndex' in Migrations/20260102000000_AddIndex.cs
            DBM1004 warning at 'ADD CONSTRAINT' in Migrations/20260106000000_RawSql.cs
            DBM3001 note at 'RenameColumn' in Migrations/20260104000000_RenameName.cs
            DBM3002 warning at 'RENAME TO' in Database/rename.sql
            DBM5001 warning at 'CREATE INDEX CONCURRENTLY' in Migrations/20260106000000_RawSql.cs
            DBM7001 warning at 'INDX' in Migrations/20260106000000_RawSql.cs
            DBM9001 warning
            """,
            string.Join(Environment.NewLine, findings.Select(static f => f.File.Length > 0 ? $"{f.Id} {f.Level} at '{f.Marked}' in {f.File}" : $"{f.Id} {f.Level}").Order(StringComparer.Ordinal)));
        Assert.Equal(
            "The option migration_analyzers.deployment has the value 'sometimes', which is not allowed: allowed is rolling or downtime; the default is used",
            build.Findings.Single(static f => f.Id == "DBM9001").Message);
        Assert.Equal(
            [("DBM3003", "Migrations/20260105000000_DropFax.cs")],
            build.All.Where(static f => f.IsSuppressed && f.Id.StartsWith("DBM", StringComparison.Ordinal)).Select(static f => (f.Id, f.File)));
    }

    [Fact]
    public async Task WarningsAsErrors_FailTheBuild()
    {
        var shop = await feed.CreateConsumerAsync("Shop");

        var build = (await shop.BuildAsync("-p:TreatWarningsAsErrors=true")).LoadedCleanly();

        Assert.NotEqual(0, build.Run.ExitCode);
        Assert.Contains("error DBM1001: Building index ix_orders_user_id on the existing table orders holds a SHARE lock", build.Run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_AreOptions()
    {
        var shop = await feed.CreateConsumerAsync("Shop");

        var build = (await shop.BuildAsync(
            "-p:MigrationAnalyzersDeployment=downtime", "-p:MigrationAnalyzersPostgresVersion=9", "-p:MigrationAnalyzersStartAfter=20260102999999")).LoadedCleanly();

        build.Run.Succeeded();
        // Compatibility does not matter while the application is stopped, except where .editorconfig says something else; AddIndex is applied already.
        Assert.DoesNotContain(build.Findings, static f => f.Id is "DBM3001");
        Assert.DoesNotContain(build.Findings, static f => f.File == "Migrations/20260102000000_AddIndex.cs");
        Assert.Contains(build.Findings, static f => f.Id == "DBM1004");
        Assert.Contains(
            "The option migration_analyzers.postgres_version has the value '9', which is not allowed: allowed is a major version from 12 to 18; the default is used",
            build.Findings.Where(static f => f.Id == "DBM9001").Select(static f => f.Message));
    }

    /// <summary>What is there is accepted, and nothing else; what was suppressed before is not needed in the file, and does no harm.</summary>
    [Fact]
    public async Task WrittenBaseline_AcceptsWhatIsThere()
    {
        var shop = await feed.CreateConsumerAsync("Shop");

        (await shop.RunTargetAsync("MigrationAnalyzersWriteBaseline")).Succeeded();

        var baseline = shop.Read("migration-analyzers.baseline");
        Assert.Contains("20260102000000_AddIndex DBM1001 1", baseline, StringComparison.Ordinal);
        Assert.Contains("add_index DBM1001 1", baseline, StringComparison.Ordinal);
        var build = (await shop.BuildAsync()).LoadedCleanly();
        build.Run.Succeeded();
        Assert.Equal(["DBM9001"], build.Findings.Select(static f => f.Id));

        (await shop.RunTargetAsync("MigrationAnalyzersWriteBaseline")).Succeeded();
        Assert.Equal(baseline.Split(Environment.NewLine).Order(StringComparer.Ordinal), shop.Read("migration-analyzers.baseline").Split(Environment.NewLine).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Preset_IsWeakerThanTheProject()
    {
        var shop = await feed.CreateConsumerAsync("Shop");

        var strict = (await shop.BuildAsync("-p:MigrationAnalyzersPreset=Strict")).LoadedCleanly();
        strict.Run.Succeeded();
        // .editorconfig says suggestion for this file, and none for that one.
        Assert.Contains(strict.Findings, static f => f is { Id: "DBM3001", Level: "note" });
        Assert.DoesNotContain(strict.Findings, static f => f.Id == "DBM1002" && f.File == "Migrations/20260103000000_DropIndex.cs");
        Assert.DoesNotContain(strict.Findings, static f => f.Level == "note" && f.File != "Migrations/20260104000000_RenameName.cs");

        var locks = (await shop.BuildAsync("-p:MigrationAnalyzersPreset=locks-only")).LoadedCleanly();
        locks.Run.Succeeded();
        Assert.Contains(locks.Findings, static f => f.Id == "DBM1001");
        Assert.DoesNotContain(locks.Findings, static f => f.Id is "DBM7001" or "DBM3002");
    }

    [Fact]
    public async Task UnknownPreset_IsAnErrorThatNamesTheKnownOnes()
    {
        var plain = await feed.CreateConsumerAsync("Plain");

        var build = await plain.BuildAsync("-p:OutputType=Library", "-p:MigrationAnalyzersPreset=strikt");

        Assert.NotEqual(0, build.Run.ExitCode);
        Assert.Contains(
            "error DBM9001: The property MigrationAnalyzersPreset has the value 'strikt', which is not allowed: allowed are locks-only, recommended, strict",
            build.Run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProjectWithoutEntityFramework_BuildsSilently()
    {
        var plain = await feed.CreateConsumerAsync("Plain");

        var build = (await plain.BuildAsync("-p:OutputType=Library")).LoadedCleanly();

        build.Run.Succeeded();
        Assert.Empty(build.Findings);
        Assert.Contains("0 Warning(s)", build.Run.Output, StringComparison.Ordinal);
    }

    /// <summary>The fixes of the package, applied from the command line; what .editorconfig turns off stays as it is.</summary>
    [Fact]
    public async Task Format_AppliesTheFixes()
    {
        var shop = await feed.CreateConsumerAsync("Shop");

        (await shop.FormatAsync("DBM1001", "DBM1002", "DBM1004", "DBM5001")).Succeeded();

        Assert.Contains(
            """
                    migrationBuilder.CreateIndex(
                        name: "ix_orders_user_id",
                        table: "orders",
                        column: "user_id")
                        .Annotation("Npgsql:CreatedConcurrently", true);
            """,
            shop.Read("Migrations/20260102000000_AddIndex.cs"),
            StringComparison.Ordinal);
        Assert.Contains(
            """"
                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_users_name;", suppressTransaction: true);
                    migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_users_name ON users (display_name)", suppressTransaction: true);
                    migrationBuilder.Sql("""
                        ALTER TABLE orders
                            ADD CONSTRAINT ck_orders_user_id CHECK (user_id > 0) NOT VALID;
                        """);
                }
            """",
            shop.Read("Migrations/20260106000000_RawSql.cs"),
            StringComparison.Ordinal);
        Assert.Contains(
            """
                    migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_user_id;", suppressTransaction: true);
            """,
            shop.Read("Migrations/20260106000005_RawSqlValidateCkOrdersUserId.cs"),
            StringComparison.Ordinal);
        Assert.Contains("migrationBuilder.DropIndex(", shop.Read("Migrations/20260103000000_DropIndex.cs"), StringComparison.Ordinal);

        var build = (await shop.BuildAsync()).LoadedCleanly();
        build.Run.Succeeded();
        Assert.DoesNotContain(build.Findings, static f => f.Id is "DBM1001" or "DBM1004" or "DBM5001" && f.File.StartsWith("Migrations/", StringComparison.Ordinal));
    }
}
