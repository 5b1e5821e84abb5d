using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1012PartitionAttachScansFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1012FixTests
{
    /// <summary>The tables of an earlier call of the same migration would be new.</summary>
    [Theory]
    [InlineData("DO $$ BEGIN ALTER TABLE events [|ATTACH PARTITION|] orders FOR VALUES FROM (1) TO (9); END $$")]
    [InlineData("ALTER TABLE IF EXISTS events [|ATTACH PARTITION|] orders FOR VALUES FROM (1) TO (9)")]
    public Task WhatWouldMeanSomethingElse_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task LimitWithoutAnEnd_IsLeftOut() => Fix.UpAsync(
        """migrationBuilder.Sql("ALTER TABLE events [|ATTACH PARTITION|] orders FOR VALUES FROM (MINVALUE) TO (1000)");""",
        """
        migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_orders_bound, ADD CONSTRAINT ck_orders_bound CHECK (id IS NOT NULL AND id < 1000) NOT VALID;");
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_bound;", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE events ATTACH PARTITION orders FOR VALUES FROM (MINVALUE) TO (1000);");
        migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_bound;");
        """);
}
