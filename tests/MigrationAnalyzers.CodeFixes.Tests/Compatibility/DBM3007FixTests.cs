using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Compatibility.DBM3007RequiredColumnAddedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Compatibility;

public class DBM3007FixTests
{
    [Fact]
    public Task NotNullThatComesLater_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.AddColumn<string>(name: "currency", table: "orders", type: "text", nullable: true);
        migrationBuilder.Sql("ALTER TABLE orders [|ADD CONSTRAINT|] ck_orders_currency CHECK (currency IS NOT NULL) NOT VALID");
        """);

    [Fact]
    public Task DefaultThatIsDroppedAmongOtherThings_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.AddColumn<string>(name: "currency", table: "orders", type: "text", nullable: false, defaultValue: "EUR");
        migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN currency [|DROP DEFAULT|], ADD COLUMN note text");
        """);
}
