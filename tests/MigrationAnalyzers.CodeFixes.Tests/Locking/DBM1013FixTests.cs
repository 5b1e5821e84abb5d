using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1013PartitionLocksParentFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1013FixTests
{
    [Theory]
    [InlineData("[|CREATE TABLE|] events_1 PARTITION OF events FOR VALUES FROM (1) TO (9) PARTITION BY LIST (a)")]
    [InlineData("[|CREATE TABLE|] events_1 PARTITION OF events FOR VALUES FROM (1) TO (9) WITH (fillfactor = 70)")]
    [InlineData("[|CREATE TABLE|] events_1 PARTITION OF events (a DEFAULT 1) FOR VALUES FROM (1) TO (9)")]
    [InlineData("[|CREATE TABLE|] IF NOT EXISTS events_1 PARTITION OF events FOR VALUES FROM (1) TO (9)")]
    [InlineData("[|CREATE TABLE|] events_1 PARTITION OF elsewhere FOR VALUES FROM (1) TO (9)")]
    [InlineData("[|CREATE UNLOGGED TABLE|] events_1 PARTITION OF events FOR VALUES FROM (1) TO (9)")]
    public Task WhatLikeDoesNotSay_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");", Options);

    [Fact]
    public Task DefaultPartition_IsAttached() => Fix.UpAsync(
        """migrationBuilder.Sql("[|CREATE TABLE|] events_rest PARTITION OF events DEFAULT");""",
        """
        migrationBuilder.Sql("CREATE TABLE events_rest (LIKE events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING STATISTICS EXCLUDING COMMENTS);");
        migrationBuilder.Sql("ALTER TABLE events ATTACH PARTITION events_rest DEFAULT;");
        """,
        options: Options);

    private const string Options = "migration_analyzers.postgres_version = 14";
}
