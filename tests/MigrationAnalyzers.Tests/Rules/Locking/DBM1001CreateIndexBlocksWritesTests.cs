using MigrationAnalyzers.Testing;

namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1001CreateIndexBlocksWritesTests() : RuleTest("DBM1001")
{
    [Fact]
    public Task CreateIndexCall_NamesIndexTableAndLock() =>
        Up("""migrationBuilder.[|CreateIndex|](name: "ix_users_email", table: "users", column: "email");""").VerifyMessageAsync(
            "Building index ix_users_email on the existing table users holds a SHARE lock: writes wait until the index is built");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task CreateIndexInSql_IsFound(string source) => Sql(source, "[|CREATE INDEX|] ix_é ON users (lower(email))").VerifyAsync();

    [Theory]
    [InlineData("[|CREATE UNIQUE INDEX|] ix ON users (email)")]
    [InlineData("[|CREATE INDEX|] IF NOT EXISTS ix ON users (email)")]
    [InlineData("[|CREATE INDEX|] ON users USING gin (tags)")]
    [InlineData("SELECT 1; [|create\n  index|] ix ON audit.users (email) WHERE email IS NOT NULL")]
    [InlineData("DO $$ BEGIN [|CREATE INDEX|] ix ON users (email); END $$")]
    [InlineData("DO $$ BEGIN EXECUTE '[|CREATE INDEX|] ix ON users (email)'; END $$")]
    public Task EachFormOfCreateIndex_IsFound(string sql) => UpSql(sql).VerifyAsync();

    [Theory]
    [InlineData("SET search_path TO audit; CREATE TABLE users (email text); CREATE INDEX ix ON audit.users (email)")]
    [InlineData("SET LOCAL search_path = audit, public; CREATE TABLE audit.users (email text); CREATE INDEX ix ON users (email)")]
    [InlineData("SET search_path TO audit; CREATE TABLE users (email text); [|CREATE INDEX|] ix ON orders (email)")]
    public Task SearchPath_LeavesOpenWhichSchemaIsMeant(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task IndexWithoutAName_IsCalledAnIndex() => File("[|CREATE INDEX|] ON audit.users (email)").VerifyMessageAsync(
        "Building an index on the existing table audit.users holds a SHARE lock: writes wait until the index is built");

    [Fact]
    public Task StrongerLockOfTheSameTransaction_IsTheOneThatIsNamed() => Up("""
        migrationBuilder.AddColumn<string>(name: "email", table: "users", nullable: true);
        migrationBuilder.[|CreateIndex|](name: "ix", table: "users", column: "email");
        """).VerifyMessageAsync(
            "Building index ix on the existing table users holds an ACCESS EXCLUSIVE lock: reads and writes wait until the index is built");

    [Theory]
    [InlineData("""migrationBuilder.CreateIndex("ix", "users", "email").Annotation("Npgsql:CreatedConcurrently", true);""")]
    [InlineData("""migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON users (email)", suppressTransaction: true);""")]
    public Task ConcurrentBuild_IsSilent(string body) => Up(body).VerifyAsync();

    [Theory]
    [InlineData("""migrationBuilder.[|CreateIndex|]("ix", "users", "email");""")]
    [InlineData("""migrationBuilder.[|CreateIndex|]("ix", "users", new[] { "email", "name" }, unique: true);""")]
    [InlineData("""migrationBuilder.[|CreateIndex|](column: "email", unique: true, table: "users", schema: "audit", name: "ix");""")]
    [InlineData("""migrationBuilder.[|CreateIndex|](name: "ix", table: "users", columns: new[] { "a", "b" }, descending: new[] { true, false });""")]
    [InlineData("""migrationBuilder.[|CreateIndex|]("ix", "users", "email").Annotation("Npgsql:CreatedConcurrently", false);""")]
    [InlineData("""migrationBuilder.[|CreateIndex|]("ix", "users", "email").Annotation("Npgsql:IndexMethod", "gin");""")]
    public Task EachFormOfTheCall_IsFound(string body) => Up(body).VerifyAsync();

    [Fact]
    public Task RenamedParameter_IsFound() => Members("""
        protected override void Up(MigrationBuilder é)
        {
            var builder = é;
            builder.[|CreateIndex|]("ix", "users", "email");
        }
        """).VerifyAsync();

    [Fact]
    public Task ExpressionBody_IsFound() =>
        Members("""protected override void Up(MigrationBuilder b) => b.[|CreateIndex|]("ix", "users", "email");""").VerifyAsync();

    [Fact]
    public Task HelperMethodOfTheMigration_IsFoundInTheHelper() => Up(
        """AddIndex(migrationBuilder, "users");""",
        """
        private static void AddIndex(MigrationBuilder builder, string table) => builder.[|CreateIndex|]("ix_" + table, table, "email");
        """).VerifyMessageAsync("Building index ix_users on the existing table users holds a SHARE lock: writes wait until the index is built");

    [Fact]
    public Task LocalFunctionAndLoop_AreFollowed() => Up("""
        foreach (var table in new[] { "users" })
        {
            Add(table);
        }

        void Add(string name) => migrationBuilder.[|CreateIndex|]("ix_" + name, name, "email");
        """).VerifyAsync();

    [Fact]
    public Task ExtensionMethodOfAnotherFile_IsFoundAtItsCall() => Up("""migrationBuilder.[|IndexEmail|]("users");""")
        .Beside("/0/Extensions.cs", """
            using Microsoft.EntityFrameworkCore.Migrations;

            internal static class Extensions
            {
                public static void IndexEmail(this MigrationBuilder builder, string table) => builder.CreateIndex("ix", table, "email");
            }
            """)
        .VerifyMessageAsync("Building index ix on the existing table users holds a SHARE lock: writes wait until the index is built");

    [Fact]
    public Task MethodOfABaseClass_IsFoundAtItsCall() => Source("""
        using Microsoft.EntityFrameworkCore.Migrations;

        public abstract class Base : Migration
        {
            protected static void Index(MigrationBuilder builder) => builder.CreateIndex("ix", "users", "email");
        }

        [Migration("1_a")]
        public class A : Base
        {
            protected override void Up(MigrationBuilder migrationBuilder) => [|Index|](migrationBuilder);
        }
        """).VerifyAsync();

    [Theory]
    [InlineData("// <auto-generated />\n")]
    [InlineData("// <autogenerated>by a tool</autogenerated>\n")]
    public Task GeneratedCode_IsAnalyzed(string header) => Source(header + """
        using Microsoft.EntityFrameworkCore.Migrations;

        [System.CodeDom.Compiler.GeneratedCode("tool", "1.0")]
        public class A : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.[|CreateIndex|]("ix", "users", "email");
        }
        """).VerifyAsync();

    [Theory]
    [InlineData("""CREATE TABLE users (email text); CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE TABLE Users (email text); CREATE INDEX ix ON USERS (email)""")]
    [InlineData("""CREATE TABLE "users" (email text); CREATE INDEX ix ON Users (email)""")]
    [InlineData("""CREATE TABLE "Users" (email text); CREATE INDEX ix ON "Users" (email)""")]
    [InlineData("""CREATE TABLE public.users (email text); CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE TABLE users (email text); CREATE INDEX ix ON public.users (email)""")]
    [InlineData("""CREATE TABLE audit.users (email text); CREATE INDEX ix ON "audit".users (email)""")]
    [InlineData("""CREATE TABLE IF NOT EXISTS users (email text); CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE UNLOGGED TABLE users (email text); CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE TABLE users AS SELECT * FROM people; CREATE INDEX ix ON users (email)""")]
    [InlineData("""SELECT * INTO users FROM people; CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE TABLE users (LIKE people INCLUDING ALL); CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE MATERIALIZED VIEW users AS SELECT * FROM people; CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE TABLE users PARTITION OF people FOR VALUES IN (1); CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE TABLE U&"\0075sers" (email text); CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE TEMP TABLE users (email text); CREATE INDEX ix ON users (email)""")]
    [InlineData("""CREATE TABLE a (email text); ALTER TABLE a RENAME TO users; CREATE INDEX ix ON users (email)""")]
    public async Task TableOfTheSameMigration_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("""CREATE TABLE "Users" (email text); [|CREATE INDEX|] ix ON users (email)""")]
    [InlineData("""CREATE TABLE users (email text); [|CREATE INDEX|] ix ON "Users" (email)""")]
    [InlineData("""CREATE TABLE audit.users (email text); [|CREATE INDEX|] ix ON users (email)""")]
    [InlineData("""CREATE TABLE users (email text); [|CREATE INDEX|] ix ON audit.users (email)""")]
    [InlineData("""ALTER TABLE users RENAME TO people; [|CREATE INDEX|] ix ON people (email)""")]
    public async Task TableThatOnlyLooksNew_IsFound(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("", "CreateIndex")]
    [InlineData(""", schema: "public" """, "CreateIndex")]
    [InlineData(""", schema: "audit" """, "[|CreateIndex|]")]
    public Task TableOfACreateTableCall_IsNewInItsSchemaOnly(string schema, string call) => Up($$"""
        migrationBuilder.CreateTable(name: "Users", columns: t => new { Id = t.Column<int>(type: "integer", nullable: false) });
        migrationBuilder.{{call}}(name: "ix", table: "Users", column: "Id"{{schema}});
        """).VerifyAsync();

    [Fact]
    public Task NewTable_IsKnownAcrossFrontEnds() => Up("""
        migrationBuilder.Sql("CREATE TABLE users (email text)");
        migrationBuilder.CreateIndex("ix", "users", "email");
        """).VerifyAsync();

    [Fact]
    public Task TableOfAnEarlierMigration_IsFound() =>
        Up("""migrationBuilder.[|CreateIndex|]("ix", "users", "email");""").After("CREATE TABLE users (email text)").VerifyAsync();

    [Fact]
    public Task CreateTableIfNotExistsOfAnEarlierTable_MakesItNotNew() =>
        UpSql("CREATE TABLE IF NOT EXISTS users (email text); [|CREATE INDEX|] ix ON users (email)").After("CREATE TABLE users (email text)").VerifyAsync();

    [Fact]
    public Task TableRecreatedByThisMigration_IsSilent() => UpSql("DROP TABLE users; CREATE TABLE users (email text); CREATE INDEX ix ON users (email)")
        .After("CREATE TABLE users (email text)").VerifyAsync();

    [Fact]
    public Task IndexThatExistsAlready_StillLocksTheTable() => UpSql("[|CREATE INDEX|] IF NOT EXISTS ix ON users (email)")
        .AfterUp("""migrationBuilder.CreateTable("users", t => new { email = t.Column<string>() }); migrationBuilder.CreateIndex("ix", "users", "email");""")
        .VerifyInfoAsync(
            "Building index ix, which exists already, on the existing table users holds a SHARE lock: writes wait until the transaction ends");

    [Fact]
    public Task OnlyOnThePartitionedParent_IsSilent() => UpSql("CREATE INDEX ix ON ONLY measurements (taken_at)")
        .After("CREATE TABLE measurements (taken_at timestamptz) PARTITION BY RANGE (taken_at)").VerifyAsync();

    [Theory]
    [InlineData("""if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite") migrationBuilder.CreateIndex("ix", "users", "email");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider != "Npgsql.EntityFrameworkCore.PostgreSQL") { migrationBuilder.CreateIndex("ix", "users", "email"); }""")]
    [InlineData("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.CreateIndex("ix", "users", "email"); }""")]
    [InlineData("""if (migrationBuilder.IsNpgsql()) { return; } migrationBuilder.CreateIndex("ix", "users", "email");""")]
    [InlineData("""if (migrationBuilder.IsNpgsql()) { } else migrationBuilder.CreateIndex("ix", "users", "email");""")]
    public Task CodeForAnotherProvider_IsSilent(string body) => Up(body).VerifyAsync();

    [Theory]
    [InlineData("""if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL") migrationBuilder.[|CreateIndex|]("ix", "users", "email");""")]
    [InlineData("""if (migrationBuilder.IsNpgsql()) { migrationBuilder.[|CreateIndex|]("ix", "users", "email"); }""")]
    [InlineData("""if (!migrationBuilder.IsNpgsql()) { return; } migrationBuilder.[|CreateIndex|]("ix", "users", "email");""")]
    [InlineData("""if (DateTime.Now.Year > 2020) { migrationBuilder.[|CreateIndex|]("ix", "users", "email"); }""")]
    public Task CodeThatMayRunOnNpgsql_IsFound(string body) => Up(body).VerifyAsync();

    [Fact]
    public Task MigrationOfAnotherProvider_IsSilent() =>
        Up("""migrationBuilder.CreateIndex("ix", "users", "email").Annotation("SqlServer:Clustered", true);""").VerifyAsync();

    [Fact]
    public async Task ProjectWithoutNpgsql_IsSilentUnlessTheOptionSaysOtherwise()
    {
        const string Format = """
            using Microsoft.EntityFrameworkCore.Migrations;

            public class A : Migration
            {{
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.{0}("ix", "users", "email");
            }}
            """;

        await Source(string.Format(null, Format, "CreateIndex")).WithReferences(EfReferences.WithoutNpgsql).VerifyAsync();
        await Source(string.Format(null, Format, "[|CreateIndex|]")).WithReferences(EfReferences.WithoutNpgsql).With("provider", "npgsql").VerifyAsync();
    }

    [Theory]
    [InlineData("users")]
    [InlineData("countries, users")]
    [InlineData("countries;public.users")]
    public async Task SmallTable_IsSilent(string tables)
    {
        await Up("""migrationBuilder.CreateIndex("ix", "users", "email");""").With("small_tables", tables).VerifyAsync();
        await Up("""migrationBuilder.CreateIndex("ix", "users", "email");""").WithProperty("MigrationAnalyzersSmallTables", tables).VerifyAsync();
        await File("CREATE INDEX ix ON users (email)").With("small_tables", tables).VerifyAsync();
    }

    [Theory]
    [InlineData("Users")]
    [InlineData("audit.users")]
    public Task SmallTableOfAnotherName_IsFound(string tables) =>
        Up("""migrationBuilder.[|CreateIndex|]("ix", "users", "email");""").With("small_tables", tables).VerifyAsync();

    [Theory]
    [InlineData("20240102030405_Test", "CreateIndex")]
    [InlineData("20240103", "CreateIndex")]
    [InlineData("20240102", "[|CreateIndex|]")]
    [InlineData("20231231235959_Before", "[|CreateIndex|]")]
    public Task StartAfter_LeavesOutWhatIsApplied(string id, string call) =>
        Up($"""migrationBuilder.{call}("ix", "users", "email");""").With("start_after", id).VerifyAsync();

    [Fact]
    public async Task StartAfter_CountsForSqlFilesByTheirName()
    {
        await File("CREATE INDEX ix ON users (email)").With("start_after", "20240102_test").VerifyAsync();
        await File("[|CREATE INDEX|] ix ON users (email)").With("start_after", "20240101").VerifyAsync();
    }

    [Fact]
    public async Task Down_IsCheckedOnlyWhenAsked()
    {
        await Down("""migrationBuilder.CreateIndex("ix", "users", "email");""").VerifyAsync();
        await Down("""migrationBuilder.[|CreateIndex|]("ix", "users", "email");""").With("check_down", "true").VerifyAsync();
    }

    [Theory]
    [InlineData("/0/Migrations/A.g.cs")]
    [InlineData("/0/Migrations/A.generated.cs")]
    [InlineData("/0/Migrations/20240102030405_A.Designer.cs")]
    public Task FileWithAGeneratedName_IsAnalyzed(string path) => Up("").Beside(path, """
        using Microsoft.EntityFrameworkCore.Migrations;

        public class A : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.[|CreateIndex|]("ix", "users", "email");
        }
        """).VerifyAsync();
}
