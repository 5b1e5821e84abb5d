using MigrationAnalyzers.CodeFixes.Design;

namespace MigrationAnalyzers.CodeFixes.Tests.Design;

/// <summary>What the fixes of the design of tables leave alone.</summary>
public class DesignFixTests
{
    [Theory]
    [InlineData("""migrationBuilder.Sql("[|CREATE TABLE|] notes (id serial PRIMARY KEY); ALTER TABLE notes ALTER COLUMN id SET DEFAULT 7");""")]
    [InlineData("""migrationBuilder.Sql("[|CREATE TABLE|] notes (id serial PRIMARY KEY); ALTER SEQUENCE notes_id_seq RESTART 7");""")]
    public Task SerialColumnThatIsChanged_IsNotOffered(string up) => FixTest<DBM8006SerialColumnFix>.UpNotOfferedAsync(up);

    [Fact]
    public Task CallOfMigrationBuilder_IsNotOffered() => FixTest<DBM8005TimestampWithoutTimeZoneFix>.UpNotOfferedAsync(
        """migrationBuilder.[|AddColumn|]<DateTime>(name: "at", table: "orders", type: "timestamp without time zone", nullable: true);""");

    [Theory]
    [InlineData("at timestamp DEFAULT (now() AT TIME ZONE 'utc')")]
    [InlineData("at timestamp, day date GENERATED ALWAYS AS (at::date) STORED")]
    [InlineData("at timestamp DEFAULT '2020-01-01'")]
    public Task TimeOfAWallClock_IsNotOffered(string column) => FixTest<DBM8005TimestampWithoutTimeZoneFix>.UpNotOfferedAsync(
        $"migrationBuilder.Sql(\"[|CREATE TABLE|] notes (id int PRIMARY KEY, {column})\");");

    [Fact]
    public Task ForeignKeyOfATableThatExists_IsNotOffered() => FixTest<DBM8007ForeignKeyWithoutIndexFix>.UpNotOfferedAsync(
        """migrationBuilder.Sql("ALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (user_id) REFERENCES users NOT VALID");""");

    [Fact]
    public Task UnnamedConstraintsOfSeveralCommands_AreNotOffered() => FixTest<DBM8012UnnamedConstraintFix>.UpNotOfferedAsync(
        """migrationBuilder.Sql("ALTER TABLE orders [|ADD CHECK|] (total > 0), ADD COLUMN x int");""");

    [Fact]
    public Task FunctionAfterAnotherSearchPath_IsNotOffered() => FixTest<DBM8017SecurityDefinerSearchPathFix>.UpNotOfferedAsync(
        """migrationBuilder.Sql("SET LOCAL search_path = shop; [|CREATE FUNCTION|] f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'");""");

    [Fact]
    public Task FunctionOfASchema_HasThatFirst() => FixTest<DBM8017SecurityDefinerSearchPathFix>.UpAsync(
        """migrationBuilder.Sql("[|CREATE FUNCTION|] \"Sales\".f() RETURNS TABLE (\"as\" int) LANGUAGE sql SECURITY DEFINER as 'SELECT 1'");""",
        """migrationBuilder.Sql("CREATE FUNCTION \"Sales\".f() RETURNS TABLE (\"as\" int) LANGUAGE sql SECURITY DEFINER SET search_path = \"Sales\", public, pg_temp as 'SELECT 1'");""",
        title: "Fix the search_path of the function: \"Sales\", public, pg_temp");
}
