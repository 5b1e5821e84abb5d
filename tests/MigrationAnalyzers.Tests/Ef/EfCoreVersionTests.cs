using MigrationAnalyzers.Testing;
using MigrationAnalyzers.Tests.Rules;

namespace MigrationAnalyzers.Tests.Ef;

/// <summary>What depends on the version of EF Core that a project refers to: which migrations share a transaction.</summary>
public sealed class EfCoreVersionTests
{
    private const string Add = "ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total >= 0) NOT VALID";

    [Theory]
    [InlineData(8, false)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public Task ConstraintValidatedInTheNextMigration_IsFoundWithEfCore9(int efCoreMajor, bool found) => Verify(
        "DBM1015", efCoreMajor, Add, $"ALTER TABLE orders {(found ? "[|VALIDATE CONSTRAINT|]" : "VALIDATE CONSTRAINT")} ck_total");

    [Theory]
    [InlineData(8, false)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public Task EnumLabelUsedInTheNextMigration_IsFoundWithEfCore9(int efCoreMajor, bool found) => Verify(
        "DBM5008",
        efCoreMajor,
        "CREATE TABLE orders (id bigint PRIMARY KEY, status order_status); ALTER TYPE order_status ADD VALUE 'lost'",
        $"{(found ? "[|UPDATE|]" : "UPDATE")} orders SET status = 'lost' WHERE id = 7");

    /// <summary>The code compiles with each version, and the migrations are found.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public Task EachVersion_IsRead(int efCoreMajor) =>
        RuleCase.OfMigration("DBM1001", RuleCase.Method("Up", """migrationBuilder.[|CreateIndex|]("ix_orders_user_id", "orders", "user_id");"""))
            .WithReferences(EfReferences.OfEfCore(efCoreMajor))
            .VerifyAsync();

    private static Task Verify(string rule, int efCoreMajor, string earlier, string sql) =>
        RuleCase.OfMigration(rule, RuleCase.Method("Up", "migrationBuilder.Sql(\"\"\"\n" + sql + "\n\"\"\");"))
            .After(earlier)
            .WithReferences(EfReferences.OfEfCore(efCoreMajor))
            .VerifyAsync();
}
