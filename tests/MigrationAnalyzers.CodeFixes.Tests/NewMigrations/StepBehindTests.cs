using MigrationAnalyzers.CodeFixes.Compatibility;
using MigrationAnalyzers.CodeFixes.Transactions;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

/// <summary>What the migrations lack goes into new ones behind the last.</summary>
public class StepBehindTests
{
    private const string NotValid = """migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total >= 0) NOT VALID");""";

    private const string TwoNotValid = NotValid + "\n\n" + """migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT \"ck-total\" CHECK (total < 10000) NOT VALID");""";

    private const string DropTotal = """migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_total");""";

    private const string Later = "20240103101112_Later";

    private const string Proof = """
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_note CHECK (note IS NOT NULL) NOT VALID");
        """;

    private const string NoteRequired = """
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_note", suppressTransaction: true);

        migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN note SET NOT NULL");
        """;

    [Fact]
    public async Task ConstraintNeverValidated_IsValidatedBehindTheLastMigration()
    {
        var fixedShop = await SplitTest<DBM5009NeverValidatedFix>.FixAsync(Files(NotValid, DropTotal));

        Assert.Equal(Scaffold.Code("Change", NotValid, DropTotal), await fixedShop.TextAsync(Scaffold.MainPath));
        Assert.Equal(
            Scaffold.Code("ValidateCkTotal", """migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_total;", suppressTransaction: true);""", ""),
            await fixedShop.TextAsync(Scaffold.Folder + "20240103101113_ValidateCkTotal.cs"));
        Assert.Equal(Scaffold.Designer("20240103101113_ValidateCkTotal", "ValidateCkTotal", LastModel), await fixedShop.TextAsync(Scaffold.Folder + "20240103101113_ValidateCkTotal.Designer.cs"));
        Assert.Equal(9, fixedShop.Paths.Count);
    }

    [Fact]
    public async Task SeveralFindings_GetMigrationsOneAfterAnother()
    {
        var shop = FixWorkspace.Create(new MigrationAnalyzer(), Files(TwoNotValid, DropTotal));
        var oneByOne = shop.Clone();
        var applied = await oneByOne.FixOneByOneAsync(new DBM5009NeverValidatedFix());
        Assert.Single(applied);
        Assert.Contains(Scaffold.Folder + "20240103101113_ValidateCkTotal.cs", oneByOne.Paths);
        Assert.Contains(Scaffold.Folder + "20240103101114_ValidateCkTotal2.Designer.cs", oneByOne.Paths);
        Assert.Empty(await oneByOne.ErrorsAsync());
        Assert.DoesNotContain(await oneByOne.FindingsAsync(), static d => d.Id == "DBM5009");

        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
        {
            var all = shop.Clone();
            await all.ApplyAllAsync(new DBM5009NeverValidatedFix(), scope, applied[0].EquivalenceKey, all.Document(Scaffold.MainPath) as Document);
            Assert.Equal(oneByOne.Paths.Order(StringComparer.Ordinal), all.Paths.Order(StringComparer.Ordinal));
            foreach (var path in all.Paths)
            {
                Assert.Equal(await oneByOne.TextAsync(path), await all.TextAsync(path));
            }
        }
    }

    [Fact]
    public async Task DownOfTheLastMigrationThrows_IsNoObstacle()
    {
        var files = Files(NotValid, DropTotal, """throw new NotSupportedException("The notes are gone.");""");

        var fixedShop = await SplitTest<DBM5009NeverValidatedFix>.FixAsync(files);

        Assert.Contains("class ValidateCkTotal : Migration", await fixedShop.TextAsync(Scaffold.Folder + "20240103101113_ValidateCkTotal.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public Task ConstraintUnderACondition_IsNotOffered() => SplitTest<DBM5009NeverValidatedFix>.NotOfferedAsync(Files(
        $$"""
        if (System.Environment.ProcessorCount > 1)
        {
            {{NotValid}}
        }
        """,
        DropTotal));

    [Fact]
    public Task IdNotOneOfEfCore_IsNotOffered() => SplitTest<DBM5009NeverValidatedFix>.NotOfferedAsync(
        [.. Files(NotValid, DropTotal).Select(static f => (f.Path, f.Text.Replace(Later, "3_Later", StringComparison.Ordinal)))]);

    [Fact]
    public Task DesignerWithOtherClasses_IsNotOffered() => SplitTest<DBM5009NeverValidatedFix>.NotOfferedAsync(
        [.. Files(NotValid, DropTotal).Select(static f => (f.Path, f.Path.EndsWith(Later + ".Designer.cs", StringComparison.Ordinal) ? f.Text + "\nclass Other {}\n" : f.Text))]);

    [Fact]
    public async Task ProofNeverDropped_IsDroppedBehindTheLastMigration()
    {
        var fixedShop = await SplitTest<DBM3015ContractMissingFix>.FixAsync(Proven());

        var added = await fixedShop.TextAsync(Scaffold.Folder + "20240103101113_DropCkNote.cs");
        Assert.Equal(
            Scaffold.Code(
                "DropCkNote",
                """migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_note;");""",
                """
                migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_note CHECK (note IS NOT NULL) NOT VALID;");

                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_note;", suppressTransaction: true);
                """),
            added);
    }

    [Fact]
    public Task ProofThatTheModelHasToo_IsNotOffered() => SplitTest<DBM3015ContractMissingFix>.NotOfferedAsync(
        [.. Proven().Select(static f => (f.Path, f.Text.Replace("b.ToTable(\"orders\");", "b.ToTable(\"orders\", t => t.HasCheckConstraint(\"ck_note\", \"note IS NOT NULL\"));", StringComparison.Ordinal)))]);

    [Fact]
    public Task ViewWhosePrivilegesAreNotKnown_IsNotOffered() => SplitTest<DBM3015ContractMissingFix>.NotOfferedAsync(Files(
        """
        migrationBuilder.Sql("ALTER TABLE users RENAME TO customers");

        migrationBuilder.Sql("CREATE VIEW users AS SELECT * FROM customers");
        """,
        """
        migrationBuilder.Sql("DROP VIEW users");

        migrationBuilder.Sql("ALTER TABLE customers RENAME TO users");
        """));

    private static IReadOnlyList<(string Path, string Text)> Proven() => Files(Proof, """migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_note");""").Select(static f => f.Path.EndsWith(Later + ".cs", StringComparison.Ordinal)
        ? (f.Path, Scaffold.Code("Later", NoteRequired, """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;");"""))
        : f).ToList();

    private const string LastModel = """
        b.Property<long>("id").HasColumnType("bigint");
        b.Property<long?>("user_id").HasColumnType("bigint");
        b.Property<decimal>("total").HasColumnType("numeric");
        b.Property<string>("status").IsRequired().HasColumnType("text");
        b.Property<string>("note").HasColumnType("text");
        b.Property<string>("comment").HasColumnType("text");
        b.HasKey("id");
        b.HasIndex("status").HasDatabaseName("ix_orders_status");
        b.ToTable("orders");
        """;

    /// <summary>The shop with one more migration, whose model has one more column.</summary>
    private static IReadOnlyList<(string Path, string Text)> Files(string up, string down, string laterDown = """migrationBuilder.DropColumn(name: "comment", table: "orders");""") =>
    [
        .. Scaffold.Files(up, down),
        (Scaffold.Folder + Later + ".cs", Scaffold.Code("Later", """migrationBuilder.AddColumn<string>(name: "comment", table: "orders", type: "text", nullable: true);""", laterDown)),
        (Scaffold.Folder + Later + ".Designer.cs", Scaffold.Designer(Later, "Later", LastModel)),
    ];
}
