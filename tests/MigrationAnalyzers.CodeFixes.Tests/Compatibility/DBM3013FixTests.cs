using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Compatibility.DBM3013RenameInDisguiseFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Compatibility;

public class DBM3013FixTests
{
    private const string Renamed = """
        protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.{|DBM3001:RenameColumn|}(
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
                migrationBuilder.{|DBM3001:RenameColumn|}(
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

    private static Task VerifyAsync(string before, string after) => Fix.CodeAsync(Migration(before), Migration(after));

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
