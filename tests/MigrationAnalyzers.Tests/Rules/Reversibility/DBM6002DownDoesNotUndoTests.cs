namespace MigrationAnalyzers.Tests.Rules.Reversibility;

public sealed class DBM6002DownDoesNotUndoTests() : RuleTest("DBM6002")
{
    private const string Undone = "Down does not undo this: after it, ";

    private const string Table = "CREATE TABLE orders (id int CONSTRAINT pk PRIMARY KEY, note text, total bigint NOT NULL, kind int, CONSTRAINT uq UNIQUE (kind, total)); CREATE INDEX ix_note ON orders (note)";

    [Fact]
    public Task EachOperationThatIsNotUndone_IsFound() => Up(
        """
        migrationBuilder.[|AddColumn|]<string>(name: "note", table: "orders", type: "text", nullable: true);
        migrationBuilder.AddColumn<string>(name: "label", table: "orders", type: "text", nullable: true);
        migrationBuilder.[|CreateTable|](name: "extra", columns: table => new { id = table.Column<int>(type: "integer", nullable: false) });
        migrationBuilder.[|CreateIndex|](name: "ix", table: "orders", column: "label2");
        """,
        RuleCase.Method("Down", """migrationBuilder.DropColumn(name: "label", table: "orders");""")).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] c int", "column orders.c is still there")]
    [InlineData("ALTER TABLE orders [|DROP COLUMN|] kind", "column orders.kind is missing and unique constraint uq is missing")]
    [InlineData("ALTER TABLE orders [|RENAME COLUMN|] note TO text", "column orders.note is still called text")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total [|TYPE|] numeric", "orders.total is numeric instead of int8")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note [|SET NOT NULL|]", "orders.note is still NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total [|DROP NOT NULL|]", "orders.total still takes NULL")]
    [InlineData("[|CREATE INDEX|] ix ON orders (total)", "index ix is still there")]
    [InlineData("[|DROP INDEX|] ix_note", "index ix_note is missing")]
    [InlineData("ALTER TABLE orders [|ADD CONSTRAINT|] ck CHECK (total > 0)", "CHECK constraint ck is still there")]
    [InlineData("ALTER TABLE orders [|DROP CONSTRAINT|] uq", "unique constraint uq is missing")]
    [InlineData("[|CREATE TABLE|] t (a int)", "table t is still there")]
    [InlineData("[|DROP TABLE|] orders", "table orders is missing")]
    [InlineData("ALTER TABLE orders [|RENAME TO|] sales", "table orders is still called sales")]
    [InlineData("[|CREATE VIEW|] v AS SELECT 1 AS a", "view v is still there")]
    [InlineData("[|CREATE TYPE|] mood AS ENUM ('a')", "type mood is still there")]
    [InlineData("[|CREATE SEQUENCE|] s", "sequence s is still there")]
    [InlineData("[|CREATE TRIGGER|] tr BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f()", "trigger tr of orders is still there")]
    public Task WhatIsLeft_IsNamed(string up, string left) =>
        UpSql(up, Undo("CREATE TABLE other (a int); DROP TABLE other")).After(Table).VerifyMessageAsync(Undone + left);

    [Theory]
    [InlineData("ALTER TABLE orders [|DROP COLUMN|] note", "ALTER TABLE orders ADD COLUMN note text", "index ix_note is missing")]
    [InlineData("ALTER TABLE orders [|DROP COLUMN|] note", "ALTER TABLE orders ADD COLUMN note varchar(10); CREATE INDEX ix_note ON orders (note)", "orders.note is varchar(10) instead of text")]
    [InlineData("[|DROP TABLE|] orders", "CREATE TABLE orders (id int CONSTRAINT pk PRIMARY KEY, note text, total bigint NOT NULL)", "column orders.kind is missing, index ix_note is missing and unique constraint uq is missing")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total [|TYPE|] numeric", "ALTER TABLE orders ALTER COLUMN total TYPE int", "orders.total is int4 instead of int8")]
    [InlineData("ALTER TABLE orders [|RENAME COLUMN|] note TO text", "ALTER TABLE orders RENAME COLUMN text TO notes", "column orders.note is missing")]
    public Task WhatComesBackOtherwise_IsNamed(string up, string down, string left) => UpSql(up, Undo(down)).After(Table).VerifyMessageAsync(Undone + left);

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN c int", "ALTER TABLE orders DROP COLUMN IF EXISTS c")]
    [InlineData("ALTER TABLE orders ADD COLUMN c int; CREATE INDEX ix ON orders (c); ALTER TABLE orders ADD CONSTRAINT ck CHECK (c > 0)", "ALTER TABLE orders DROP COLUMN c")]
    [InlineData("ALTER TABLE orders DROP COLUMN note", "ALTER TABLE orders ADD COLUMN note text; CREATE INDEX ix_other ON orders (note)")]
    [InlineData("DROP INDEX ix_note; ALTER TABLE orders DROP COLUMN note", "ALTER TABLE orders ADD COLUMN note text; CREATE INDEX ix_note ON orders (note)")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT uq", "CREATE UNIQUE INDEX ux ON orders (kind, total)")]
    [InlineData("ALTER TABLE orders RENAME TO sales; ALTER TABLE sales ADD COLUMN c int", "ALTER TABLE sales DROP COLUMN c; ALTER TABLE sales RENAME TO orders")]
    [InlineData("ALTER TABLE orders RENAME COLUMN note TO text; ALTER TABLE orders ALTER COLUMN text TYPE varchar(9)", "ALTER TABLE orders ALTER COLUMN text TYPE text; ALTER TABLE orders RENAME COLUMN text TO note")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b int; ALTER TABLE t RENAME TO u; CREATE INDEX ix ON u (b)", "DROP TABLE u")]
    [InlineData("CREATE TABLE t (a int); DROP TABLE t", "SELECT 1")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total SET DEFAULT 5; COMMENT ON TABLE orders IS 'x'; UPDATE orders SET total = 1", "SELECT 1")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total TYPE numeric", "ALTER TABLE orders ALTER COLUMN total TYPE bigint")]
    [InlineData("ALTER INDEX ix_note RENAME TO ix_text", "SELECT 1")]
    [InlineData("DROP INDEX ix_note", "CREATE INDEX ix_n ON orders (note); ALTER INDEX ix_n RENAME TO ix_note2")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT 1 AS a; CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SELECT 1")]
    [InlineData("ALTER TYPE mood ADD VALUE 'x'; CREATE EXTENSION citext; CREATE SCHEMA app", "SELECT 1")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a int); CREATE INDEX IF NOT EXISTS ix ON other (a); ALTER TABLE other ADD COLUMN IF NOT EXISTS a int", "SELECT 1")]
    [InlineData("DROP INDEX IF EXISTS ix_unknown; ALTER TABLE orders DROP COLUMN IF EXISTS gone; DROP TABLE IF EXISTS nothing", "SELECT 1")]
    [InlineData("CREATE SEQUENCE s OWNED BY orders.id", "SELECT 1")]
    [InlineData("ALTER TABLE other DROP CONSTRAINT ck", "ALTER TABLE other ADD CONSTRAINT ck2 CHECK (a > 0)")]
    [InlineData("ALTER TABLE other ALTER COLUMN a TYPE bigint; ALTER TABLE other ALTER COLUMN a SET NOT NULL", "SELECT 1")]
    public Task WhatIsAsBeforeOrNotKnown_IsSilent(string up, string down) => UpSql(up, Undo(down)).After(Table).VerifyAsync();

    [Theory]
    [InlineData("CALL undo()")]
    [InlineData("ROLLBACK")]
    [InlineData("DO $$ BEGIN EXECUTE format('ALTER TABLE orders %s', 'DROP COLUMN c'); END $$")]
    [InlineData("DO $$ BEGIN IF EXISTS (SELECT 1) THEN ALTER TABLE orders DROP COLUMN d; END IF; END $$")]
    public Task DownThatIsNotAllKnown_IsSilent(string down) => UpSql("ALTER TABLE orders ADD COLUMN c int", Undo(down)).VerifyAsync();

    [Fact]
    public Task UpThatMayNotRun_IsSilent() => Up(
        """if (DateTime.Now.Year > 2000) { migrationBuilder.AddColumn<string>("note", "orders"); }""", Undo("SELECT 1")).VerifyAsync();

    [Fact]
    public Task SqlThatIsNotKnown_IsSilent() => Up(
        """migrationBuilder.AddColumn<string>("note", "orders");""", RuleCase.Method("Down", "migrationBuilder.Sql(Environment.MachineName);")).VerifyAsync();

    [Theory]
    [InlineData("")]
    [InlineData("throw new NotSupportedException(\"The notes are gone.\");")]
    public Task DownThatIsEmptyOrThrows_IsTheMatterOfAnotherRule(string down) =>
        Up("""migrationBuilder.AddColumn<string>("note", "orders");""", RuleCase.Method("Down", down)).VerifyAsync();

    [Fact]
    public Task SqlFile_HasNoDown() => File("ALTER TABLE orders ADD COLUMN note text").VerifyAsync();

    [Fact]
    public Task WhatEfScaffolds_IsSilent() => Up(
        """
        migrationBuilder.EnsureSchema(name: "shop");
        migrationBuilder.AlterDatabase().Annotation("Npgsql:Enum:state", "a,b").Annotation("Npgsql:PostgresExtension:citext", ",,");
        migrationBuilder.DropForeignKey(name: "FK_a", table: "orders");
        migrationBuilder.DropPrimaryKey(name: "PK_orders", table: "orders");
        migrationBuilder.DropIndex(name: "IX_x", table: "orders");
        migrationBuilder.DropColumn(name: "gone", table: "orders");
        migrationBuilder.RenameTable(name: "orders", newName: "sales", newSchema: "shop");
        migrationBuilder.RenameColumn(name: "a", schema: "shop", table: "sales", newName: "b");
        migrationBuilder.RenameIndex(name: "IX_orders_b", schema: "shop", table: "sales", newName: "IX_sales_b");
        migrationBuilder.AlterColumn<string>(name: "note", schema: "shop", table: "sales", type: "character varying(50)", maxLength: 50, nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
        migrationBuilder.AddColumn<int>(name: "n", schema: "shop", table: "sales", type: "integer", nullable: false, defaultValue: 0);
        migrationBuilder.AddPrimaryKey(name: "PK_sales", schema: "shop", table: "sales", column: "id");
        migrationBuilder.CreateTable(name: "extra", columns: table => new { id = table.Column<int>(type: "integer", nullable: false) }, constraints: table => table.PrimaryKey("PK_extra", x => x.id));
        migrationBuilder.CreateIndex(name: "IX_extra_id", table: "extra", column: "id");
        migrationBuilder.CreateSequence(name: "numbers");
        """,
        RuleCase.Method("Down", """
        migrationBuilder.DropTable(name: "extra");
        migrationBuilder.DropPrimaryKey(name: "PK_sales", schema: "shop", table: "sales");
        migrationBuilder.DropColumn(name: "n", schema: "shop", table: "sales");
        migrationBuilder.DropSequence(name: "numbers");
        migrationBuilder.RenameTable(name: "sales", schema: "shop", newName: "orders");
        migrationBuilder.RenameColumn(name: "b", table: "orders", newName: "a");
        migrationBuilder.RenameIndex(name: "IX_sales_b", table: "orders", newName: "IX_orders_b");
        migrationBuilder.AlterDatabase().OldAnnotation("Npgsql:Enum:state", "a,b").OldAnnotation("Npgsql:PostgresExtension:citext", ",,");
        migrationBuilder.AlterColumn<string>(name: "note", table: "orders", type: "text", nullable: true, oldClrType: typeof(string), oldType: "character varying(50)", oldMaxLength: 50);
        migrationBuilder.AddColumn<string>(name: "gone", table: "orders", type: "text", nullable: false, defaultValue: "");
        migrationBuilder.AddPrimaryKey(name: "PK_orders", table: "orders", column: "id");
        migrationBuilder.CreateIndex(name: "IX_x", table: "orders", column: "x");
        migrationBuilder.AddForeignKey(name: "FK_a", table: "orders", column: "x", principalTable: "other", principalColumn: "id");
        """)).VerifyAsync();

    private static string Undo(string sql) => RuleCase.Method("Down", "migrationBuilder.Sql(\"\"\"\n" + sql + "\n\"\"\");");
}
