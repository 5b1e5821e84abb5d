namespace MigrationAnalyzers.Tests.Rules;

/// <summary>The tests of one rule: cases with markup, and the ways in which SQL can be written.</summary>
public abstract class RuleTest(string id)
{
    private const string SqlFile = "file.sql";
    private const string Hole = "§";

    /// <summary>
    /// A <c>.sql</c> file, and calls with a hole for the SQL: each kind of literal, with characters before it whose length in the source is not that in
    /// the text. The SQL itself must hold no quotes and no braces.
    /// </summary>
    public static TheoryData<string> SqlSources => new(
        SqlFile,
        """migrationBuilder.Sql("/* é😀 \u00e9\t\"x\" */ §");""",
        """migrationBuilder.Sql(@"/* é😀 ""x"" \ */ §");""",
        "migrationBuilder.Sql(\"\"\"/* é😀 \"x\" */ §\"\"\");",
        "migrationBuilder.Sql(\"\"\"\n        -- é😀\n            §\n        \"\"\");",
        """migrationBuilder.Sql($"/* é😀 {1} {nameof(Migration)} {{x}} */ §");""",
        """migrationBuilder.Sql("/* é😀 */ " + "/* \x41 */" + "§");""",
        """migrationBuilder.Sql("/* é😀 OLD */ §".Replace("OLD", "something longer"));""",
        """var sql = "/* é😀 */ §"; migrationBuilder.Sql(sql);""");

    /// <summary>Statements of Up.</summary>
    internal RuleCase Up(string body, string members = "") => RuleCase.OfMigration(id, RuleCase.Method("Up", body) + members);

    /// <summary>Statements of Down, of a migration whose Up does nothing.</summary>
    internal RuleCase Down(string body) => Up("", RuleCase.Method("Down", body));

    /// <summary>All members of the migration.</summary>
    internal RuleCase Members(string members) => RuleCase.OfMigration(id, members);

    /// <summary>A whole file.</summary>
    internal RuleCase Source(string code) => RuleCase.OfSource(id, code);

    /// <summary>The text of a .sql file.</summary>
    internal RuleCase File(string sql) => RuleCase.OfFile(id, sql);

    /// <summary>The SQL in one of <see cref="SqlSources"/>.</summary>
    internal RuleCase Sql(string source, string sql) => source == SqlFile
        ? File("/* é😀 */ " + sql)
        : Up(source.Replace(Hole, sql, StringComparison.Ordinal));

    /// <summary>One <c>Sql</c> call.</summary>
    internal RuleCase UpSql(string sql, string members = "") => Up("migrationBuilder.Sql(\"\"\"\n" + sql + "\n\"\"\");", members);
}
