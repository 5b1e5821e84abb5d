using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1014ConstraintRecreatedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1014FixTests
{
    [Fact]
    public Task ConstraintThatStaysAsItIs_IsKept() => Fix.UpAsync(
        """
        migrationBuilder.Sql("SELECT 1");
        migrationBuilder.DropPrimaryKey(name: "pk_orders", table: "orders");
        migrationBuilder.[|AddPrimaryKey|](name: "pk_orders", table: "orders", column: "id");
        """,
        """
        migrationBuilder.Sql("SELECT 1");
        """,
        title: "Keep the constraint");

    [Fact]
    public Task OldNameThatIsUsedAgain_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.DropPrimaryKey(name: "pk_orders", table: "orders");
        migrationBuilder.AddCheckConstraint("pk_orders", "orders", "total > 0");
        migrationBuilder.[|AddPrimaryKey|](name: "pk_purchases", table: "orders", column: "id");
        """);

    [Fact]
    public Task CommentAtTheDrop_IsNotLost() => Fix.UpNotOfferedAsync(
        """
        // The old name.
        migrationBuilder.DropPrimaryKey(name: "pk_orders", table: "orders");
        migrationBuilder.[|AddPrimaryKey|](name: "pk_purchases", table: "orders", column: "id");
        """);

    [Fact]
    public Task DropUnderACondition_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        if (ActiveProvider.EndsWith("x"))
        {
            migrationBuilder.DropPrimaryKey(name: "pk_orders", table: "orders");
        }

        migrationBuilder.[|AddPrimaryKey|](name: "pk_purchases", table: "orders", column: "id");
        """);

    [Theory]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT pk_orders, [|ADD CONSTRAINT|] pk2 PRIMARY KEY (id)")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT pk_orders CASCADE; ALTER TABLE orders [|ADD CONSTRAINT|] pk2 PRIMARY KEY (id)")]
    [InlineData("DO $$ BEGIN ALTER TABLE orders DROP CONSTRAINT pk_orders; ALTER TABLE orders [|ADD CONSTRAINT|] pk2 PRIMARY KEY (id); END $$")]
    public Task WhatWouldMeanSomethingElse_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");
}
