using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Rewrite.DBM2004IdentityColumnRewritesFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Rewrite;

public class DBM2004FixTests
{
    [Theory]
    [InlineData("ALTER TABLE elsewhere [|ADD COLUMN|] number serial")]
    [InlineData("ALTER TABLE pairs [|ADD COLUMN|] number serial")]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] number serial UNIQUE")]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] number serial, ADD COLUMN x int")]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] number int GENERATED ALWAYS AS IDENTITY (START WITH 100)")]
    [InlineData("DO $$ BEGIN ALTER TABLE orders [|ADD COLUMN|] number serial; END $$")]
    public Task WhatWouldLoseSomething_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task OptionsOfTheSequence_AreNotLost() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.[|AddColumn|]<int>(name: "number", table: "orders", type: "integer", nullable: false)
            .Annotation("Npgsql:IdentitySequenceOptions", "'100', '1', '', '', 'False', '1'")
            .Annotation("Npgsql:ValueGenerationStrategy", Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
        """);
}
