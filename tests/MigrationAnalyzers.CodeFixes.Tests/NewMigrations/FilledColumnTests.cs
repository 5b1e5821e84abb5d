using MigrationAnalyzers.CodeFixes.Compatibility;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

/// <summary>Columns that a migration fills from those that it drops: what the versions write that run side by side.</summary>
public class FilledColumnTests
{
    private const string ContractPath = Scaffold.Folder + "20240102000005_ChangeContract.cs";
    private const string Split = "UPDATE orders SET head = split_part(note, ' ', 1), tail = split_part(note, ' ', 2)";
    private const string Merge = "UPDATE orders SET note = concat_ws(' ', head, tail)";
    private const string AddNote = """migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);""";
    private const string DropNote = """migrationBuilder.DropColumn(name: "note", table: "orders");""";
    private const string AddStatus = """migrationBuilder.AddColumn<string>(name: "status", table: "orders", type: "text", nullable: false, defaultValue: "");""";
    private const string DropStatus = """migrationBuilder.DropColumn(name: "status", table: "orders");""";

    private const string Add = """
        migrationBuilder.AddColumn<string>(name: "head", table: "orders", type: "text", nullable: true);
        migrationBuilder.AddColumn<string>(name: "tail", table: "orders", type: "text", nullable: true);
        """;

    private const string Drop = """
        migrationBuilder.DropColumn(name: "tail", table: "orders");
        migrationBuilder.DropColumn(name: "head", table: "orders");
        """;

    private const string WithoutNote = """
        b.Property<long>("id").HasColumnType("bigint");
        b.Property<long?>("user_id").HasColumnType("bigint");
        b.Property<decimal>("total").HasColumnType("numeric");
        b.Property<string>("status").IsRequired().HasColumnType("text");
        b.Property<string>("head").HasColumnType("text");
        b.Property<string>("tail").HasColumnType("text");
        b.HasKey("id");
        b.ToTable("orders");
        """;

    private const string WithoutEither = """
        b.Property<long>("id").HasColumnType("bigint");
        b.Property<string>("head").HasColumnType("text");
        b.Property<string>("tail").HasColumnType("text");
        b.HasKey("id");
        b.ToTable("orders");
        """;

    [Fact]
    public async Task DownThatPutsItTogether_LetsTheTriggerDoSoToo()
    {
        var (main, contract) = await FixAsync(Scaffold.Files(Lines(Add, Sql(Split), DropNote), Lines(AddNote, Sql(Merge), Drop), WithoutNote));

        Assert.Contains("SELECT split_part(note, ' ', 1), split_part(note, ' ', 2) INTO NEW.head, NEW.tail", main, StringComparison.Ordinal);
        Assert.Contains("SELECT concat_ws(' ', head, tail) INTO NEW.note", main, StringComparison.Ordinal);
        Assert.Contains("BEFORE INSERT OR UPDATE OF note, head, tail ON orders", main, StringComparison.Ordinal);
        Assert.True(main.IndexOf("ENABLE ALWAYS TRIGGER", StringComparison.Ordinal) < main.IndexOf(Split, StringComparison.Ordinal));
        Assert.DoesNotContain(Merge, main, StringComparison.Ordinal);
        Assert.True(contract.IndexOf(Merge, StringComparison.Ordinal) < contract.IndexOf("CREATE TRIGGER", StringComparison.Ordinal));
        Assert.True(contract.IndexOf("DROP FUNCTION", StringComparison.Ordinal) < contract.IndexOf("DropColumn", StringComparison.Ordinal));
    }

    /// <summary>Down does not say what the old column is, or not in a way that could be said row by row, or at another time.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("UPDATE orders SET note = head, total = 0")]
    [InlineData("UPDATE orders SET note = (SELECT max(name) FROM users)")]
    [InlineData("UPDATE orders SET note = concat_ws(' ', head, tail, status)")]
    public async Task DownThatDoesNotTellTheOldValue_LeavesItAsItIs(string back)
    {
        var (main, contract) = await FixAsync(Scaffold.Files(Lines(Add, Sql(Split), DropNote), Lines(AddNote, back.Length == 0 ? "" : Sql(back), Drop), WithoutNote));

        Assert.Contains("BEFORE INSERT OR UPDATE OF note ON orders", main, StringComparison.Ordinal);
        Assert.DoesNotContain("INTO NEW.note", main, StringComparison.Ordinal);
        Assert.Contains(back, main, StringComparison.Ordinal);
        Assert.DoesNotContain("UPDATE orders", contract, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DownThatFillsInBatches_LeavesTheOldValueAsItIs()
    {
        var (main, _) = await FixAsync(Scaffold.Files(
            Lines(Add, Sql(Split), DropNote), Lines(AddNote, $"migrationBuilder.Sql(\"{Merge}\", suppressTransaction: true);", Drop), WithoutNote));

        Assert.DoesNotContain("INTO NEW.note", main, StringComparison.Ordinal);
        Assert.Contains("INTO NEW.head, NEW.tail", main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE orders SET head = note WHERE head IS NULL", "SELECT note INTO NEW.head", "FROM (SELECT NEW.note) AS orders;")]
    [InlineData("UPDATE orders o SET head = lower(o.note) WHERE o.head IS NULL AND note <> '' AND (note LIKE 'a%' OR note IS NULL)", "SELECT lower(o.note) INTO NEW.head", "FROM (SELECT NEW.note OFFSET 0) AS o")]
    [InlineData("UPDATE orders SET head = note WHERE TRUE", "SELECT note INTO NEW.head", "FROM (SELECT NEW.note) AS orders;")]
    [InlineData("UPDATE orders SET head = CASE WHEN note LIKE 'x%' AND note <> 'xx' THEN 'x' END WHERE note <> 'y' OR note IS NULL", "SELECT CASE WHEN note LIKE 'x%' AND note <> 'xx' THEN 'x' END INTO NEW.head", "WHERE (note <> 'y' OR note IS NULL);")]
    [InlineData("UPDATE orders SET head = now()::text || note, tail = 'none'", "SELECT now()::text || note, 'none' INTO NEW.head, NEW.tail", "FROM (SELECT NEW.note) AS orders;")]
    public async Task ExpressionOverTheRow_IsThatOfTheTrigger(string update, params string[] expected)
    {
        var (main, _) = await FixAsync(Scaffold.Files(Lines(Add, Sql(update), DropNote), Lines(AddNote, Drop), WithoutNote));

        Assert.All(expected, e => Assert.Contains(e, main, StringComparison.Ordinal));
    }

    /// <summary>Other rows, other tables, other columns or another moment decide: the column is dropped later, and nothing follows it until then.</summary>
    [Theory]
    [InlineData("UPDATE orders SET head = note || status")]
    [InlineData("UPDATE orders SET head = note WHERE status = 'open'")]
    [InlineData("UPDATE orders SET head = note WHERE tail <> ''")]
    [InlineData("UPDATE orders SET head = note || users.name FROM users WHERE users.id = orders.user_id")]
    [InlineData("UPDATE orders SET head = (SELECT min(name) FROM users WHERE name > note)")]
    [InlineData("UPDATE orders SET head = note || random()")]
    [InlineData("UPDATE orders SET head = first_word(note)")]
    [InlineData("UPDATE orders SET head = note, status = ''")]
    [InlineData("UPDATE orders SET (head, tail) = ROW(note, note)")]
    [InlineData("UPDATE orders SET head = note, tail = DEFAULT")]
    [InlineData("UPDATE orders SET head = /* all of it */ note")]
    [InlineData("UPDATE orders SET head = orders::text || note")]
    [InlineData("UPDATE orders SET head = note WHERE head IS NULL AND note BETWEEN 'a' AND 'b'")]
    [InlineData("UPDATE orders SET head = 'x'")]
    [InlineData("WITH w AS (SELECT 1) UPDATE orders SET head = note")]
    [InlineData("UPDATE orders SET head = note; UPDATE orders SET tail = note")]
    [InlineData("DO $$ BEGIN UPDATE orders SET head = note; END $$")]
    public async Task ExpressionOverMoreThanTheRow_GetsNoTrigger(string update)
    {
        var (main, contract) = await FixAsync(Scaffold.Files(Lines(Add, Sql(update), DropNote), Lines(AddNote, Drop), WithoutNote));

        Assert.DoesNotContain("TRIGGER", main, StringComparison.Ordinal);
        Assert.DoesNotContain("TRIGGER", contract, StringComparison.Ordinal);
        Assert.Contains(DropNote, contract, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ColumnThatIsWrittenTwice_GetsNoTrigger()
    {
        var (main, _) = await FixAsync(Scaffold.Files(
            Lines(Add, Sql(Split), Sql("UPDATE orders SET head = 'none' WHERE head IS NULL"), DropNote), Lines(AddNote, Drop), WithoutNote));

        Assert.DoesNotContain("TRIGGER", main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE TABLE old_orders () INHERITS (orders)")]
    [InlineData("CREATE TRIGGER \"~~last\" BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION watch()")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note SET DEFAULT current_user")]
    public async Task TableWithMoreThanItsRows_GetsNoTrigger(string earlier)
    {
        var files = Scaffold.Files(Lines(Add, Sql(Split), DropNote), Lines(AddNote, Drop), WithoutNote).Select(f => f.Path.EndsWith("_Initial.cs", StringComparison.Ordinal)
            ? (f.Path, f.Text.Replace("migrationBuilder.CreateIndex(", Sql(earlier) + "\n            migrationBuilder.CreateIndex(", StringComparison.Ordinal))
            : f);

        var (main, _) = await FixAsync([.. files]);

        Assert.DoesNotContain("TRIGGER", main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoStatements_GetTwoTriggers()
    {
        var (main, contract) = await FixAsync(Scaffold.Files(
            Lines(Add, Sql("UPDATE orders SET head = note"), Sql("UPDATE orders SET tail = upper(status)"), DropNote, DropStatus), Lines(AddNote, AddStatus, Drop), WithoutEither));

        foreach (var trigger in (string[])["~sync_note_head", "~sync_status_tail"])
        {
            Assert.Contains($"CREATE TRIGGER \\\"{trigger}\\\"", main, StringComparison.Ordinal);
            Assert.Contains($"DROP TRIGGER \\\"{trigger}\\\"", main, StringComparison.Ordinal);
            Assert.Contains($"CREATE TRIGGER \\\"{trigger}\\\"", contract, StringComparison.Ordinal);
            Assert.Contains($"DROP TRIGGER \\\"{trigger}\\\"", contract, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task MergedColumns_GetOneTrigger()
    {
        var (main, contract) = await FixAsync(Scaffold.Files(
            Lines(Add, Sql("UPDATE orders SET head = concat(status, note)"), DropNote, DropStatus), Lines(AddNote, AddStatus, Drop), WithoutEither));

        Assert.Equal(2, main.Split("CREATE TRIGGER").Length);
        Assert.Contains("UPDATE OF note, status ON orders", main, StringComparison.Ordinal);
        Assert.Contains("OLD.status := '';", main, StringComparison.Ordinal);
        Assert.True(contract.IndexOf("DROP TRIGGER", StringComparison.Ordinal) < contract.IndexOf("DropColumn", StringComparison.Ordinal));
    }

    /// <summary>One of the two has to stay where it is, and the trigger would read a column that is gone.</summary>
    [Fact]
    public async Task MergedColumnsOfWhichOneIsDroppedAtOnce_GetNoTrigger()
    {
        var workspace = FixWorkspace.Create(new MigrationAnalyzer(), Scaffold.Files(
            Lines(Sql("CREATE UNIQUE INDEX ux ON orders (status)"), Add, Sql("UPDATE orders SET head = concat(status, note)"), DropNote, DropStatus),
            Lines(AddNote, AddStatus, Drop, Sql("DROP INDEX ux")),
            WithoutEither));
        var fix = new DBM3003ColumnDroppedFix();
        var finding = (await workspace.FindingsAsync()).First(static f => f.Id == "DBM3003");

        var action = Assert.Single(await workspace.OfferedAsync(fix, finding));
        await workspace.ApplyAsync(action);

        Assert.StartsWith("Drop the column", action.Title, StringComparison.Ordinal);
        Assert.DoesNotContain("TRIGGER", await workspace.TextAsync(Scaffold.MainPath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Merge, "the other way round")]
    [InlineData("UPDATE orders SET total = 1", "Let a trigger fill the new columns from what the old version writes")]
    public async Task Title_SaysWhatTheTriggerDoes(string back, string title)
    {
        var workspace = FixWorkspace.Create(new MigrationAnalyzer(), Scaffold.Files(Lines(Add, Sql(Split), DropNote), Lines(AddNote, Sql(back), Drop), WithoutNote));

        var action = Assert.Single(await workspace.OfferedAsync(new DBM3003ColumnDroppedFix(), (await workspace.FindingsAsync()).First(static f => f.Id == "DBM3003")));

        Assert.Contains(title, action.Title, StringComparison.Ordinal);
    }

    private static async Task<(string Main, string Contract)> FixAsync(IReadOnlyList<(string Path, string Text)> files)
    {
        var workspace = await SplitTest<DBM3003ColumnDroppedFix>.FixAsync(files, remains: DiagnosticSeverity.Info);
        return (await workspace.TextAsync(Scaffold.MainPath), await workspace.TextAsync(ContractPath));
    }

    private static string Lines(params string[] statements) => string.Join("\n", statements.Where(static s => s.Length > 0));

    private static string Sql(string sql) => $"migrationBuilder.Sql(\"{sql.Replace("\"", "\\\"", StringComparison.Ordinal)}\");";
}
