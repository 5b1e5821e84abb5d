using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Rewrite.DBM2007StorageChangeRewritesFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Rewrite;

public class DBM2007FixTests
{
    private const string Move = "migrationBuilder.Sql(\"ALTER INDEX ix_orders_status [|SET TABLESPACE|] fast\");";

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT orders_excl EXCLUDE (total WITH =); ALTER INDEX orders_excl [|SET TABLESPACE|] fast")]
    [InlineData("ALTER INDEX IF EXISTS ix_orders_status [|SET TABLESPACE|] fast")]
    [InlineData("ALTER INDEX ix_orders_status [|SET TABLESPACE|] fast, SET (fillfactor = 70)")]
    [InlineData("DO $$ BEGIN ALTER INDEX ix_orders_status [|SET TABLESPACE|] fast; END $$")]
    [InlineData("ALTER TABLE orders [|SET TABLESPACE|] fast")]
    public Task WhatReindexCannotDo_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task PostgresThatReindexesInPlaceOnly_IsNotOffered() => Fix.UpNotOfferedAsync(Move, options: "migration_analyzers.postgres_version = 13");
}
