using MigrationAnalyzers.CodeFixes.Data;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.CodeFixes.Tests.Data;

public class DBM4003FixTests
{
    private const string Table = "CREATE TABLE items (id bigint PRIMARY KEY, code text); ";
    private const string Change = "ALTER TABLE items ALTER COLUMN code TYPE integer";

    /// <summary>What neither form can carry over; the last ones not by SQL alone. USING would rewrite the table.</summary>
    public static TheoryData<string, string, bool> Refused => new()
    {
        { Table + "ALTER TABLE items ALTER COLUMN code SET DEFAULT '1'", Change, false },
        { Table, "ALTER TABLE items ALTER COLUMN id TYPE uuid", false },
        { Table, "DO $$ BEGIN ALTER TABLE items ALTER COLUMN code TYPE integer; END $$", false },
        { Table, Change + ", ADD COLUMN x int", false },
        { Table, "ALTER TABLE items ALTER COLUMN code TYPE timestamptz", false },
        { Table + "CREATE TABLE more () INHERITS (items)", Change, false },
        { "CREATE TABLE items (id bigint, code text) PARTITION BY RANGE (id)", Change, false },

        // Written over the column, and wrong or impossible over an integer.
        { Table + "ALTER TABLE items ADD CONSTRAINT ck CHECK (code IS NULL OR code <> '')", Change, false },
        { Table + "CREATE INDEX ix ON items (id) WHERE code > 'a'", Change, false },
        { Table + "CREATE INDEX ix ON items (lower(code))", Change, false },
        { "CREATE TABLE codes (code text PRIMARY KEY); " + Table + "ALTER TABLE items ADD FOREIGN KEY (code) REFERENCES codes (code)", Change, false },
        { "CREATE TABLE items (id bigint PRIMARY KEY, code text UNIQUE); CREATE TABLE uses (code text REFERENCES items (code))", Change, false },

        { "CREATE TABLE items (id bigint PRIMARY KEY, code text UNIQUE)", Change, true },
        { "CREATE TABLE items (code text PRIMARY KEY)", Change, true },
        { "CREATE TABLE items (id bigint, code text)", Change, true },
        { Table + "CREATE TRIGGER t BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION f()", Change, true },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task WhatCannotBeCarriedOver_IsNotOffered(string earlier, string sql, bool withRuntime)
    {
        Assert.Empty(await OfferedAsync(earlier, sql, EfReferences.WithoutRuntime));
        Assert.Equal(withRuntime, (await OfferedAsync(earlier, sql, EfReferences.All)).Length > 0);
    }

    /// <summary>Of the forms there is always one.</summary>
    [Theory]
    [InlineData(Table, Change)]
    [InlineData(Table + "ALTER TABLE items ADD CONSTRAINT ck CHECK (code IS NOT NULL OR id > 5)", Change)]
    [InlineData("", Table + Change)]
    public async Task WhatIsPossible_IsOfferedOnce(string earlier, string sql)
    {
        Assert.Single(await OfferedAsync(earlier, sql, EfReferences.WithoutRuntime));
        Assert.Single(await OfferedAsync(earlier, sql, EfReferences.All));
    }

    /// <summary>Nobody looks at what Down locks, but who asks for it.</summary>
    [Theory]
    [InlineData(null, "Convert the values with USING")]
    [InlineData("migration_analyzers.check_down = true", "Convert the values by a trigger and in batches into a column of the new type, and let it take the place of the old one")]
    public async Task Down_IsRewrittenUnderALockUnlessItIsChecked(string? options, string title)
    {
        var workspace = Workspace(Table, ShopSources.WithUpAndDown(Sql("ALTER TABLE users ADD COLUMN x int"), Sql(Change)), EfReferences.WithoutRuntime, options);

        Assert.Equal([title], await OfferedAsync(workspace));
    }

    /// <summary>A file has no place for a column that takes the place of another.</summary>
    /// <summary>DBM1005 says the same of the rest of the call as before.</summary>
    [Fact]
    public async Task ColumnThatBecomesRequiredToo_HasNoMoreWarnings()
    {
        var workspace = Workspace(
            Table,
            ShopSources.WithUp("""migrationBuilder.AlterColumn<int>(name: "code", table: "items", type: "integer", nullable: false, defaultValue: 0, oldClrType: typeof(string), oldType: "text", oldNullable: true);"""),
            EfReferences.WithoutRuntime);
        var before = Warnings(await workspace.FindingsAsync());

        Assert.Single(await workspace.FixOneByOneAsync(new DBM4003TypeChangeNeedsUsingFix()));

        Assert.Equal(before, Warnings(await workspace.FindingsAsync()));
    }

    [Fact]
    public async Task TableThatAFileOnlyChanges_IsLeftAlone()
    {
        var workspace = FixWorkspace.Create(new MigrationAnalyzer(), [("/0/001_items.sql", Table), ("/0/002_change.sql", Change + ";\n")]);

        Assert.Empty(await OfferedAsync(workspace));
    }

    private static Task<string[]> OfferedAsync(string earlier, string sql, IReadOnlyList<MetadataReference> references) => OfferedAsync(Workspace(earlier, ShopSources.WithUp(Sql(sql)), references));

    private static async Task<string[]> OfferedAsync(FixWorkspace workspace)
    {
        var finding = Assert.Single(await workspace.FindingsAsync(), static d => d.Id == "DBM4003");
        return [.. (await workspace.OfferedAsync(new DBM4003TypeChangeNeedsUsingFix(), finding)).Select(static a => a.Title)];
    }

    private static FixWorkspace Workspace(string earlier, string change, IReadOnlyList<MetadataReference> references, string? options = null) => FixWorkspace.Create(
        new MigrationAnalyzer(),
        [
            (ShopSources.InitialPath, ShopSources.Initial),
            (ShopSources.EarlierPath, ShopSources.Earlier(Sql(earlier))),
            (ShopSources.ChangePath, change),
        ],
        editorConfig: options,
        references: references);

    /// <summary>Without what the fix mends, and what is said of the empty Down.</summary>
    private static IEnumerable<string> Warnings(IEnumerable<Diagnostic> findings) => findings.Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Id is not ("DBM4003" or "DBM6002")).Select(static d => d.Id).Order(StringComparer.Ordinal);

    private static string Sql(string sql) => $"migrationBuilder.Sql(\"{sql}\");";
}
