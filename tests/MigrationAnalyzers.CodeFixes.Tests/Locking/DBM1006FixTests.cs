using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1006ReindexBlocksFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1006FixTests
{
    [Theory]
    [InlineData("[|REINDEX SYSTEM|]")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT orders_excl EXCLUDE (total WITH =); [|REINDEX TABLE|] orders")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT orders_excl EXCLUDE (total WITH =); [|REINDEX INDEX|] orders_excl")]
    [InlineData("DO $$ BEGIN [|REINDEX TABLE|] orders; END $$")]
    public Task WhatCannotBeDoneConcurrently_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task SchemaAndDatabase_AreRebuiltConcurrently() => Fix.UpAsync(
        """
        migrationBuilder.Sql("[|REINDEX SCHEMA|] \"Sales\"", suppressTransaction: true);
        migrationBuilder.Sql("[|REINDEX (VERBOSE) DATABASE|] shop", suppressTransaction: true);
        """,
        """
        migrationBuilder.Sql("REINDEX SCHEMA CONCURRENTLY \"Sales\"", suppressTransaction: true);
        migrationBuilder.Sql("REINDEX (VERBOSE) DATABASE CONCURRENTLY shop", suppressTransaction: true);
        """);
}
