using Microsoft.CodeAnalysis.CSharp;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1001CreateIndexBlocksWritesFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1001FixTests
{
    [Fact]
    public Task CreateIndex_GetsTheAnnotation() => Fix.UpAsync(
        """
        // for the list of a user's orders
        migrationBuilder.[|CreateIndex|](
            name: "ix_orders_user_id",
            table: "orders",
            column: "user_id"); // see #12
        """,
        """
        // for the list of a user's orders
        migrationBuilder.CreateIndex(
            name: "ix_orders_user_id",
            table: "orders",
            column: "user_id")
            .Annotation("Npgsql:CreatedConcurrently", true); // see #12
        """,
        title: "Build the index concurrently");

    [Fact]
    public Task CreateIndexWithAnnotations_GetsAnotherOne() => Fix.UpAsync(
        """
        migrationBuilder.[|CreateIndex|](name: "ix_orders_status2", table: "orders", column: "status")
          .Annotation("Npgsql:IndexMethod", "hash");
        """,
        """
        migrationBuilder.CreateIndex(name: "ix_orders_status2", table: "orders", column: "status")
          .Annotation("Npgsql:IndexMethod", "hash")
          .Annotation("Npgsql:CreatedConcurrently", true);
        """);

    [Fact]
    public Task AnnotationThatSaysFalse_SaysTrue() => Fix.UpAsync(
        """
        migrationBuilder.[|CreateIndex|]("ix_a", "orders", "status").Annotation("Npgsql:CreatedConcurrently", false).Annotation("Npgsql:IndexMethod", "hash");
        """,
        """
        migrationBuilder.CreateIndex("ix_a", "orders", "status").Annotation("Npgsql:CreatedConcurrently", true).Annotation("Npgsql:IndexMethod", "hash");
        """);

    [Fact]
    public Task TenIndexes_AreAllFixed()
    {
        var numbers = Enumerable.Range(1, 10);
        return Fix.UpAsync(
            string.Join("\n", numbers.Select(static i => $"migrationBuilder.[|CreateIndex|](\"ix_{i}\", \"orders\", \"status\");")),
            string.Join("\n", numbers.Select(static i =>
                // Nothing follows the last one.
                (i == 10 ? "" : $"migrationBuilder.Sql(\"DROP INDEX CONCURRENTLY IF EXISTS ix_{i};\", suppressTransaction: true);\n")
                + $"migrationBuilder.CreateIndex(\"ix_{i}\", \"orders\", \"status\")\n    .Annotation(\"Npgsql:CreatedConcurrently\", true);")));
    }

    [Theory]
    // The next run would end at the column.
    [InlineData("""migrationBuilder.AddColumn<int>(name: "x", table: "orders", nullable: true); migrationBuilder.[|CreateIndex|]("ix", "orders", "total");""")]
    // An index of that name was made before, of which it is not known what it is.
    [InlineData("""migrationBuilder.[|CreateIndex|]("ix_orders_status", "orders", "total"); migrationBuilder.Sql("SELECT 1");""")]
    public Task WhatCouldNotRunAgainAndCannotBeDivided_IsNotOffered(string up) => Fix.UpNotOfferedAsync(up);

    [Fact]
    public Task ResultThatIsUsed_StaysUsed() => Fix.UpAsync(
        """
        var index = migrationBuilder.[|CreateIndex|]("ix_a", "orders", "status");
        index.Annotation("Npgsql:IndexMethod", "hash");
        """,
        """
        var index = migrationBuilder.CreateIndex("ix_a", "orders", "status")
            .Annotation("Npgsql:CreatedConcurrently", true);
        index.Annotation("Npgsql:IndexMethod", "hash");
        """);

    [Fact]
    public Task BuilderOfAnotherName_IsKept() => Fix.MembersAsync(
        """
        protected override void Up(MigrationBuilder b) => b.[|CreateIndex|]("ix_a", "orders", "status");
        """,
        """
        protected override void Up(MigrationBuilder b) => b.CreateIndex("ix_a", "orders", "status")
            .Annotation("Npgsql:CreatedConcurrently", true);
        """);

    [Fact]
    public Task HelperOfTheMigration_IsFixedWhereItStands() => Fix.MembersAsync(
        """
        protected override void Up(MigrationBuilder b) => AddIndex(b);

        private static void AddIndex(MigrationBuilder b)
        {
            b.[|CreateIndex|]("ix_a", "orders", "status");
        }
        """,
        """
        protected override void Up(MigrationBuilder b) => AddIndex(b);

        private static void AddIndex(MigrationBuilder b)
        {
            b.CreateIndex("ix_a", "orders", "status")
                .Annotation("Npgsql:CreatedConcurrently", true);
        }
        """);

    [Fact]
    public Task HelperOfOthers_IsLeftAlone() => Fix.CodeAsync(HelperElsewhere, HelperElsewhere);

    private const string HelperElsewhere = """
        using Microsoft.EntityFrameworkCore.Migrations;

        public static class Helper
        {
            public static void AddIndex(this MigrationBuilder b) => b.CreateIndex("ix_a", "orders", "status");
        }

        public class Change : Migration
        {
            protected override void Up(MigrationBuilder b) => b.[|AddIndex|]();

            protected override void Down(MigrationBuilder b) => b.Sql("SELECT 1");
        }
        """;

    [Fact]
    public Task PartitionedTable_IsLeftAlone() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN x int");
        migrationBuilder.Sql("{|DBM1001:CREATE INDEX|} ix ON ONLY orders (x)");
        """);

    public static TheoryData<string, string> Literals => new()
    {
        {
            """"migrationBuilder.Sql("[|CREATE INDEX|] ix ON orders (total)");"""",
            """"migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", suppressTransaction: true);""""
        },
        {
            """"migrationBuilder.Sql("/* \u00e4\t\"ö\" */ [|create unique index|] \"Ix\" ON orders (total);\n");"""",
            """"migrationBuilder.Sql("/* \u00e4\t\"ö\" */ create unique index concurrently \"Ix\" ON orders (total);\n", suppressTransaction: true);""""
        },
        {
            """"
            migrationBuilder.Sql(@"
                -- ""größer""
                [|CREATE INDEX|] ""Ix""
                ON orders (total)
            ");
            """",
            """"
            migrationBuilder.Sql(@"
                -- ""größer""
                CREATE INDEX CONCURRENTLY ""Ix""
                ON orders (total)
            ", suppressTransaction: true);
            """"
        },
        {
            """"migrationBuilder.Sql("""[|CREATE INDEX|] "Ix" ON orders (total)""");"""",
            """"migrationBuilder.Sql("""CREATE INDEX CONCURRENTLY "Ix" ON orders (total)""", suppressTransaction: true);""""
        },
        {
            """"
            migrationBuilder.Sql(
                """
                [|CREATE INDEX|] "Ix"
                    ON orders (total);
                """);
            """",
            """"
            migrationBuilder.Sql(
                """
                CREATE INDEX CONCURRENTLY "Ix"
                    ON orders (total);
                """,
                suppressTransaction: true);
            """"
        },
        {
            """"
            const string name = "ix_a";
            migrationBuilder.Sql($"[|CREATE INDEX|] {name} ON orders (total)");
            """",
            """"
            const string name = "ix_a";
            migrationBuilder.Sql($"CREATE INDEX CONCURRENTLY {name} ON orders (total)", suppressTransaction: true);
            """"
        },
        {
            """"
            const string name = "ix_a";
            migrationBuilder.Sql($@"[|CREATE INDEX|] ""{name}"" ON orders (total)");
            """",
            """"
            const string name = "ix_a";
            migrationBuilder.Sql($@"CREATE INDEX CONCURRENTLY ""{name}"" ON orders (total)", suppressTransaction: true);
            """"
        },
        {
            """"
            const string name = "ix_a";
            migrationBuilder.Sql($$"""
                [|CREATE INDEX|] {{name}}
                ON orders (total)
                """);
            """",
            """"
            const string name = "ix_a";
            migrationBuilder.Sql($$"""
                CREATE INDEX CONCURRENTLY {{name}}
                ON orders (total)
                """, suppressTransaction: true);
            """"
        },
        {
            """"
            migrationBuilder.Sql(
                "[|CREATE INDEX|]" +
                " ix ON orders (total)");
            """",
            """"
            migrationBuilder.Sql(
                "CREATE INDEX CONCURRENTLY" +
                " ix ON orders (total)",
                suppressTransaction: true);
            """"
        },
        {
            """"
            var sql = "[|CREATE INDEX|] ix ON orders (total)";
            migrationBuilder.Sql(sql);
            """",
            """"
            var sql = "CREATE INDEX CONCURRENTLY ix ON orders (total)";
            migrationBuilder.Sql(sql, suppressTransaction: true);
            """"
        },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public Task SqlInALiteral_IsEditedThere(string before, string after) => Fix.UpAsync(before, after);

    [Fact]
    public Task SqlInAConstant_IsEditedThere() => Fix.MembersAsync(
        """
        private const string Index = "CREATE INDEX ix ON orders (total)";

        protected override void Up(MigrationBuilder b) => b.Sql([|Index|], false);
        """,
        """
        private const string Index = "CREATE INDEX CONCURRENTLY ix ON orders (total)";

        protected override void Up(MigrationBuilder b) => b.Sql(Index, true);
        """);

    [Fact]
    public Task SqlInAConstantThatOthersUse_IsLeftAlone()
    {
        const string Source = """
            private const string Index = "CREATE INDEX ix ON orders (total)";
            public const string Comment = Index;

            protected override void Up(MigrationBuilder b) => b.Sql([|Index|]);
            """;
        return Fix.MembersAsync(Source, Source);
    }

    [Fact]
    public Task KeywordThatReplacePutsIn_IsEditedThere() => Fix.UpAsync(
        """migrationBuilder.Sql("[|CREATE KIND|] ix ON orders (total)".Replace("KIND", "INDEX"));""",
        """migrationBuilder.Sql("CREATE KIND ix ON orders (total)".Replace("KIND", "INDEX CONCURRENTLY"), suppressTransaction: true);""");

    [Fact]
    public Task KeywordThatReplacePutsInTwice_IsLeftAlone() => Fix.UpNotOfferedAsync(
        """migrationBuilder.Sql("[|CREATE KIND|] KIND_1 ON orders (total)".Replace("KIND", "INDEX"));""");

    [Theory]
    [InlineData("sql: \"{0}\", suppressTransaction: false", "sql: \"{0}\", suppressTransaction: true")]
    [InlineData("suppressTransaction: false, sql: \"{0}\"", "suppressTransaction: true, sql: \"{0}\"")]
    [InlineData("\"{0}\", false", "\"{0}\", true")]
    [InlineData("sql: \"{0}\"", "sql: \"{0}\", suppressTransaction: true")]
    [InlineData("\"{0}\", true", "\"{0}\", true")]
    public Task SuppressTransaction_IsSetWhereItStands(string before, string after) => Fix.UpAsync(
        "migrationBuilder.Sql(" + before.Replace("{0}", "[|CREATE INDEX|] ix ON orders (total)", StringComparison.Ordinal) + ");",
        "migrationBuilder.Sql(" + after.Replace("{0}", "CREATE INDEX CONCURRENTLY ix ON orders (total)", StringComparison.Ordinal) + ");");

    [Fact]
    public Task OneOfSeveralStatements_GetsACallOfItsOwn() => Fix.UpAsync(
        """"
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS x int; ALTER TABLE orders ADD COLUMN IF NOT EXISTS y int;\n[|CREATE INDEX|] ix ON orders (x); ALTER TABLE orders ADD COLUMN z int");
        """",
        """"
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS x int; ALTER TABLE orders ADD COLUMN IF NOT EXISTS y int;");
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix;", suppressTransaction: true);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (x);", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN z int");
        """");

    [Fact]
    public Task StatementsOfARawLiteral_AreSplitByLines() => Fix.UpAsync(
        """"
        migrationBuilder.Sql(
            """
            -- the first
            [|CREATE INDEX|] "Ix1"
                ON orders (total);

            -- the second
            [|CREATE INDEX|] "Ix2" ON orders (status);
            -- the end
            """);

        migrationBuilder.Sql("SELECT 1");
        """",
        """"
        migrationBuilder.Sql("""DROP INDEX CONCURRENTLY IF EXISTS "Ix1";""", suppressTransaction: true);

        migrationBuilder.Sql(
            """
            -- the first
            CREATE INDEX CONCURRENTLY "Ix1"
                ON orders (total);
            """,
            suppressTransaction: true);

        migrationBuilder.Sql("""DROP INDEX CONCURRENTLY IF EXISTS "Ix2";""", suppressTransaction: true);

        migrationBuilder.Sql(
            """
            -- the second
            CREATE INDEX CONCURRENTLY "Ix2" ON orders (status);
            -- the end
            """,
            suppressTransaction: true);

        migrationBuilder.Sql("SELECT 1");
        """");

    [Fact]
    public Task StatementsOfAVerbatimLiteral_AreSplit() => Fix.UpAsync(
        """"
        migrationBuilder.Sql(@"
            [|CREATE INDEX|] ""Ix1"" ON orders (total);
            SELECT 1;
            SELECT 2;
        ");
        """",
        """"
        migrationBuilder.Sql(@"DROP INDEX CONCURRENTLY IF EXISTS ""Ix1"";", suppressTransaction: true);
        migrationBuilder.Sql(@"CREATE INDEX CONCURRENTLY ""Ix1"" ON orders (total);", suppressTransaction: true);
        migrationBuilder.Sql(@"
            SELECT 1;
            SELECT 2;
        ");
        """");

    [Fact]
    public Task StatementsOfAConcatenation_AreSplit() => Fix.UpAsync(
        """"
        const string table = "orders";
        migrationBuilder.Sql(
            "[|CREATE INDEX|] ix1 ON " +
            $"{table} (total); [|CREATE INDEX|] ix2 ON {table} (status);" +
            "SELECT 1");
        """",
        """"
        const string table = "orders";
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix1;", suppressTransaction: true);
        migrationBuilder.Sql(
            "CREATE INDEX CONCURRENTLY ix1 ON " +
            $"{table} (total);",
            suppressTransaction: true);
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix2;", suppressTransaction: true);
        migrationBuilder.Sql(
            $"CREATE INDEX CONCURRENTLY ix2 ON {table} (status);",
            suppressTransaction: true);
        migrationBuilder.Sql(
            "SELECT 1");
        """");

    [Fact]
    public Task StatementsOfAnInterpolatedRawLiteral_AreSplit() => Fix.UpAsync(
        """"
        const string table = "orders";
        migrationBuilder.Sql(
            $"""
            [|CREATE INDEX|] ix1 ON {table} (total);
            [|CREATE INDEX|] ix2 ON {table} (status);
            """);
        """",
        """"
        const string table = "orders";
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix1;", suppressTransaction: true);
        migrationBuilder.Sql(
            $"""
            CREATE INDEX CONCURRENTLY ix1 ON {table} (total);
            """,
            suppressTransaction: true);
        migrationBuilder.Sql(
            $"""
            CREATE INDEX CONCURRENTLY ix2 ON {table} (status);
            """,
            suppressTransaction: true);
        """");

    [Fact]
    public Task SplittingAnExpressionBody_MakesABlock() => Fix.MembersAsync(
        """
        protected override void Up(MigrationBuilder b) =>
            b.Sql("[|CREATE INDEX|] ix ON orders (total); SELECT 1");
        """,
        """
        protected override void Up(MigrationBuilder b)
        {
            b.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix;", suppressTransaction: true);
            b.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total);", suppressTransaction: true);
            b.Sql("SELECT 1");
        }
        """);

    [Fact]
    public Task SplittingAStatementOfAnIf_MakesABlock() => Fix.UpAsync(
        """
        if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
            migrationBuilder.Sql("[|CREATE INDEX|] ix ON orders (total); SELECT 1");
        else
            migrationBuilder.Sql("SELECT 2");
        """,
        """
        if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix;", suppressTransaction: true);
            migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total);", suppressTransaction: true);
            migrationBuilder.Sql("SELECT 1");
        }
        else
            migrationBuilder.Sql("SELECT 2");
        """);

    [Theory]
    [InlineData("SET LOCAL lock_timeout = '3s'; [|CREATE INDEX|] ix ON orders (total)")]
    [InlineData("DO $$ BEGIN [|CREATE INDEX|] ix ON orders (total); END $$")]
    [InlineData("[|CREATE INDEX|] ix ON ONLY orders (total)")]
    public Task WhatWouldMeanSomethingElse_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task OlderLanguage_IsFixedToo() => Fix.UpAsync(
        "migrationBuilder.Sql(@\"[|CREATE INDEX|] ix ON orders (total)\");",
        "migrationBuilder.Sql(@\"CREATE INDEX CONCURRENTLY ix ON orders (total)\", suppressTransaction: true);",
        LanguageVersion.CSharp8);

    [Fact]
    public Task SqlFile_GetsConcurrently() => Fix.SqlFileAsync(
        "-- für alle\r\n[|CREATE INDEX|] ix1 ON orders (total);\r\n[|create unique index|] if not exists ix2 on orders (status);\r\n",
        "-- für alle\r\nCREATE INDEX CONCURRENTLY ix1 ON orders (total);\r\nDROP INDEX CONCURRENTLY IF EXISTS ix2;\r\ncreate unique index concurrently ix2 on orders (status);\r\n");

    [Theory]
    [InlineData("BEGIN;\n[|CREATE INDEX|] ix ON orders (total);\nCOMMIT;\n")]
    [InlineData("DO $$ BEGIN [|CREATE INDEX|] ix ON orders (total); END $$;\n")]
    public Task TransactionInASqlFile_IsLeftAlone(string sql) => Fix.SqlFileAsync(sql, sql);
}
