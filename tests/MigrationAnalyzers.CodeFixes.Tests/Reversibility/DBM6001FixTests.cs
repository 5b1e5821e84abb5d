using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Reversibility.DBM6001DownMissingFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Reversibility;

public class DBM6001FixTests
{
    private const string AddName = """migrationBuilder.AddColumn<string>(name: "name", table: "users", type: "text", nullable: true);""";

    private const string DropName = """
                migrationBuilder.DropColumn(
                    name: "name",
                    table: "users");
        """;

    [Fact]
    public Task EmptyDown_IsFilled() => Fix.CodeAsync(
        Migration(AddName, "protected override void [|Down|](MigrationBuilder migrationBuilder)\n    {\n    }"),
        Migration(AddName, "protected override void Down(MigrationBuilder migrationBuilder)\n    {\n" + DropName + "\n    }"));

    [Fact]
    public Task ThrowingDown_IsReplaced() => Fix.CodeAsync(
        Migration(AddName, "protected override void [|Down|](MigrationBuilder migrationBuilder) => throw new NotImplementedException();"),
        Migration(AddName, "protected override void Down(MigrationBuilder migrationBuilder)\n    {\n" + DropName + "\n    }"));

    [Fact]
    public Task MissingDown_IsAddedAfterUp() => Fix.CodeAsync(
        Migration(AddName, down: null, className: "[|Change|]"),
        Migration(AddName, "protected override void Down(MigrationBuilder migrationBuilder)\n    {\n" + DropName + "\n    }"));

    [Fact]
    public Task DroppedColumn_ComesBackAsTheEarlierMigrationsMadeIt_WithItsIndex() => Fix.CodeAsync(
        Migration(
            """migrationBuilder.{|DBM3003:DropColumn|}(name: "status", table: "orders");""",
            "protected override void [|Down|](MigrationBuilder migrationBuilder)\n    {\n    }"),
        Migration(
            """migrationBuilder.{|DBM3003:DropColumn|}(name: "status", table: "orders");""",
            """
            protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.AddColumn<string>(
                        name: "status",
                        table: "orders",
                        type: "text",
                        nullable: true);

                    migrationBuilder.CreateIndex(
                        name: "ix_orders_status",
                        table: "orders",
                        column: "status");
                }
            """));

    [Theory]
    [InlineData("""migrationBuilder.Sql("{|DBM4001:UPDATE|} orders SET total = 0");""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "a", table: "users", nullable: true); if (DateTime.Now.Year > 2020) migrationBuilder.AddColumn<int>(name: "b", table: "users", nullable: true);""")]
    [InlineData("""migrationBuilder.{|DBM3003:DropColumn|}(name: "never_heard_of", table: "users");""")]
    public async Task WhatCannotBeUndone_GetsNoFix(string up)
    {
        var source = Migration(up, "protected override void [|Down|](MigrationBuilder migrationBuilder)\n    {\n    }");

        await Fix.CodeAsync(source, source);
    }

    [Fact]
    public async Task CommentInTheOldBody_IsNotLost()
    {
        var source = Migration(AddName, "protected override void [|Down|](MigrationBuilder migrationBuilder)\n    {\n        // We never go back.\n    }");

        await Fix.CodeAsync(source, source);
    }

    internal static string Migration(string up, string? down, string className = "Change") => $$"""
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations;

        [DbContext(typeof(ShopContext))]
        [Migration("20240102000000_Change")]
        public class {{className}} : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }{{(down is null ? "" : "\n\n    " + down)}}
        }

        """;
}
