namespace MigrationAnalyzers.Tests.Rules.Reversibility;

public sealed class DBM6001DownMissingTests() : RuleTest("DBM6001")
{
    private const string Up1 = """protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("note", "orders");""";

    private const string Undone = " while Up changes the database: the migration cannot be undone";

    [Theory]
    [InlineData("protected override void [|Down|](MigrationBuilder migrationBuilder) { }")]
    [InlineData("protected override void [|Down|](MigrationBuilder migrationBuilder) { /* é: nothing to do */ }")]
    [InlineData("protected override void [|Down|](MigrationBuilder migrationBuilder) { ; return; }")]
    [InlineData("protected override void [|Down|](MigrationBuilder migrationBuilder) { base.Down(migrationBuilder); }")]
    [InlineData("protected override void [|Down|](MigrationBuilder migrationBuilder) => base.Down(migrationBuilder);")]
    public Task EmptyDown_IsFound(string down) => Members(Up1 + down).VerifyMessageAsync("Down is empty" + Undone);

    [Theory]
    [InlineData("{ throw new NotImplementedException(); }")]
    [InlineData("=> throw new NotImplementedException(\"later\");")]
    [InlineData("=> throw new NotSupportedException();")]
    [InlineData("{ throw new NotSupportedException(\" \"); }")]
    [InlineData("=> throw new InvalidOperationException(null);")]
    public Task DownThatThrowsWithoutAReason_IsFound(string body) =>
        Members(Up1 + "protected override void [|Down|](MigrationBuilder migrationBuilder) " + body).VerifyMessageAsync("Down throws without a reason" + Undone);

    [Theory]
    [InlineData("=> throw new NotSupportedException(\"The notes are gone.\");")]
    [InlineData("{ throw new NotSupportedException($\"The notes of {nameof(Test)} are gone.\"); }")]
    [InlineData("{ throw new InvalidOperationException(\"The notes are gone.\"); }")]
    public Task DownThatThrowsWithAReason_IsAnInfo(string body) =>
        Members(Up1 + "protected override void [|Down|](MigrationBuilder migrationBuilder) " + body).VerifyInfoAsync("Down throws, with a reason," + Undone);

    [Fact]
    public Task MissingDown_IsFoundAtTheClass() => Source($$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        public class [|A|] : Migration
        {
            {{Up1}}
        }
        """).VerifyMessageAsync("Down is missing" + Undone);

    [Theory]
    [InlineData("UPDATE orders SET a = 1")]
    [InlineData("INSERT INTO orders SELECT 1")]
    [InlineData("UPDATE orders SET a = 1; ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("CALL fill()")]
    public Task UpThatChangesNoSchema_IsAnInfo(string sql) =>
        UpSql(sql, "protected override void [|Down|](MigrationBuilder migrationBuilder) { }").VerifyInfoAsync("Down is empty" + Undone);

    [Theory]
    [InlineData("ANALYZE orders")]
    [InlineData("REFRESH MATERIALIZED VIEW v")]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("SET LOCAL lock_timeout = '2s'; REINDEX INDEX ix")]
    public Task UpThatLeavesNothingToUndo_IsSilent(string sql) =>
        UpSql(sql, "protected override void Down(MigrationBuilder migrationBuilder) { }").VerifyAsync();

    [Fact]
    public Task UpThatChangesTheSchemaInSql_IsAWarning() =>
        UpSql("UPDATE orders SET a = 1; ALTER TABLE orders DROP COLUMN note", "protected override void [|Down|](MigrationBuilder migrationBuilder) { }")
            .VerifyMessageAsync("Down is empty" + Undone);

    [Theory]
    [InlineData("""migrationBuilder.AddColumn<string>("note", "orders", nullable: true);""")]
    [InlineData("""migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN note text");""")]
    [InlineData("""Undo(migrationBuilder); static void Undo(MigrationBuilder b) => b.AddColumn<string>("note", "orders", nullable: true);""")]
    [InlineData("""Console.WriteLine("nothing");""")]
    [InlineData("""if (DateTime.Now.Year > 2000) throw new NotSupportedException(); migrationBuilder.DropTable("x");""")]
    public Task DownThatDoesSomething_IsSilent(string body) => Members(Up1 + RuleCase.Method("Down", body)).VerifyAsync();

    [Theory]
    [InlineData("")]
    [InlineData("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.DropTable("x"); }""")]
    public Task UpThatDoesNothing_IsSilent(string body) => Up(body, RuleCase.Method("Down", "")).VerifyAsync();

    [Fact]
    public Task SqlFile_HasNoDown() => File("ALTER TABLE orders DROP COLUMN note").VerifyAsync();

    [Fact]
    public Task AppliedMigration_IsSilent() => Members(Up1 + RuleCase.Method("Down", "")).With("start_after", "20240102030405_Test").VerifyAsync();

    [Fact]
    public Task DownInAnotherFileOfTheClass_IsSilent() => Members(Up1).Beside("/0/Migrations/Test.Down.cs", """
        using Microsoft.EntityFrameworkCore.Migrations;

        public partial class Test
        {
            protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("note", "orders", nullable: true);
        }
        """).VerifyAsync();

    [Fact]
    public Task EmptyDownInAnotherFileOfTheClass_IsFoundThere() => Members(Up1).Beside("/0/Migrations/Test.Down.cs", """
        using Microsoft.EntityFrameworkCore.Migrations;

        public partial class Test
        {
            protected override void [|Down|](MigrationBuilder migrationBuilder) { }
        }
        """).VerifyAsync();

    [Fact]
    public Task DownOfABaseClass_IsSilent() => Source($$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        public abstract class Base : Migration
        {
            protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("note", "orders", nullable: true);
        }

        public class A : Base
        {
            {{Up1}}
        }
        """).VerifyAsync();
}
