using MigrationAnalyzers.CodeFixes.Compatibility;
using MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests.Compatibility;

public class DBM3013FixTests
{
    private const string Renamed = """
        protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.RenameColumn(
                    name: "email",
                    table: "users",
                    newName: "email_address");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.RenameColumn(
                    name: "email_address",
                    table: "users",
                    newName: "email");
            }
        """;

    [Fact]
    public Task DropAndAdd_BecomeARenameInUpAndDown() => VerifyAsync(
        """
        protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.[|DropColumn|](
                    name: "email",
                    table: "users");

                migrationBuilder.AddColumn<string>(
                    name: "email_address",
                    table: "users",
                    type: "text",
                    nullable: true);
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropColumn(
                    name: "email_address",
                    table: "users");

                migrationBuilder.AddColumn<string>(
                    name: "email",
                    table: "users",
                    type: "text",
                    nullable: true);
            }
        """,
        Renamed);

    [Fact]
    public Task AddBeforeDrop_BecomesARenameWhereTheFirstStands() => VerifyAsync(
        """
        protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>(name: "email_address", table: "users", type: "text", nullable: true);
                migrationBuilder.[|DropColumn|](name: "email", table: "users");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>(name: "email", table: "users", type: "text", nullable: true);
                migrationBuilder.DropColumn(name: "email_address", table: "users");
            }
        """,
        Renamed);

    [Fact]
    public Task DownThatThrows_StaysAsItIs() => VerifyAsync(
        """
        protected override void Up(MigrationBuilder migrationBuilder)
            {
                // Names of the new service.
                migrationBuilder.[|DropColumn|]("email", "users");
                migrationBuilder.AddColumn<string>("email_address", "users", "text", nullable: true);
                migrationBuilder.AddColumn<string>("city", "users", "text", nullable: true);
            }

            protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("No way back.");
        """,
        """
        protected override void Up(MigrationBuilder migrationBuilder)
            {
                // Names of the new service.
                migrationBuilder.RenameColumn(
                    name: "email",
                    table: "users",
                    newName: "email_address");
                migrationBuilder.AddColumn<string>("city", "users", "text", nullable: true);
            }

            protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("No way back.");
        """);

    [Fact]
    public Task StatementsOnOneLine_KeepTheLine() => VerifyAsync(
        """
        protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.[|DropColumn|]("email", "users"); migrationBuilder.AddColumn<string>("email_address", "users", "text", nullable: true);
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropColumn("email_address", "users"); migrationBuilder.AddColumn<string>("email", "users", "text", nullable: true);
            }
        """,
        Renamed);

    [Theory]
    [InlineData(
        """migrationBuilder.[|DropColumn|]("email", "users"); migrationBuilder.AddColumn<string>("email_address", "users", "text", nullable: true);""",
        """migrationBuilder.DropColumn("email_address", "users");""")]
    [InlineData(
        """migrationBuilder.[|DropColumn|]("email", "users"); migrationBuilder.AddColumn<string>("email_address", "users", "text", nullable: true, defaultValue: "x");""",
        """migrationBuilder.DropColumn("email_address", "users"); migrationBuilder.AddColumn<string>("email", "users", "text", nullable: true);""")]
    [InlineData(
        """migrationBuilder.[|DropColumn|]("email", "users"); migrationBuilder/* why */.AddColumn<string>("email_address", "users", "text", nullable: true);""",
        """migrationBuilder.DropColumn("email_address", "users"); migrationBuilder.AddColumn<string>("email", "users", "text", nullable: true);""")]
    [InlineData(
        """migrationBuilder.Sql("ALTER TABLE users [|DROP|] email"); migrationBuilder.AddColumn<string>("email_address", "users", "text", nullable: true);""",
        """migrationBuilder.DropColumn("email_address", "users"); migrationBuilder.AddColumn<string>("email", "users", "text", nullable: true);""")]
    [InlineData(
        """migrationBuilder.[|DropColumn|]("email", "users"); migrationBuilder.AddColumn<string>("email_a", "users", "text", nullable: true); migrationBuilder.AddColumn<string>("email_b", "users", "text", nullable: true);""",
        """migrationBuilder.DropColumn("email_a", "users"); migrationBuilder.AddColumn<string>("email", "users", "text", nullable: true);""")]
    public Task WhatIsNoPlainRename_GetsNoFix(string up, string down)
    {
        var members = $$"""
            protected override void Up(MigrationBuilder migrationBuilder)
                {
                    {{up}}
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    {{down}}
                }
            """;
        return VerifyAsync(members, members);
    }

    /// <summary>Nothing runs while these migrations are applied, and the project says so.</summary>
    [Fact]
    public async Task RenamesAreNotAskedAbout_ColumnIsRenamedInPlace()
    {
        var before = ShopSources.WithUp("""
            migrationBuilder.DropColumn("email", "users");
            migrationBuilder.AddColumn<string>("email_address", "users", "text", nullable: true);
            """).Replace("=> migrationBuilder.Sql(\"SELECT 1\")", "=> throw new NotSupportedException()", StringComparison.Ordinal);
        var workspace = FixWorkspace.Create(
            new MigrationAnalyzer(), [(ShopSources.InitialPath, ShopSources.Initial), (ShopSources.ChangePath, before)], editorConfig: "dotnet_diagnostic.DBM3001.severity = none");

        await workspace.FixOneByOneAsync(new DBM3013RenameInDisguiseFix());

        Assert.Contains("migrationBuilder.RenameColumn(", await workspace.TextAsync(ShopSources.ChangePath), StringComparison.Ordinal);
        Assert.Equal(2, workspace.Paths.Count);
    }

    /// <summary>The running version uses the old name, and there is no form of a rename that it can bear.</summary>
    [Theory]
    [InlineData("elsewhere", "email", "email_address", "string", "text")]
    [InlineData("events", "a", "a_id", "long", "bigint")]
    public Task RenameHasNoSafeForm_GetsNoFix(string table, string column, string newName, string clrType, string type)
    {
        var source = Migration($$"""
            protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.[|DropColumn|]("{{column}}", "{{table}}");
                    migrationBuilder.AddColumn<{{clrType}}>("{{newName}}", "{{table}}", "{{type}}", nullable: true);
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropColumn("{{newName}}", "{{table}}");
                    migrationBuilder.AddColumn<{{clrType}}>("{{column}}", "{{table}}", "{{type}}", nullable: true);
                }
            """);
        return new CSharpCodeFixTest<MigrationAnalyzer, DBM3013RenameInDisguiseFix> { TestCode = source, FixedCode = source, OtherFiles = [(ShopSources.InitialPath, ShopSources.Initial)] }.RunAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SeveralInOneMigration_FixAllGivesWhatTheFixesGiveOneByOne(bool withPackage)
    {
        var workspace = FixWorkspace.Create(
            new MigrationAnalyzer(),
            [
                (ShopSources.InitialPath, ShopSources.Initial),
                (ShopSources.ChangePath, ShopSources.WithUpAndDown(
                    """
                    migrationBuilder.DropColumn(name: "email", table: "users");
                    migrationBuilder.AddColumn<string>(name: "email_address", table: "users", type: "text", nullable: true);
                    migrationBuilder.DropColumn(name: "b", table: "pairs");
                    migrationBuilder.AddColumn<long>(name: "b_id", table: "pairs", type: "bigint", nullable: false, defaultValue: 0L);
                    migrationBuilder.DropColumn(name: "total", table: "orders");
                    migrationBuilder.AddColumn<decimal>(name: "total_sum", table: "orders", type: "numeric", nullable: false);
                    """,
                    """
                    migrationBuilder.DropColumn(name: "total_sum", table: "orders");
                    migrationBuilder.AddColumn<decimal>(name: "total", table: "orders", type: "numeric", nullable: false);
                    migrationBuilder.DropColumn(name: "b_id", table: "pairs");
                    migrationBuilder.AddColumn<long>(name: "b", table: "pairs", type: "bigint", nullable: false, defaultValue: 0L);
                    migrationBuilder.DropColumn(name: "email_address", table: "users");
                    migrationBuilder.AddColumn<string>(name: "email", table: "users", type: "text", nullable: true);
                    """)),
            ],
            references: withPackage ? EfReferences.All : EfReferences.OfEfCore(10));
        var (single, provider) = (workspace.Clone(), new DBM3013RenameInDisguiseFix());
        Assert.Equal(3, (await workspace.FindingsAsync()).Count(static d => d.Id == "DBM3013"));

        var applied = await single.FixOneByOneAsync(provider);
        await workspace.ApplyAllAsync(provider, FixAllScope.Solution, Assert.Single(applied).EquivalenceKey, document: null);

        Assert.Equal(single.Paths.Order(StringComparer.Ordinal), workspace.Paths.Order(StringComparer.Ordinal));
        foreach (var path in single.Paths)
        {
            Assert.Equal(await single.TextAsync(path), await workspace.TextAsync(path));
        }

        Assert.Empty(await single.ErrorsAsync());
        Assert.DoesNotContain(await single.FindingsAsync(), static d => d.Id == "DBM3013" || (d.Id == "DBM3001" && d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning));
    }

    private static Task VerifyAsync(string before, string after) => new CSharpCodeFixTest<MigrationAnalyzer, DBM3013RenameInDisguiseFix>
    {
        TestCode = Migration(before),
        FixedCode = Migration(after),
        OtherFiles = [(ShopSources.InitialPath, ShopSources.Initial), .. GivenUpEmail.Files],
    }.RunAsync();

    private static string Migration(string members) => $$"""
        using System;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations
        {
        [DbContext(typeof(ShopContext))]
        [Migration("20240102000000_Change")]
        public partial class Change : Migration
        {
            {{members}}
        }
        }
        """;
}
