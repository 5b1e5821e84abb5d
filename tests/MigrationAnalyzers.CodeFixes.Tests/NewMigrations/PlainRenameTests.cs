using MigrationAnalyzers.CodeFixes.Compatibility;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

/// <summary>Columns and tables with two names for a time, in plain SQL.</summary>
public class PlainRenameTests
{
    private const string Status = """migrationBuilder.RenameColumn(name: "status", table: "orders", newName: "state");""";
    private const string StatusBack = """migrationBuilder.RenameColumn(name: "state", table: "orders", newName: "status");""";
    /// <summary>The model as EF Core scaffolds it with the rename.</summary>
    private const string Renamed = """
        b.Property<long>("id").HasColumnType("bigint");
        b.Property<string>("state").HasColumnType("text");
        b.HasKey("id");
        b.ToTable("orders");
        """;

    private const string LockTimeout = """migrationBuilder.Sql("SET LOCAL lock_timeout = '5s';");""";

    private const string Note = """migrationBuilder.RenameColumn(name: "note", table: "orders", newName: "remark");""";
    private const string NoteBack = """migrationBuilder.RenameColumn(name: "remark", table: "orders", newName: "note");""";

    [Fact]
    public async Task TwoColumnsOfATable_GetAContractionTogether()
    {
        var workspace = await SplitTest<DBM3001ColumnRenamedFix>.FixAsync(Scaffold.Files(Status + "\n" + Note, StatusBack + "\n" + NoteBack), remains: DiagnosticSeverity.Info);

        var main = await workspace.TextAsync(Scaffold.MainPath);
        Assert.Contains("ADD COLUMN IF NOT EXISTS state text", main, StringComparison.Ordinal);
        Assert.Contains("ADD COLUMN IF NOT EXISTS remark text", main, StringComparison.Ordinal);
        Assert.DoesNotContain("RenameColumn", main, StringComparison.Ordinal);
        var contract = await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeContract.cs");
        Assert.Equal(2, contract.Split("migrationBuilder.RenameColumn(").Length - 1);
    }

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN twice numeric GENERATED ALWAYS AS (total * 2) STORED", "twice")]
    [InlineData("ALTER TABLE orders ADD COLUMN number bigserial", "number")]
    [InlineData("CREATE INDEX ix_open ON orders (id) WHERE status = 'open'", "status")]
    [InlineData("CREATE INDEX ix_lower ON orders (lower(status))", "status")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note SET DEFAULT current_user", "note")]
    [InlineData("CREATE TRIGGER watch AFTER UPDATE OF status ON orders FOR EACH ROW EXECUTE FUNCTION watch()", "status")]
    [InlineData("CREATE TRIGGER \"~~last\" BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION watch()", "status")]
    [InlineData("CREATE TABLE old_orders () INHERITS (orders)", "status")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT pk_orders", "status")]
    [InlineData("ALTER TABLE orders ADD COLUMN batch_first text", "status")]
    public Task ColumnThatASecondOneCannotStandFor_IsLeftAlone(string earlier, string column) => SplitTest<DBM3001ColumnRenamedFix>.NotOfferedAsync(After(
        earlier,
        Scaffold.Files(
            $"""migrationBuilder.RenameColumn(name: "{column}", table: "orders", newName: "another");""", $"""migrationBuilder.RenameColumn(name: "another", table: "orders", newName: "{column}");""")));

    [Fact]
    public async Task RenamesThatMeet_AreLeftAlone()
    {
        await SplitTest<DBM3001ColumnRenamedFix>.NotOfferedAsync(After("CREATE INDEX ix_both ON orders (status, note)", Scaffold.Files(Status + "\n" + Note, StatusBack + "\n" + NoteBack)));
        await SplitTest<DBM3001ColumnRenamedFix>.NotOfferedAsync(Scaffold.Files(
            Note + "\n" + """migrationBuilder.RenameColumn(name: "status", table: "orders", newName: "note");""",
            """migrationBuilder.RenameColumn(name: "note", table: "orders", newName: "status");""" + "\n" + NoteBack));
        await SplitTest<DBM3001ColumnRenamedFix>.NotOfferedAsync(Scaffold.Files(
            Status + "\n" + """migrationBuilder.RenameColumn(name: "id", table: "orders", newName: "number");""",
            StatusBack + "\n" + """migrationBuilder.RenameColumn(name: "number", table: "orders", newName: "id");"""));
    }

    /// <summary>As the fix of DBM5003 leaves it behind, which comes before this one where all are applied at once.</summary>
    [Fact]
    public async Task ColumnUnderALockTimeout_HasBothNamesAllTheSame()
    {
        var workspace = await SplitTest<DBM3001ColumnRenamedFix>.FixAsync(Scaffold.Files(LockTimeout + "\n" + Status, StatusBack, Renamed), remains: DiagnosticSeverity.Info);

        var main = await workspace.TextAsync(Scaffold.MainPath);
        Assert.Contains(LockTimeout, main, StringComparison.Ordinal);
        Assert.Contains("ADD COLUMN IF NOT EXISTS state text", main, StringComparison.Ordinal);
    }

    /// <summary>It commits several times, and what the migration does besides could not be done again after a failure.</summary>
    [Theory]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);""", """migrationBuilder.DropColumn(name: "phone", table: "users");""")]
    [InlineData(
        LockTimeout + "\n" + """migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);""",
        """migrationBuilder.DropColumn(name: "phone", table: "users");""")]
    [InlineData("""migrationBuilder.RenameIndex(name: "pk_users", table: "users", newName: "pk_u");""", """migrationBuilder.RenameIndex(name: "pk_u", table: "users", newName: "pk_users");""")]
    public async Task ColumnBesidesOtherChanges_GetsAMigrationOfItsOwnFirst(string more, string back)
    {
        var workspace = await SplitTest<DBM3001ColumnRenamedFix>.FixAsync(Scaffold.Files(more + "\n" + Status, StatusBack + "\n" + back, Renamed), remains: DiagnosticSeverity.Info);

        var main = await workspace.TextAsync(Scaffold.MainPath);
        Assert.All(more.Split('\n'), line => Assert.Contains(line, main, StringComparison.Ordinal));
        Assert.Contains(back, main, StringComparison.Ordinal);
        Assert.DoesNotContain("state", main, StringComparison.Ordinal);
    }

    [Fact]
    public Task TableWhoseColumnsChange_IsLeftAlone() => SplitTest<DBM3002TableRenamedFix>.NotOfferedAsync(Scaffold.Files(
        """
        migrationBuilder.RenameTable(name: "users", newName: "customers");
        migrationBuilder.AddColumn<string>(name: "phone", table: "customers", type: "text", nullable: true);
        """,
        """
        migrationBuilder.DropColumn(name: "phone", table: "customers");
        migrationBuilder.RenameTable(name: "customers", newName: "users");
        """));

    [Theory]
    [InlineData("CREATE FOREIGN TABLE remote (id bigint) SERVER far")]
    [InlineData("CREATE VIEW remote AS SELECT id FROM users")]
    public Task WhatIsNoTable_IsLeftAlone(string earlier) => SplitTest<DBM3002TableRenamedFix>.NotOfferedAsync(After(
        earlier,
        Scaffold.Files("""migrationBuilder.RenameTable(name: "remote", newName: "near");""", """migrationBuilder.RenameTable(name: "near", newName: "remote");""")));

    [Theory]
    [InlineData("migrationBuilder.Sql(\"ALTER TABLE IF EXISTS users RENAME TO customers\");", "migrationBuilder.Sql(\"ALTER TABLE IF EXISTS customers RENAME TO users\");")]
    public Task TableThatMayNotBeThere_IsLeftAlone(string up, string down) => SplitTest<DBM3002TableRenamedFix>.NotOfferedAsync(Scaffold.Files(up, down));

    [Theory]
    [InlineData("migrationBuilder.Sql(\"ALTER TABLE IF EXISTS orders RENAME COLUMN status TO state\");", "migrationBuilder.Sql(\"ALTER TABLE IF EXISTS orders RENAME COLUMN state TO status\");")]
    [InlineData("migrationBuilder.Sql(\"ALTER TABLE ONLY orders RENAME COLUMN status TO state\");", "migrationBuilder.Sql(\"ALTER TABLE ONLY orders RENAME COLUMN state TO status\");")]
    public Task ColumnThatMayNotBeThere_IsLeftAlone(string up, string down) => SplitTest<DBM3001ColumnRenamedFix>.NotOfferedAsync(Scaffold.Files(up, down));

    [Theory]
    [InlineData("migrationBuilder.Sql(\"ALTER FUNCTION f(int) RENAME TO g\");", "migrationBuilder.Sql(\"ALTER FUNCTION g(int) RENAME TO f\");")]
    [InlineData("migrationBuilder.Sql(\"ALTER VIEW IF EXISTS a RENAME TO b\");", "migrationBuilder.Sql(\"ALTER VIEW IF EXISTS b RENAME TO a\");")]
    [InlineData("migrationBuilder.Sql(\"ALTER VIEW a RENAME TO b\");", "migrationBuilder.Sql(\"DROP VIEW b\");")]
    [InlineData("migrationBuilder.RenameSequence(name: \"a\", newName: \"b\");", "migrationBuilder.RenameSequence(name: \"b\", newName: \"a\");")]
    public Task ObjectWithoutASecondName_IsLeftAlone(string up, string down) => SplitTest<DBM3005ObjectRenamedFix>.NotOfferedAsync(Scaffold.Files(up, down));

    private static IReadOnlyList<(string Path, string Text)> After(string sql, IReadOnlyList<(string Path, string Text)> files) =>
    [
        .. files.Select(f => f.Path.EndsWith("_Initial.cs", StringComparison.Ordinal)
            ? (f.Path, f.Text.Replace(
                "migrationBuilder.CreateIndex(", $"migrationBuilder.Sql(\"{sql.Replace("\"", "\\\"", StringComparison.Ordinal)}\");\n            migrationBuilder.CreateIndex(", StringComparison.Ordinal))
            : f),
    ];
}
