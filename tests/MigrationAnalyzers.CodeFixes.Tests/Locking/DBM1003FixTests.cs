using MigrationAnalyzers.CodeFixes.Tests.Shop;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1003ForeignKeyValidatedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1003FixTests
{
    [Fact]
    public Task AddForeignKey_BecomesTwoStatements() => Fix.UpAsync(
        """
        migrationBuilder.[|AddForeignKey|](
            name: "fk_orders_users",
            table: "orders",
            column: "user_id",
            principalTable: "users",
            principalColumn: "id",
            onDelete: ReferentialAction.Cascade);
        """,
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;");
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users;", suppressTransaction: true);
        """,
        title: "Add the foreign key NOT VALID, and validate it in a transaction of its own");

    [Fact]
    public Task SchemasActionsAndOrderOfColumns_AreKept() => Fix.UpAsync(
        """
        migrationBuilder.[|AddForeignKey|](
            onUpdate: ReferentialAction.SetDefault,
            onDelete: ReferentialAction.Restrict,
            principalColumns: new[] { "B", "a" },
            principalTable: "Pairs",
            principalSchema: "Other",
            columns: new[] { "Line", "OrderId" },
            table: "Order Lines",
            schema: "Sales",
            name: "FK \"x\"");
        """,
        """
        migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ADD CONSTRAINT \"FK \"\"x\"\"\" FOREIGN KEY (\"Line\", \"OrderId\") REFERENCES \"Other\".\"Pairs\" (\"B\", a) ON DELETE RESTRICT ON UPDATE SET DEFAULT NOT VALID;");
        migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" VALIDATE CONSTRAINT \"FK \"\"x\"\"\";", suppressTransaction: true);
        """);

    [Fact]
    public Task SeveralForeignKeys_KeepTheirOrderAndEmptyLines() => Fix.UpAsync(
        """
        migrationBuilder.[|AddForeignKey|](name: "fk1", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id");

        migrationBuilder.[|AddForeignKey|](name: "fk2", table: "pairs", column: "a", principalTable: "users", principalColumn: "id");
        """,
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;");

        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk1;", suppressTransaction: true);

        migrationBuilder.Sql("ALTER TABLE pairs ADD CONSTRAINT fk2 FOREIGN KEY (a) REFERENCES users (id) NOT VALID;");

        migrationBuilder.Sql("ALTER TABLE pairs VALIDATE CONSTRAINT fk2;", suppressTransaction: true);
        """);

    [Fact]
    public Task LineEndsAndTabs_AreThoseOfTheFile() => Fix.CodeAsync(
        WithTabs(ShopSources.WithMembers(
            """
            protected override void Up(MigrationBuilder b) => b.[|AddForeignKey|]("fk", "orders", "user_id", "users", principalColumn: "id");
            """)),
        WithTabs(ShopSources.WithMembers(
            """
            protected override void Up(MigrationBuilder b)
            {
                b.Sql("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;");
                b.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk;", suppressTransaction: true);
            }
            """)));

    private static string WithTabs(string source) =>
        source.Replace("    ", "\t", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

    [Fact]
    public Task ExpressionBody_BecomesABlock() => Fix.MembersAsync(
        """
        protected override void Up(MigrationBuilder b)
            => b.[|AddForeignKey|]("fk", "orders", "user_id", "users", principalColumn: "id");
        """,
        """
        protected override void Up(MigrationBuilder b)
        {
            b.Sql("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;");
            b.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk;", suppressTransaction: true);
        }
        """);

    [Fact]
    public Task StatementWithoutBraces_GetsThem() => Fix.UpAsync(
        """
        if (ActiveProvider.EndsWith("x"))
            migrationBuilder.[|AddForeignKey|]("fk", "orders", "user_id", "users", principalColumn: "id");
        else migrationBuilder.[|AddForeignKey|]("fk", "orders", "user_id", "users", principalColumn: "id", onDelete: ReferentialAction.Cascade);
        """,
        """
        if (ActiveProvider.EndsWith("x"))
        {
            migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;");
            migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk;", suppressTransaction: true);
        }
        else
        {
            migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;");
            migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk;", suppressTransaction: true);
        }
        """);

    [Fact]
    public Task Lambda_GetsABlock() => Fix.UpAsync(
        """
        Action<MigrationBuilder> add = b => b.[|AddForeignKey|]("fk", "orders", "user_id", "users", principalColumn: "id");
        add(migrationBuilder);
        """,
        """
        Action<MigrationBuilder> add = b => {
            b.Sql("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;");
            b.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk;", suppressTransaction: true);
        };
        add(migrationBuilder);
        """);

    [Fact]
    public Task Helper_WhoseCallsDiffer_IsLeftAlone()
    {
        const string Source = """
            protected override void Up(MigrationBuilder b)
            {
                Add(b, "orders", "user_id");
                Add(b, "pairs", "a");
            }

            private static void Add(MigrationBuilder b, string table, string column) =>
                b.{|DBM1003:{|DBM1003:AddForeignKey|}|}("fk_" + table, table, column, "users", principalColumn: "id");
            """;
        return Fix.MembersAsync(Source, Source);
    }

    [Fact]
    public Task Annotation_IsNotLost() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.[|AddForeignKey|]("fk", "orders", "user_id", "users", principalColumn: "id").Annotation("x", 1);
        """);

    [Fact]
    public Task Sql_GetsNotValidAndASecondCall() => Fix.UpAsync(
        """"
        migrationBuilder.Sql(
            """
            -- für alle
            alter table orders
                [|add constraint|] "Fk" foreign key (user_id) references users (id) on delete set null;
            """);
        """",
        """"
        migrationBuilder.Sql(
            """
            -- für alle
            alter table orders
                add constraint "Fk" foreign key (user_id) references users (id) on delete set null not valid;
            """);
        migrationBuilder.Sql("""ALTER TABLE orders VALIDATE CONSTRAINT "Fk";""", suppressTransaction: true);
        """");

    [Fact]
    public Task SeveralClausesAndStatements_AreEditedTogether() => Fix.UpAsync(
        """
        migrationBuilder.Sql("ALTER TABLE orders [|ADD CONSTRAINT|] fk1 FOREIGN KEY (user_id) REFERENCES users, ADD COLUMN note text; ALTER TABLE pairs [|ADD CONSTRAINT|] fk2 FOREIGN KEY (a) REFERENCES users DEFERRABLE INITIALLY DEFERRED");
        """,
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (user_id) REFERENCES users NOT VALID, ADD COLUMN note text; ALTER TABLE pairs ADD CONSTRAINT fk2 FOREIGN KEY (a) REFERENCES users DEFERRABLE INITIALLY DEFERRED NOT VALID");
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk1;", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE pairs VALIDATE CONSTRAINT fk2;", suppressTransaction: true);
        """);

    [Fact]
    public Task TwoKeysInOneStatement_AreBothFixed() => Fix.UpAsync(
        """
        migrationBuilder.Sql("ALTER TABLE pairs [|ADD CONSTRAINT|] fk1 FOREIGN KEY (a) REFERENCES users, [|ADD CONSTRAINT|] fk2 FOREIGN KEY (b) REFERENCES users");
        """,
        """
        migrationBuilder.Sql("ALTER TABLE pairs ADD CONSTRAINT fk1 FOREIGN KEY (a) REFERENCES users NOT VALID, ADD CONSTRAINT fk2 FOREIGN KEY (b) REFERENCES users NOT VALID");
        migrationBuilder.Sql("ALTER TABLE pairs VALIDATE CONSTRAINT fk1;", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE pairs VALIDATE CONSTRAINT fk2;", suppressTransaction: true);
        """);

    [Theory]
    [InlineData("ALTER TABLE orders [|ADD FOREIGN KEY|] (user_id) REFERENCES users")]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] x bigint DEFAULT 1 REFERENCES users")]
    [InlineData("ALTER TABLE IF EXISTS orders [|ADD CONSTRAINT|] fk FOREIGN KEY (user_id) REFERENCES users")]
    [InlineData("DO $$ BEGIN ALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (user_id) REFERENCES users; END $$")]
    public Task WithoutANameOrAPlace_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task NameThatChangesLater_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.Sql("ALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (user_id) REFERENCES users; ALTER TABLE orders RENAME CONSTRAINT fk TO fk2");
        """);

    [Fact]
    public Task SqlFile_GetsValidateAfterTheStatement() => Fix.SqlFileAsync(
        "  ALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (user_id) REFERENCES users -- all\n  ;\nSELECT 1;\n",
        "  ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users NOT VALID -- all\n  ;\n  ALTER TABLE orders VALIDATE CONSTRAINT fk;\nSELECT 1;\n");

    [Fact]
    public Task SqlFileWithATransaction_GetsValidateAfterItsCommit() => Fix.SqlFileAsync(
        "BEGIN;\r\nALTER TABLE orders [|ADD CONSTRAINT|] a FOREIGN KEY (x) REFERENCES users;\r\nALTER TABLE orders [|ADD CONSTRAINT|] b FOREIGN KEY (y) REFERENCES users;\r\nCOMMIT",
        "BEGIN;\r\nALTER TABLE orders ADD CONSTRAINT a FOREIGN KEY (x) REFERENCES users NOT VALID;\r\nALTER TABLE orders ADD CONSTRAINT b FOREIGN KEY (y) REFERENCES users NOT VALID;\r\nCOMMIT;\r\nALTER TABLE orders VALIDATE CONSTRAINT a;\r\nALTER TABLE orders VALIDATE CONSTRAINT b;");

    [Fact]
    public Task SqlFileThatRollsBack_IsLeftAlone()
    {
        const string Sql = "BEGIN;\nALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (x) REFERENCES users;\nROLLBACK;\n";
        return Fix.SqlFileAsync(Sql, Sql);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    public Task PartitionedTable_IsFixedSince18(int major)
    {
        const string Statement = """migrationBuilder.[|AddForeignKey|](name: "fk", table: "events", column: "a", principalTable: "users", principalColumn: "id");""";
        const string Fixed = """
            migrationBuilder.Sql("ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES users (id) NOT VALID;");
            migrationBuilder.Sql("ALTER TABLE events VALIDATE CONSTRAINT fk;", suppressTransaction: true);
            """;
        return Fix.UpAsync(Statement, major < 18 ? Statement : Fixed, options: $"migration_analyzers.postgres_version = {major}");
    }
}
