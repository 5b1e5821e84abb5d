namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class SqitchLayoutTests : SqlLayoutTest
{
    private const string Plan = """
        %syntax-version=1.0.0
        %project=shop

        tables 2024-01-01T00:00:00Z Ann <a@example.com> # Adds tables.
        api/users [tables] 2024-01-02T00:00:00Z Ann <a@example.com> # Adds users.
        @v1 2024-01-03T00:00:00Z Ann <a@example.com> # Tags.

        tables [tables@v1] 2024-01-04T00:00:00Z Ann <a@example.com> # Makes it again.
        """;

    [Fact]
    public void Changes_AreInTheOrderOfThePlan()
    {
        (string, string)[] files =
        [
            ("db/sqitch.plan", Plan), ("db/deploy/tables.sql", "SELECT 1;"), ("db/deploy/tables@v1.sql", "CREATE TABLE orders (a int);"),
            ("db/revert/tables@v1.sql", "DROP TABLE orders;"), ("db/deploy/api/users.sql", "SELECT 1;"), ("db/verify/api/users.sql", "DROP TABLE orders;"),
        ];
        var session = Session(null, files);
        var migrations = MigrationsOf(session, files).ToArray();

        Assert.Equal(["tables@v1", "api/users", "tables"], migrations.Select(static m => m.Id));
        Assert.Equal("db/revert/tables@v1.sql", migrations[0].Down.Statements[0].Origin.Location.Path);
        Assert.True(Knows(session, "db/deploy/api/users.sql", "orders"));
        Assert.Empty(session.MigrationsOf("db/verify/api/users.sql"));
    }

    [Fact]
    public void ChangesWithoutAPlan_HaveNoOrder()
    {
        (string, string)[] files =
        [
            ("deploy/a.sql", "-- Deploy shop:a to pg\nCREATE TABLE orders (a int);"), ("deploy/b.sql", "-- Deploy shop:b to pg\nSELECT 1;"),
            ("revert/a.sql", "-- Revert shop:a from pg\nDROP TABLE orders;"),
        ];
        var session = Session(null, files);

        Assert.False(Knows(session, "deploy/b.sql", "orders"));
        Assert.Single(Assert.Single(session.MigrationsOf("revert/a.sql")).Migration.Down.Statements);
    }

    [Fact]
    public async Task OnlyBeginAndCommit_MakeATransaction()
    {
        await VerifyAsync(
            "DBM5001",
            "This statement fails: PostgreSQL does not run it inside a transaction block, and it stands between BEGIN and COMMIT",
            (string?)null,
            ("deploy/a.sql", "-- Deploy shop:a to pg é😀\r\nBEGIN;\r\n" + Concurrently + "\r\nCOMMIT;\r\n"));
        await VerifyTransactionAsync("deploy/a.sql", "-- Deploy shop:a to pg\nSELECT 1;\n" + Build + "\nBEGIN; SELECT 2; COMMIT;\nVACUUM;\n");
    }

    [Fact]
    public Task WhatIsPsqls_IsNotSql() => VerifyAsync(
        "DBM7001", null, (string?)null, ("deploy/a.sql", "-- Deploy shop:a to pg\n\\set ON_ERROR_STOP on\nCREATE TABLE :\"schema\".t (a int);\r\n\\echo 'x\nSELECT a::int, b[1:2] FROM :schema.t WHERE c = :'value';\n"));
}
