using MigrationAnalyzers.CodeFixes.Locking;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1007UniqueConstraintBuildsIndexFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1007FixTests
{
    [Theory]
    [InlineData("ALTER TABLE users [|ADD CONSTRAINT|] u UNIQUE (email) INCLUDE (id)")]
    [InlineData("ALTER TABLE users [|ADD CONSTRAINT|] u UNIQUE (email) WITH (fillfactor = 70)")]
    [InlineData("ALTER TABLE users [|ADD CONSTRAINT|] u UNIQUE (email), ADD COLUMN name text")]
    [InlineData("ALTER TABLE IF EXISTS users [|ADD CONSTRAINT|] u UNIQUE (email)")]
    [InlineData("ALTER TABLE elsewhere [|ADD UNIQUE|] (email)")]
    [InlineData("ALTER TABLE users [|ADD COLUMN|] token uuid UNIQUE")]
    [InlineData("DO $$ BEGIN ALTER TABLE users [|ADD CONSTRAINT|] u UNIQUE (email); END $$")]
    public Task WhatWouldMeanSomethingElse_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task IndexOfThatName_IsLeftAlone() => Fix.UpNotOfferedAsync("""migrationBuilder.[|AddUniqueConstraint|]("ix_orders_status", "users", "email");""");

    [Fact]
    public Task OnlyOfATableWithoutPartitions_MakesNoDifference() => Fix.UpAsync(
        """migrationBuilder.Sql("ALTER TABLE ONLY users [|ADD CONSTRAINT|] u UNIQUE (email)");""",
        """
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS u;", suppressTransaction: true);
        migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY u ON users (email);", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX u;");
        """);

    /// <summary>The safe forms return the builder, not an operation.</summary>
    [Fact]
    public async Task SafeFormOfAValueThatIsUsed_IsNotOffered()
    {
        const string Up = """
            var added = migrationBuilder.AddUniqueConstraint("u", "users", "email");
            added.Annotation("Shop:Reviewed", true);
            """;
        var workspace = FixWorkspace.Create(
            new MigrationAnalyzer(), [(ShopSources.ChangePath, ShopSources.WithUp(Up)), (ShopSources.InitialPath, ShopSources.Initial)], references: EfReferences.All);
        var finding = Assert.Single(await workspace.FindingsAsync(), static d => d.Id == "DBM1007");

        Assert.Empty(await workspace.OfferedAsync(new DBM1007UniqueConstraintBuildsIndexFix(), finding));
    }
}
