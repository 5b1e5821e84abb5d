namespace MigrationAnalyzers.Tests.Rules.Rewrite;

public sealed class DBM2001VolatileDefaultTests() : RuleTest("DBM2001")
{
    private const string UserFunctionMessage =
        "Adding orders.token with the default new_token() rewrites the whole table if new_token is volatile, as every function is that does not say STABLE or IMMUTABLE";

    [Fact]
    public Task AddColumnCall_NamesColumnDefaultAndLock() => Up("""
        migrationBuilder.[|AddColumn|]<Guid>(name: "token", table: "orders", type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()");
        """).VerifyMessageAsync(
            "Adding orders.token with the default gen_random_uuid() rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock, "
            + "because gen_random_uuid is volatile: reads and writes wait until it is done");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task AddColumnInSql_IsFound(string source) => Sql(source, "ALTER TABLE orders [|ADD COLUMN|] é float8 DEFAULT random()").VerifyAsync();

    [Theory]
    [InlineData("clock_timestamp()")]
    [InlineData("md5(random()::text)")]
    [InlineData("nextval('s')")]
    [InlineData("pg_catalog.timeofday()")]
    [InlineData("RANDOM()")]
    [InlineData("uuid_generate_v4()")]
    [InlineData("(random() * 10)::int")]
    [InlineData("CASE WHEN now() IS NULL THEN now() ELSE clock_timestamp() END")]
    public async Task VolatileFunction_IsFound(string value)
    {
        await File($"ALTER TABLE orders [|ADD|] token text DEFAULT {value}").VerifyAsync();
        await Up($"""migrationBuilder.[|AddColumn|]<string>("token", "orders", defaultValueSql: "{value}");""").VerifyAsync();
    }

    [Theory]
    [InlineData("now()")]
    [InlineData("CURRENT_TIMESTAMP")]
    [InlineData("current_date + 1")]
    [InlineData("statement_timestamp()")]
    [InlineData("lower('A')")]
    [InlineData("'{}'::jsonb")]
    [InlineData("NULL")]
    [InlineData("0")]
    [InlineData("now() AT TIME ZONE 'utc'")]
    [InlineData("timezone('utc', now())")]
    [InlineData("timezone('utc'::text, CURRENT_TIMESTAMP)")]
    [InlineData("date_trunc('day', now())")]
    [InlineData("'now'::timestamptz")]
    [InlineData("ARRAY[]::text[]")]
    [InlineData("current_setting('x')")]
    [InlineData("-1.5")]
    [InlineData("(1 + 2)")]
    public async Task StableOrConstantDefault_IsSilent(string value)
    {
        await File($"ALTER TABLE orders ADD COLUMN token text DEFAULT {value}").VerifyAsync();
        await Up($"""migrationBuilder.AddColumn<string>("token", "orders", defaultValueSql: "{value}");""").VerifyAsync();
    }

    [Theory]
    [InlineData("""migrationBuilder.AddColumn<Guid>("token", "orders", nullable: false, defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));""")]
    [InlineData("""migrationBuilder.AddColumn<int>("token", "orders", nullable: false, defaultValue: 0);""")]
    [InlineData("""migrationBuilder.AddColumn<string>("token", "orders", nullable: true);""")]
    public Task ValueOfTheMigration_IsSilent(string body) => Up(body).VerifyAsync();

    [Fact]
    public async Task FunctionOfTheUser_IsAnInfo()
    {
        await Up("""migrationBuilder.[|AddColumn|]<string>("token", "orders", defaultValueSql: "new_token()");""").VerifyInfoAsync(UserFunctionMessage);
        await File("ALTER TABLE orders [|ADD COLUMN|] token text DEFAULT new_token()").VerifyInfoAsync(UserFunctionMessage);
    }

    [Theory]
    [InlineData("STABLE")]
    [InlineData("IMMUTABLE")]
    public Task FunctionCreatedAsNotVolatile_IsSilent(string volatility) =>
        UpSql("ALTER TABLE orders ADD COLUMN token text DEFAULT new_token()")
            .After($"CREATE FUNCTION new_token() RETURNS text LANGUAGE sql {volatility} AS 'SELECT 1'").VerifyAsync();

    [Theory]
    [InlineData("")]
    [InlineData("VOLATILE")]
    public Task FunctionCreatedAsVolatile_IsAWarning(string volatility) =>
        UpSql("ALTER TABLE orders [|ADD COLUMN|] token text DEFAULT new_token()")
            .After($"CREATE FUNCTION new_token() RETURNS text LANGUAGE plpgsql {volatility} AS 'BEGIN RETURN 1; END'").VerifyMessageAsync(
                "Adding orders.token with the default new_token() rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock, "
                + "because new_token is volatile: reads and writes wait until it is done");

    /// <summary>The planner may put the body of an SQL function in the place of the call, and look at that.</summary>
    [Fact]
    public Task SqlFunctionThatThePlannerReplacesByItsConstant_IsSilent() =>
        UpSql("ALTER TABLE orders ADD COLUMN token int DEFAULT new_token()")
            .After("CREATE FUNCTION new_token() RETURNS int LANGUAGE sql AS 'SELECT 1'").VerifyAsync();

    [Fact]
    public Task VolatileDefaultOfADomain_IsFound() =>
        UpSql("ALTER TABLE orders [|ADD COLUMN|] token token").After("CREATE DOMAIN token AS uuid DEFAULT gen_random_uuid()").VerifyMessageAsync(
            "Adding orders.token with the default gen_random_uuid() rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock, "
            + "because gen_random_uuid is volatile: reads and writes wait until it is done");

    [Fact]
    public Task FunctionOfTheSameMigration_IsKnown() => UpSql("""
        CREATE FUNCTION app.new_token() RETURNS text LANGUAGE sql STABLE AS 'SELECT 1';
        ALTER TABLE orders ADD COLUMN token text DEFAULT app.new_token();
        """).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid()")]
    [InlineData("ALTER TABLE orders ADD COLUMN token uuid; ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid()")]
    [InlineData("CREATE TABLE orders (id int); ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid()")]
    [InlineData("CREATE TABLE Orders (id int); ALTER TABLE public.\"orders\" ADD COLUMN token uuid DEFAULT gen_random_uuid()")]
    [InlineData("CREATE TABLE orders (id int, token uuid DEFAULT gen_random_uuid())")]
    public async Task NoRowOfAnExistingTable_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("12")]
    [InlineData("18")]
    public Task EachVersion_RewritesForAVolatileDefault(string version) =>
        File("ALTER TABLE orders [|ADD COLUMN|] token uuid DEFAULT gen_random_uuid()").With("postgres_version", version).VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() =>
        Up("""migrationBuilder.AddColumn<Guid>("token", "orders", defaultValueSql: "gen_random_uuid()");""").With("small_tables", "orders").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() => Up("""
        if (!migrationBuilder.IsNpgsql())
        {
            migrationBuilder.AddColumn<Guid>("token", "orders", defaultValueSql: "gen_random_uuid()");
        }
        """).VerifyAsync();
}
