using MigrationAnalyzers.CodeFixes.Design;

namespace MigrationAnalyzers.CodeFixes.Tests.Design;

/// <summary>What the fixes of column types leave alone.</summary>
public class ColumnTypeFixTests
{
    [Theory]
    [InlineData("""migrationBuilder.[|AddColumn|]<string>(name: "payload", table: "orders", type: "json", nullable: true);""")]
    [InlineData("""migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status [|TYPE|] json USING to_json(status)");""")]
    [InlineData("""migrationBuilder.Sql("[|CREATE TABLE|] notes (id int PRIMARY KEY, j json CHECK (json_typeof(j) = 'array'))");""")]
    [InlineData("""migrationBuilder.Sql("[|CREATE TABLE|] notes (id int PRIMARY KEY, j json)"); migrationBuilder.Sql("CREATE VIEW v AS SELECT json_array_length(j) FROM notes");""")]
    [InlineData("""migrationBuilder.Sql("DO $$ BEGIN [|CREATE TABLE|] notes (id int PRIMARY KEY, j json); END $$");""")]
    public Task JsonThatCannotChange_IsNotOffered(string up) => FixTest<DBM8001JsonColumnFix>.UpNotOfferedAsync(up);

    [Fact]
    public Task LimitedTextOfATableThatExists_IsNotOffered() =>
        FixTest<DBM8003DiscouragedTypeFix>.UpNotOfferedAsync("""migrationBuilder.Sql("ALTER TABLE orders [|ADD COLUMN|] code char(3)");""");

    [Theory]
    [InlineData("amount money DEFAULT '$1'")]
    [InlineData("at timetz")]
    public Task TypeWithoutAReplacement_IsNotOffered(string column) =>
        FixTest<DBM8003DiscouragedTypeFix>.UpNotOfferedAsync($"migrationBuilder.Sql(\"[|CREATE TABLE|] notes (id int PRIMARY KEY, {column})\");");

    [Fact]
    public Task LimitedTextOfATableMadeBefore_IsOffered() => FixTest<DBM8003DiscouragedTypeFix>.UpAsync(
        """
        migrationBuilder.Sql("create table notes (id int primary key); alter table notes [|add column|] code char(3)");
        """,
        """
        migrationBuilder.Sql("create table notes (id int primary key); alter table notes add column code text CONSTRAINT ck_notes_code_length CHECK (char_length(code) <= 3)");
        """);
}
