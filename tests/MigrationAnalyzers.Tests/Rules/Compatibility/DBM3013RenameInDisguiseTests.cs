namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3013RenameInDisguiseTests() : RuleTest("DBM3013")
{
    private const string Loses = " loses the data where a rename is meant, and breaks the application version that is still running where it uses the old name";

    private const string DownAddsName = """migrationBuilder.AddColumn<string>(name: "name", table: "users", type: "text", nullable: true);""";

    [Theory]
    [InlineData("migrationBuilder.[|DropColumn|](\"name\", \"users\"); migrationBuilder.AddColumn<string>(\"full_name\", \"users\", type: \"text\", nullable: true);")]
    [InlineData("migrationBuilder.AddColumn<string>(\"full_name\", \"users\", type: \"text\", nullable: true); migrationBuilder.[|DropColumn|](\"name\", \"users\");")]
    public Task Calls_AreFoundInEitherOrder(string body) => Up(body, RuleCase.Method("Down", DownAddsName))
        .VerifyMessageAsync("Dropping column users.name and adding full_name, of the same type," + Loses);

    [Theory]
    [InlineData("ALTER TABLE users [|DROP COLUMN|] qty, ADD COLUMN quantity int", "qty int", "qty and adding quantity")]
    [InlineData("ALTER TABLE users ADD COLUMN \"FullName\" text; ALTER TABLE users [|DROP COLUMN|] \"Name\"", "\"Name\" text", "Name and adding FullName")]
    [InlineData("ALTER TABLE users [|DROP|] colour; ALTER TABLE users ADD color text; ALTER TABLE users ADD size text", "colour text", "colour and adding color")]
    public Task NamesThatAreAlike_AreFound(string sql, string column, string pair) => UpSql(sql).After($"CREATE TABLE users (id int, {column})")
        .VerifyMessageAsync($"Dropping column users.{pair}, of the same type," + Loses);

    [Theory]
    [InlineData("ALTER TABLE users [|DROP|] legacy; ALTER TABLE users ADD notes text", "notes")]
    [InlineData("ALTER TABLE users [|DROP|] legacy; ALTER TABLE users ADD legacy_a text; ALTER TABLE users ADD legacy_b text", "legacy_a or legacy_b")]
    public Task NamesThatAreNotAlikeOrSeveral_AreAnInfo(string sql, string names) => UpSql(sql).After("CREATE TABLE users (id int, legacy text)")
        .VerifyInfoAsync($"Dropping column users.legacy and adding {names}, of the same type," + Loses);

    [Fact]
    public Task SeveralDroppedColumnsWithoutALikeName_AreSilent() =>
        UpSql("ALTER TABLE users DROP a; ALTER TABLE users DROP b; ALTER TABLE users ADD notes text").After("CREATE TABLE users (a text, b text)").VerifyAsync();

    [Fact]
    public Task TableWithTheSameColumns_IsFound() => UpSql("[|DROP TABLE|] users; CREATE TABLE customers (id int PRIMARY KEY, name text)")
        .After("CREATE TABLE users (id int PRIMARY KEY, name text)")
        .VerifyMessageAsync("Dropping table users and adding customers, with the same columns," + Loses);

    [Theory]
    [InlineData("ALTER TABLE users DROP name; ALTER TABLE users ADD full_name varchar(50)")]
    [InlineData("ALTER TABLE users DROP name; ALTER TABLE users ADD full_name text NOT NULL DEFAULT ''")]
    [InlineData("ALTER TABLE users DROP name; ALTER TABLE orders ADD full_name text")]
    [InlineData("ALTER TABLE users ADD full_name text; UPDATE users SET full_name = name; ALTER TABLE users DROP name")]
    [InlineData("ALTER TABLE users DROP name; ALTER TABLE users ADD name text")]
    [InlineData("ALTER TABLE users DROP name; ALTER TABLE users ADD city text; ALTER TABLE users ADD street text")]
    [InlineData("ALTER TABLE users DROP name")]
    [InlineData("DROP TABLE users; CREATE TABLE customers (id int PRIMARY KEY, title text)")]
    [InlineData("CREATE TABLE customers (id int PRIMARY KEY, name text); INSERT INTO customers SELECT * FROM users; DROP TABLE users")]
    [InlineData("CREATE TABLE t (a text); ALTER TABLE t DROP a; ALTER TABLE t ADD aa text")]
    public Task NoRename_IsSilent(string sql) => UpSql(sql).After("CREATE TABLE users (id int PRIMARY KEY, name text)").VerifyAsync();

    [Fact]
    public Task OldTypeThatNobodyKnows_IsSilent() => File("ALTER TABLE users DROP name; ALTER TABLE users ADD full_name text").VerifyAsync();

    [Fact]
    public Task ComputedColumnThatIsRecreated_IsSilent() => Up("""
        migrationBuilder.AlterColumn<string>(name: "label", table: "users", type: "text", nullable: true, computedColumnSql: "name", stored: true, oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """).VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() => UpSql("ALTER TABLE users DROP name; ALTER TABLE users ADD full_name text")
        .After("CREATE TABLE users (id int, name text)").With("deployment", "downtime").VerifyAsync();
}
