using System.Text.RegularExpressions;
using MigrationAnalyzers.CodeFixes.Transactions;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

public class DBM5002SplitTests
{
    [Fact]
    public async Task ConcurrentIndex_GetsAMigrationOfItsOwn()
    {
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(Scaffold.Files(
            """
            migrationBuilder.AddColumn<string>(
                name: "code",
                table: "orders",
                type: "text",
                nullable: true);

            // The list of a user's orders.
            migrationBuilder.CreateIndex(
                name: "ix_orders_user_id",
                table: "orders",
                column: "user_id")
                .Annotation("Npgsql:CreatedConcurrently", true); // see the runbook

            migrationBuilder.AddColumn<string>(
                name: "email",
                table: "users",
                type: "text",
                nullable: true);
            """,
            """
            migrationBuilder.DropIndex(
                name: "ix_orders_user_id",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "code",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "email",
                table: "users");
            """));

        Assert.Equal(
            Scaffold.Code(
                "Change",
                """
                migrationBuilder.AddColumn<string>(
                    name: "code",
                    table: "orders",
                    type: "text",
                    nullable: true);

                migrationBuilder.AddColumn<string>(
                    name: "email",
                    table: "users",
                    type: "text",
                    nullable: true);
                """,
                """
                migrationBuilder.DropColumn(
                    name: "code",
                    table: "orders");

                migrationBuilder.DropColumn(
                    name: "email",
                    table: "users");
                """),
            await workspace.TextAsync(Scaffold.MainPath));
        Assert.Equal(
            Scaffold.Code(
                "ChangeCreateIxOrdersUserId",
                """
                // The list of a user's orders.
                migrationBuilder.CreateIndex(
                    name: "ix_orders_user_id",
                    table: "orders",
                    column: "user_id")
                    .Annotation("Npgsql:CreatedConcurrently", true); // see the runbook
                """,
                """
                migrationBuilder.DropIndex(
                    name: "ix_orders_user_id",
                    table: "orders");
                """),
            await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeCreateIxOrdersUserId.cs"));
        Assert.Equal(
            Scaffold.Designer("20240102000005_ChangeCreateIxOrdersUserId", "ChangeCreateIxOrdersUserId"),
            await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeCreateIxOrdersUserId.Designer.cs"));
    }

    /// <summary>The index of an earlier run of the fix has nothing to do with another one.</summary>
    [Theory]
    [InlineData("01", "02")]
    // There is room for more before it.
    [InlineData("05", "03")]
    [InlineData("02", "01")]
    public async Task DividedMigration_CanBeDividedAgain(string taken, string given)
    {
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(
        [
            .. Scaffold.Files(
                """
                migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);
                migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_total ON orders (total)", suppressTransaction: true);
                """,
                """
                migrationBuilder.DropIndex(name: "ix_total", table: "orders");
                migrationBuilder.DropColumn(name: "code", table: "orders");
                """),
            (Scaffold.Folder + $"202401020000{taken}_ChangeCreateIxNote.cs", Scaffold.Code(
                "ChangeCreateIxNote", "migrationBuilder.Sql(\"CREATE INDEX CONCURRENTLY ix_note ON orders (note)\", suppressTransaction: true);", "migrationBuilder.Sql(\"DROP INDEX ix_note\");")),
            (Scaffold.Folder + $"202401020000{taken}_ChangeCreateIxNote.Designer.cs", Scaffold.Designer($"202401020000{taken}_ChangeCreateIxNote", "ChangeCreateIxNote")),
        ]);

        Assert.Contains(Scaffold.Folder + $"202401020000{given}_ChangeCreateIxTotal.cs", workspace.Paths);
    }

    [Fact]
    public async Task TimeLimitOfTheTransaction_StaysWithIt()
    {
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(Scaffold.Files(
            """
            migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'");
            migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);
            migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", suppressTransaction: true);
            migrationBuilder.AddColumn<string>(name: "email", table: "users", type: "text", nullable: true);
            """,
            """
            migrationBuilder.DropColumn(name: "email", table: "users");
            migrationBuilder.DropIndex(name: "ix", table: "orders");
            migrationBuilder.DropColumn(name: "code", table: "orders");
            """));

        Assert.Contains("lock_timeout", await workspace.TextAsync(Scaffold.MainPath));
        Assert.DoesNotContain("lock_timeout", await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeCreateIx.cs"));
    }

    /// <summary>What follows the index and is not known to have nothing to do with it runs after it, and waits no longer than before.</summary>
    [Fact]
    public async Task TimeLimit_GoesAlongWithWhatItIsFor()
    {
        const string NoWayBack = "throw new System.NotSupportedException();";
        const string Limit = "migrationBuilder.Sql(\"SET LOCAL lock_timeout = '5s'\");";
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(Scaffold.Files(
            $$"""
            {{Limit}}
            migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);
            migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", suppressTransaction: true);
            {{Limit}}
            migrationBuilder.Sql("SELECT 1");
            migrationBuilder.AddColumn<string>(name: "email", table: "users", type: "text", nullable: true);
            """,
            NoWayBack));

        Assert.Equal(1, Regex.Count(await workspace.TextAsync(Scaffold.MainPath), "lock_timeout"));
        Assert.DoesNotContain("lock_timeout", await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeCreateIx.cs"));
        Assert.Equal(
            Scaffold.Code(
                "ChangeRest",
                $$"""
                {{Limit}}

                migrationBuilder.Sql("SELECT 1");

                migrationBuilder.AddColumn<string>(name: "email", table: "users", type: "text", nullable: true);
                """,
                NoWayBack),
            await workspace.TextAsync(Scaffold.Folder + "20240102000010_ChangeRest.cs"));
    }

    [Fact]
    public async Task IndexOfANewTable_IsDroppedBeforeIt()
    {
        const string CreateTable = """
            migrationBuilder.CreateTable(
                name: "tags",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tags", x => x.id);
                });
            """;
        const string CreateIndex = """
            migrationBuilder.CreateIndex(
                name: "ix_tags_id",
                table: "tags",
                column: "id")
                .Annotation("Npgsql:CreatedConcurrently", true);
            """;
        const string DropTable = """
            migrationBuilder.DropTable(
                name: "tags");
            """;
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(Scaffold.Files(CreateTable + "\n\n" + CreateIndex, DropTable));

        Assert.Equal(Scaffold.Code("Change", CreateTable, DropTable), await workspace.TextAsync(Scaffold.MainPath));
        Assert.Equal(
            Scaffold.Code(
                "ChangeCreateIxTagsId", CreateIndex, """migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix_tags_id;", suppressTransaction: true);"""),
            await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeCreateIxTagsId.cs"));
    }

    [Theory]
    // Down drops the index with the constraint that was made of it.
    [InlineData(
        "CREATE UNIQUE INDEX CONCURRENTLY ux ON orders (total)", "ALTER TABLE orders ADD CONSTRAINT uq UNIQUE USING INDEX ux", "ALTER TABLE orders DROP CONSTRAINT uq")]
    // Down does not say what becomes of the index.
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (total)", "ALTER TABLE orders ADD COLUMN x int", "ALTER TABLE orders DROP COLUMN x")]
    // What Down does is not known.
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (total)", "ALTER TABLE orders ADD COLUMN x int", "SELECT undo()")]
    // A setting is for what follows.
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (total)", "ALTER TABLE orders ADD COLUMN x int; SET lock_timeout = '1s'", "DROP INDEX ix; ALTER TABLE orders DROP COLUMN x")]
    public Task WhatCannotBeDivided_IsLeftAlone(string alone, string rest, string down) => SplitTest<DBM5002NonTransactionalSharedFix>.NotOfferedAsync(Scaffold.Files(
        $$"""
        migrationBuilder.Sql("ALTER TABLE users ADD COLUMN y int");
        migrationBuilder.Sql("{{alone}}", suppressTransaction: true);
        migrationBuilder.Sql("{{rest}}");
        """,
        $$"""
        migrationBuilder.Sql("{{down}}");
        migrationBuilder.Sql("ALTER TABLE users DROP COLUMN y");
        """));

    [Theory]
    [InlineData("var name = \"ix\";\nmigrationBuilder.Sql($\"CREATE INDEX CONCURRENTLY {name} ON orders (total)\", suppressTransaction: true);")]
    [InlineData("foreach (var name in new[] { \"ix\" })\n{\n    migrationBuilder.Sql($\"CREATE INDEX CONCURRENTLY {name} ON orders (total)\", suppressTransaction: true);\n}")]
    [InlineData("#pragma warning disable CS0618\nmigrationBuilder.Sql(\"CREATE INDEX CONCURRENTLY ix ON orders (total)\", suppressTransaction: true);\n#pragma warning restore CS0618")]
    public Task StatementThatBelongsToItsPlace_IsLeftAlone(string statement) => SplitTest<DBM5002NonTransactionalSharedFix>.NotOfferedAsync(Scaffold.Files(
        "migrationBuilder.Sql(\"ALTER TABLE users ADD COLUMN y int\");\n" + statement,
        "migrationBuilder.DropIndex(name: \"ix\", table: \"orders\");\nmigrationBuilder.Sql(\"ALTER TABLE users DROP COLUMN y\");"));

    [Fact]
    public Task NoSecondBeforeTheNextMigration_IsLeftAlone() => SplitTest<DBM5002NonTransactionalSharedFix>.NotOfferedAsync(
    [
        .. Scaffold.Files(
            """
            migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);
            migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", suppressTransaction: true);
            """,
            """
            migrationBuilder.DropIndex(name: "ix", table: "orders");
            migrationBuilder.DropColumn(name: "code", table: "orders");
            """),
        (Scaffold.Folder + "20240102000001_Next.cs", Scaffold.Code("Next", "migrationBuilder.Sql(\"ANALYZE orders\");", "")),
        (Scaffold.Folder + "20240102000001_Next.Designer.cs", Scaffold.Designer("20240102000001_Next", "Next", "b.ToTable(\"orders\");")),
    ]);

    [Fact]
    public async Task SeveralConcurrentIndexes_RunInTheirOrder()
    {
        var numbers = Enumerable.Range(1, 3).ToList();
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(Scaffold.Files(
            "migrationBuilder.AddColumn<string>(name: \"code\", table: \"orders\", type: \"text\", nullable: true);\n"
                + string.Join('\n', numbers.Select(static i => $"migrationBuilder.Sql(\"CREATE INDEX CONCURRENTLY ix_{i} ON orders (total)\", suppressTransaction: true);")),
            string.Join('\n', numbers.Select(static i => $"migrationBuilder.DropIndex(name: \"ix_{i}\", table: \"orders\");"))
                + "\nmigrationBuilder.DropColumn(name: \"code\", table: \"orders\");"));

        Assert.All(numbers, i => Assert.Contains($"{Scaffold.Folder}202401020000{5 * i:D2}_ChangeCreateIx{i}.cs", workspace.Paths));
    }

    /// <summary>The analysis sees nothing of ExpandColumnType; alone, ContractColumnType would find nothing prepared.</summary>
    [Fact]
    public async Task PreparationOfAType_GoesWithItsEnd()
    {
        const string Change = """
            migrationBuilder.ExpandColumnType("total", "orders", "bigint");
            migrationBuilder.ContractColumnType("total", "orders", "bigint");
            """;
        const string Back = """
            migrationBuilder.ExpandColumnType("total", "orders", "integer");
            migrationBuilder.ContractColumnType("total", "orders", "integer");
            """;
        var files = Scaffold.Files(
            """
            migrationBuilder.AddColumn<string>(name: "code", table: "users", type: "text", nullable: true);
            migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id")
                .Annotation("Npgsql:CreatedConcurrently", true);
            """ + "\n" + Change,
            Back + "\n" + """
            migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");
            migrationBuilder.DropColumn(name: "code", table: "users");
            """);

        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(
            [.. files.Select(static f => f.Path == Scaffold.MainPath ? (f.Path, "using MigrationAnalyzers.Runtime;\n" + f.Text) : f)], runtime: true);

        var texts = await Task.WhenAll(workspace.Paths.Select(workspace.TextAsync));
        var changed = Assert.Single(texts, static t => t.Contains("ContractColumnType(\"total\", \"orders\", \"bigint\")", StringComparison.Ordinal));
        Assert.All((string[])[.. Change.Split('\n'), .. Back.Split('\n')], line => Assert.Contains(line.Trim(), changed, StringComparison.Ordinal));
        Assert.DoesNotContain("ExpandColumnType", await workspace.TextAsync(Scaffold.MainPath), StringComparison.Ordinal);
    }
}
