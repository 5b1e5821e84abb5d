using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.Engine.Tests.SafeForms;

public class VolatileDefaultFormTests
{
    private static readonly RelationName s_orders = new("shop", "Orders");

    [Fact]
    public void RequiredColumn_IsFilledAndProved()
    {
        var commands = VolatileDefaultForm.WithBackfill(Add(nullable: false), Catalog("Id"))!.Value;

        Assert.Equal(
            [
                "ALTER TABLE shop.\"Orders\" ADD COLUMN IF NOT EXISTS token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid()",
                BackfillBlock.Write(s_orders, "Id", "token", new SqlExpression("gen_random_uuid()")),
                "ALTER TABLE shop.\"Orders\" DROP CONSTRAINT IF EXISTS \"ck_Orders_token_not_null\", "
                + "ADD CONSTRAINT \"ck_Orders_token_not_null\" CHECK (token IS NOT NULL) NOT VALID",
                "ALTER TABLE shop.\"Orders\" VALIDATE CONSTRAINT \"ck_Orders_token_not_null\"",
                "ALTER TABLE shop.\"Orders\" ALTER COLUMN token SET NOT NULL",
                "ALTER TABLE shop.\"Orders\" DROP CONSTRAINT \"ck_Orders_token_not_null\"",
            ],
            commands.Select(c => c.Text));
        Assert.Equal([false, true, false, true, false, false], commands.Select(c => c.SuppressTransaction));
    }

    [Fact]
    public void NullableColumn_IsOnlyFilled()
    {
        var commands = VolatileDefaultForm.WithBackfill(Add(nullable: true), Catalog("Id"))!.Value;

        Assert.Equal(2, commands.Length);
        Assert.True(commands[1].SuppressTransaction);
    }

    [Fact]
    public void Backfill_NamesVariablesAndColumnsApart() => Assert.Equal(
        """
        DO $$
        DECLARE
            batch_first shop."Orders"."Id"%TYPE;
            batch_last shop."Orders"."Id"%TYPE;
        BEGIN
            SELECT t."Id" INTO batch_first FROM shop."Orders" AS t ORDER BY t."Id" LIMIT 1;
            WHILE batch_first IS NOT NULL LOOP
                SELECT b."Id" INTO batch_last
                FROM (SELECT t."Id" FROM shop."Orders" AS t WHERE t."Id" >= batch_first ORDER BY t."Id" LIMIT 5001) AS b
                ORDER BY b."Id" DESC LIMIT 1;
                UPDATE shop."Orders" AS t SET token = gen_random_uuid()
                WHERE t."Id" >= batch_first AND t."Id" <= batch_last AND t.token IS NULL;
                COMMIT;
                EXIT WHEN batch_last = batch_first;
                batch_first := batch_last;
            END LOOP;
        END $$
        """.ReplaceLineEndings("\n"),
        BackfillBlock.Write(s_orders, "Id", "token", new SqlExpression("gen_random_uuid()")));

    [Fact]
    public void DefaultWithDollarQuotes_GetsAnotherTag() =>
        Assert.StartsWith("DO $backfill$\n", BackfillBlock.Write(s_orders, "Id", "c", new SqlExpression("f($$x$$)")), StringComparison.Ordinal);

    [Fact]
    public void TableWithoutAKnownKey_HasNoBackfill() => Assert.Null(VolatileDefaultForm.WithBackfill(Add(nullable: true), SchemaCatalog.Unknown));

    [Fact]
    public void KeyOfTwoColumns_HasNoBackfill() => Assert.Null(VolatileDefaultForm.WithBackfill(Add(nullable: true), Catalog("Id", "Part")));

    [Fact]
    public void ColumnNamedLikeAVariable_HasNoBackfill() => Assert.Null(VolatileDefaultForm.WithBackfill(Add(nullable: true), Catalog("batch_last")));

    [Fact]
    public void NullableColumnWithoutBackfill_IsOneStatement() => Assert.Equal<SqlCommand>(
        [new SqlCommand("ALTER TABLE shop.\"Orders\" ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid()")],
        VolatileDefaultForm.WithoutBackfill(Add(nullable: true))!.Value);

    [Fact]
    public void RequiredColumnWithoutBackfill_HasNoForm() => Assert.Null(VolatileDefaultForm.WithoutBackfill(Add(nullable: false)));

    [Fact]
    public void Comment_IsWrittenAfterTheColumn() => Assert.Equal(
        "COMMENT ON COLUMN shop.\"Orders\".token IS E'it''s a \\\\'",
        VolatileDefaultForm.WithBackfill(Add(nullable: true, comment: "it's a \\"), Catalog("Id"))!.Value[1].Text);

    [Fact]
    public void LongNames_FitIntoAnIdentifierAndStayFree()
    {
        var table = new RelationName(null, new string('ö', 31));
        var taken = "ck_" + new string('ö', 25) + "_not_null";
        var info = new TableInfo(table)
        {
            Constraints = [new PrimaryKeyConstraint(["id"]) { Name = "pk" }, new CheckConstraint(new SqlExpression("true")) { Name = taken }],
        };
        var add = Add(nullable: false) with { Table = table };

        var catalog = new SchemaCatalog { Tables = ImmutableDictionary<RelationName, TableInfo>.Empty.Add(table, info) };
        var check = VolatileDefaultForm.WithBackfill(add, catalog)!.Value[3].Text.Split('"')[^2];

        Assert.EndsWith("_not_null1", check, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(check), 50, SqlIdentifier.MaxBytes);
    }

    private static AddColumn Add(bool nullable, string? comment = null) =>
        new(s_orders, new ColumnDefinition("token", new SqlType("uuid", [], 0))
        {
            Nullable = nullable,
            Comment = comment,
            Default = new SqlExpression("gen_random_uuid()") { Volatility = Volatility.Volatile },
        })
        {
            Origin = new Origin(FrontEnd.MigrationBuilderCall, SourceLocation.None),
        };

    private static SchemaCatalog Catalog(params string[] key)
    {
        var table = new TableInfo(s_orders)
        {
            Columns = [.. key.Select(c => new ColumnDefinition(c, null))],
            Constraints = [new PrimaryKeyConstraint([.. key]) { Name = "pk" }],
        };
        return new SchemaCatalog { Tables = ImmutableDictionary<RelationName, TableInfo>.Empty.Add(s_orders, table) };
    }
}
