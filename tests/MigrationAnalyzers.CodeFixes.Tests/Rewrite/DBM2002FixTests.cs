using MigrationAnalyzers.CodeFixes.Rewrite;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Rewrite.DBM2002TypeChangeRewritesFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Rewrite;

public class DBM2002FixTests
{
    private const string Number = "ALTER TABLE orders ADD COLUMN number integer; ";

    /// <summary>What neither form can carry over, as far as the migrations tell; the last ones not by SQL alone.</summary>
    public static TheoryData<string, string, bool> Refused => new()
    {
        // The value hangs on the session, or on other columns, or comes from somewhere else.
        { "ALTER TABLE orders ADD COLUMN d date", "ALTER TABLE orders ALTER COLUMN d TYPE text", false },
        { "ALTER TABLE orders ADD COLUMN d date", "ALTER TABLE orders ALTER COLUMN d TYPE timestamptz", false },
        { "ALTER TABLE orders ADD COLUMN d text", "ALTER TABLE orders ALTER COLUMN d TYPE timestamptz USING d::timestamptz", false },
        { Number, "ALTER TABLE orders ALTER COLUMN number TYPE bigint USING number + id", false },
        { Number, "ALTER TABLE orders ALTER COLUMN number TYPE bigint USING orders.number * 2", false },
        { Number, "ALTER TABLE orders ALTER COLUMN number TYPE bigint USING change(number)", false },
        { Number, "ALTER TABLE orders ALTER COLUMN number TYPE bigint USING random() * number", false },
        { "CREATE DOMAIN positive AS bigint CHECK (VALUE > 0); " + Number, "ALTER TABLE orders ALTER COLUMN number TYPE positive", false },

        // Tables, and what belongs to no column alone.
        { "ALTER TABLE events ADD COLUMN number integer", "ALTER TABLE events ALTER COLUMN number TYPE bigint", false },
        { "CREATE TABLE old (id int PRIMARY KEY, number integer); CREATE TABLE new () INHERITS (old)", "ALTER TABLE old ALTER COLUMN number TYPE bigint", false },
        { Number + "CREATE STATISTICS orders_s ON number, status FROM orders", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", false },
        { Number + "ALTER TABLE orders ADD CONSTRAINT x EXCLUDE USING btree (number WITH =)", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", false },
        { Number + "ALTER TABLE orders ADD FOREIGN KEY (number, user_id) REFERENCES pairs (a, b) ON DELETE SET NULL (number)", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", false },

        // Written over the column, and wrong over one of another kind.
        { "ALTER TABLE orders ADD COLUMN code text; ALTER TABLE orders ADD CONSTRAINT ck CHECK (valid(code))", "ALTER TABLE orders ALTER COLUMN code TYPE uuid USING code::uuid", false },

        // More than the one change.
        { Number, "ALTER TABLE orders ALTER COLUMN number TYPE bigint, ADD COLUMN x int", false },
        { Number, "DO $$ BEGIN ALTER TABLE orders ALTER COLUMN number TYPE bigint; END $$", false },

        // A table of which not all is known.
        { "", "ALTER TABLE elsewhere ALTER COLUMN number TYPE bigint USING 2 * number", true },
        { Number + "DO $$ BEGIN EXECUTE current_setting('x'); END $$", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", true },
        { Number + "CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", true },

        // Keys, and columns with a sequence.
        { "CREATE TABLE keys (id integer PRIMARY KEY)", "ALTER TABLE keys ALTER COLUMN id TYPE bigint", true },
        { "CREATE TABLE keys (id bigint PRIMARY KEY, n integer GENERATED ALWAYS AS IDENTITY)", "ALTER TABLE keys ALTER COLUMN n TYPE bigint", true },
        { "CREATE TABLE keys (id bigint PRIMARY KEY, n serial)", "ALTER TABLE keys ALTER COLUMN n TYPE bigint", true },
        { "CREATE TABLE keys (n integer)", "ALTER TABLE keys ALTER COLUMN n TYPE bigint", true },
        { "CREATE TABLE keys (id bigint PRIMARY KEY, n integer DEFAULT random())", "ALTER TABLE keys ALTER COLUMN n TYPE bigint", true },
        { Number + "CREATE UNIQUE INDEX u ON orders (number)", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", true },
        { Number + "ALTER TABLE orders ADD UNIQUE (number)", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", true },
        { "ALTER TABLE orders ADD COLUMN price numeric(10,2); CREATE INDEX i ON orders (price numeric_ops)", "ALTER TABLE orders ALTER COLUMN price TYPE numeric(12,4)", true },
        { Number + "CREATE INDEX i ON orders (number) WITH (fillfactor = 50)", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", true },
        { Number + "ALTER TABLE orders ADD CONSTRAINT c CHECK (number > 0) NOT VALID", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", true },
        { Number + "ALTER TABLE orders ADD COLUMN number_new text", "ALTER TABLE orders ALTER COLUMN number TYPE bigint", true },

        // DBM4002 speaks of the values.
        { "ALTER TABLE orders ADD COLUMN note text", "ALTER TABLE orders ALTER COLUMN note TYPE varchar(10)", true },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task WhatCannotBeCarriedOver_IsNotOffered(string earlier, string sql, bool withRuntime)
    {
        Assert.Empty(await OfferedAsync(earlier, Sql(sql), EfReferences.WithoutRuntime));
        Assert.Equal(withRuntime, (await OfferedAsync(earlier, Sql(sql), EfReferences.All)).Length > 0);
    }

    /// <summary>It would run once more where the other statement fails, on values that have been changed already.</summary>
    [Fact]
    public async Task ExpressionBesideOthers_IsNotOfferedAsSql()
    {
        const string Change = "ALTER TABLE orders ALTER COLUMN number TYPE bigint USING number * 100";

        Assert.NotEmpty(await OfferedAsync(Number, Sql(Change), EfReferences.WithoutRuntime));
        Assert.Empty(await OfferedAsync(Number, Sql(Change) + "\n" + Sql("ALTER TABLE users ADD COLUMN x int"), EfReferences.WithoutRuntime));
    }

    /// <summary>Each statement of a file may be a transaction of its own: applications would find the column missing.</summary>
    [Fact]
    public Task StatementsOfAFile_AreLeftAlone()
    {
        const string File = "ALTER TABLE orders ALTER COLUMN number [|TYPE|] bigint USING number * 2;\n";
        return Fix.SqlFileAsync(File, File);
    }

    /// <summary>What else the call changes is changed afterwards, and has its own fixes.</summary>
    [Fact]
    public Task NullabilityThatChangesToo_FollowsInTheSameCall() => RuntimeAsync(
        """migrationBuilder.AlterColumn<long>("number", "orders", type: "bigint", nullable: false, defaultValue: 7L, oldClrType: typeof(int), oldType: "integer", oldNullable: true);""",
        """
        migrationBuilder.ExpandColumnType(
                    name: "number",
                    table: "orders",
                    newType: "bigint");
                migrationBuilder.ContractColumnType(
                    name: "number",
                    table: "orders",
                    newType: "bigint");
                migrationBuilder.AlterColumn<long>("number", "orders", type: "bigint", nullable: false, defaultValue: 7L, oldClrType: typeof(long), oldType: "bigint", oldNullable: true);
        """);

    [Fact]
    public Task AnnotationsThatStayTheSame_AreNoChange() => RuntimeAsync(
        """
        migrationBuilder.AlterColumn<long>(name: "number", table: "orders", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer")
                    .Annotation("Npgsql:ValueGenerationStrategy", Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)
                    .OldAnnotation("Npgsql:ValueGenerationStrategy", Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
        """,
        """
        migrationBuilder.ExpandColumnType(
                    name: "number",
                    table: "orders",
                    newType: "bigint");
                migrationBuilder.ContractColumnType(
                    name: "number",
                    table: "orders",
                    newType: "bigint");
        """);

    private static string Sql(string sql) => $"migrationBuilder.Sql(\"{sql}\");";

    private static FixWorkspace Workspace(string earlier, string up, IReadOnlyList<Microsoft.CodeAnalysis.MetadataReference> references) => FixWorkspace.Create(
        new MigrationAnalyzer(),
        [
            (ShopSources.InitialPath, ShopSources.Initial),
            (ShopSources.EarlierPath, ShopSources.Earlier(Sql(earlier))),
            (ShopSources.ChangePath, ShopSources.WithUp(up)),
        ],
        references: references);

    private static async Task<Microsoft.CodeAnalysis.CodeActions.CodeAction[]> OfferedAsync(string earlier, string up, IReadOnlyList<Microsoft.CodeAnalysis.MetadataReference> references)
    {
        var workspace = Workspace(earlier, up, references);
        var findings = (await workspace.FindingsAsync()).Where(static d => d.Id == "DBM2002").ToList();
        Assert.NotEmpty(findings);
        return [.. await workspace.OfferedAsync(new DBM2002TypeChangeRewritesFix(), findings[0])];
    }

    private static async Task RuntimeAsync(string before, string after)
    {
        var workspace = Workspace(Number, before, EfReferences.All);
        await workspace.FixOneByOneAsync(new DBM2002TypeChangeRewritesFix());

        Assert.Contains(after.Trim(), await workspace.TextAsync(ShopSources.ChangePath), StringComparison.Ordinal);
        Assert.DoesNotContain(await workspace.FindingsAsync(), static d => d.Id == "DBM2002");
    }
}
