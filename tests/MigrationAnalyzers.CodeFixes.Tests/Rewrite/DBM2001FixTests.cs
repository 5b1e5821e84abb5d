using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis.CSharp;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Rewrite.DBM2001VolatileDefaultFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Rewrite;

public class DBM2001FixTests
{
    private const string Filled = "Add the column without rewriting the table, and fill existing rows in batches";
    private const string Null = "Add the column without rewriting the table (existing rows stay NULL)";

    [Fact]
    public Task RequiredColumn_IsFilledAndProved() => Fix.UpAsync(
        """
        // one for each order
        migrationBuilder.[|AddColumn|]<Guid>(
            name: "token",
            table: "orders",
            type: "uuid",
            nullable: false,
            defaultValueSql: "gen_random_uuid()");
        """,
        """"
        // one for each order
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid();");
        migrationBuilder.Sql(
            """
            DO $$
            DECLARE
                batch_first orders.id%TYPE;
                batch_last orders.id%TYPE;
            BEGIN
                SELECT t.id INTO batch_first FROM orders AS t ORDER BY t.id LIMIT 1;
                WHILE batch_first IS NOT NULL LOOP
                    SELECT b.id INTO batch_last
                    FROM (SELECT t.id FROM orders AS t WHERE t.id >= batch_first ORDER BY t.id LIMIT 5001) AS b
                    ORDER BY b.id DESC LIMIT 1;
                    UPDATE orders AS t SET token = gen_random_uuid()
                    WHERE t.id >= batch_first AND t.id <= batch_last AND t.token IS NULL;
                    COMMIT;
                    EXIT WHEN batch_last = batch_first;
                    batch_first := batch_last;
                END LOOP;
            END $$;
            """,
            suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_orders_token_not_null, ADD CONSTRAINT ck_orders_token_not_null CHECK (token IS NOT NULL) NOT VALID;");
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_token_not_null;", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN token SET NOT NULL;");
        migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_token_not_null;");
        """",
        title: Filled);

    [Fact]
    public Task OlderLanguage_IsFilledByAVerbatimLiteral() => Fix.CodeAsync(
        ShopSources.WithUp(
            """
            migrationBuilder.[|AddColumn|]<double>(name: "Weight", table: "Order Lines", schema: "Sales", type: "double precision", nullable: true, defaultValueSql: "random()");
            """),
        ShopSources.WithUp(
            """
            migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ADD COLUMN IF NOT EXISTS \"Weight\" double precision, ALTER COLUMN \"Weight\" SET DEFAULT random();");
            migrationBuilder.Sql(
                @"BLOCK;",
                suppressTransaction: true);
            """).Replace(
                "BLOCK",
                BackfillBlock.Write(new RelationName("Sales", "Order Lines"), "Id", "Weight", new SqlExpression("random()")).Replace("\"", "\"\"", StringComparison.Ordinal),
                StringComparison.Ordinal),
        LanguageVersion.CSharp10,
        Filled);

    [Fact]
    public Task UnknownKey_LeavesExistingRowsNull() => Fix.UpAsync(
        """migrationBuilder.[|AddColumn|]<Guid>(name: "token", table: "elsewhere", type: "uuid", nullable: true, defaultValueSql: "gen_random_uuid()");""",
        """migrationBuilder.Sql("ALTER TABLE elsewhere ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid();");""",
        title: Null);

    [Fact]
    public Task KeyOfTwoColumns_LeavesExistingRowsNull() => Fix.UpAsync(
        """migrationBuilder.[|AddColumn|]<Guid>(name: "token", table: "pairs", type: "uuid", nullable: true, defaultValueSql: "gen_random_uuid()", comment: "a \"b\"");""",
        """
        migrationBuilder.Sql("ALTER TABLE pairs ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid();");
        migrationBuilder.Sql("COMMENT ON COLUMN pairs.token IS 'a \"b\"';");
        """,
        title: Null);

    [Fact]
    public Task RequiredColumnOfAnUnknownKey_IsNotOffered() => Fix.UpNotOfferedAsync(
        """migrationBuilder.[|AddColumn|]<Guid>(name: "token", table: "elsewhere", type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()");""");

    [Fact]
    public Task ColumnWithoutAType_IsNotOffered() => Fix.UpNotOfferedAsync(
        """migrationBuilder.[|AddColumn|]<object>(name: "token", table: "orders", nullable: true, defaultValueSql: "gen_random_uuid()");""");

    [Fact]
    public Task FunctionOfTheUser_IsFixedToo() => Fix.UpAsync(
        """migrationBuilder.[|AddColumn|]<string>(name: "code", table: "elsewhere", type: "text", nullable: true, defaultValueSql: "shop.next_code()");""",
        """migrationBuilder.Sql("ALTER TABLE elsewhere ADD COLUMN code text, ALTER COLUMN code SET DEFAULT shop.next_code();");""",
        title: Null);

    [Fact]
    public Task Sql_GivesWayToTheForm() => Fix.UpAsync(
        """
        migrationBuilder.Sql(@"alter table elsewhere [|add column|] token uuid default gen_random_uuid();");
        """,
        """
        migrationBuilder.Sql("ALTER TABLE elsewhere ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid();");
        """,
        title: Null);

    [Fact]
    public Task OneOfSeveralStatements_IsReplacedInItsPlace() => Fix.UpAsync(
        """
        migrationBuilder.Sql("CREATE TABLE a (); ALTER TABLE elsewhere [|ADD COLUMN|] token uuid DEFAULT gen_random_uuid(); DROP TABLE a;");
        """,
        """
        migrationBuilder.Sql("CREATE TABLE a ();");
        migrationBuilder.Sql("ALTER TABLE elsewhere ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid();");
        migrationBuilder.Sql("DROP TABLE a;");
        """);

    [Theory]
    [InlineData("ALTER TABLE elsewhere [|ADD COLUMN|] token uuid /* all */ DEFAULT gen_random_uuid()")]
    [InlineData("ALTER TABLE elsewhere [|ADD COLUMN|] token uuid DEFAULT gen_random_uuid(), ADD COLUMN x int")]
    [InlineData("ALTER TABLE elsewhere [|ADD COLUMN|] token uuid DEFAULT gen_random_uuid() UNIQUE")]
    [InlineData("ALTER TABLE IF EXISTS elsewhere [|ADD COLUMN|] token uuid DEFAULT gen_random_uuid()")]
    [InlineData("DO $$ BEGIN ALTER TABLE elsewhere [|ADD COLUMN|] token uuid DEFAULT gen_random_uuid(); END $$")]
    public Task WhatWouldLoseSomething_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task Annotation_IsNotLost() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.[|AddColumn|]<Guid>(name: "token", table: "orders", type: "uuid", nullable: true, defaultValueSql: "gen_random_uuid()")
            .Annotation("Npgsql:CompressionMethod", "lz4");
        """);

    [Fact]
    public Task SqlFile_GetsTheForm() => Fix.SqlFileAsync(
        "ALTER TABLE orders [|ADD COLUMN|] token uuid DEFAULT gen_random_uuid()\n",
        "ALTER TABLE orders ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid();\n");
}
