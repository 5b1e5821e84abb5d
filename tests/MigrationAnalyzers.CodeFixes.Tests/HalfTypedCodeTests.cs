using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;

namespace MigrationAnalyzers.CodeFixes.Tests;

/// <summary>The light bulb asks for fixes at every keystroke: whatever stands there, it gets an answer and no exception.</summary>
public class HalfTypedCodeTests
{
    private const int Mutations = 60;

    private static readonly string s_up = """"
        const string table = "orders";
        migrationBuilder.CreateIndex("ix_a", "orders", "status").Annotation("Npgsql:IndexMethod", "hash");
        migrationBuilder.DropIndex(name: "ix_orders_status", /* why */ table: "orders");
        if (ActiveProvider == "x") migrationBuilder.AddForeignKey("fk", "orders", "user_id", "users", principalColumn: "id");
        migrationBuilder.AddCheckConstraint("ck", table, "total > 0");
        migrationBuilder.AddColumn<Guid>(name: "token", table: "orders", type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()");
        migrationBuilder.Sql($"CREATE INDEX ix1 ON {table} (total); SELECT 1;" + @"ALTER TABLE orders ADD CONSTRAINT ""fk2"" FOREIGN KEY (user_id) REFERENCES users");
        migrationBuilder.Sql(
            $$"""
            DROP INDEX "Sales"."IX_Lines_Line";
            -- one
            CREATE INDEX CONCURRENTLY ix2 ON {{table}} (total);
            ALTER TABLE {{table}} ADD COLUMN x uuid DEFAULT gen_random_uuid();
            """);
        """";

    private static readonly string s_sql = """"
        migrationBuilder.Sql("SET search_path = shop; BEGIN; SET LOCAL lock_timeout = 0; ALTER TABLE orders ADD COLUMN j json, ADD CHECK (total > 0); COMMIT;");
        migrationBuilder.Sql("CREATE TYPE mood AS ENUM ('sad'); ALTER TYPE mood ADD VALUE 'glad'; CREATE TABLE m (id serial PRIMARY KEY, m mood DEFAULT 'glad', at timestamp, u bigint REFERENCES users)");
        migrationBuilder.Sql(@"CREATE UNLOGGED TABLE [Notes] ([Id] int IDENTITY(1,1) PRIMARY KEY CLUSTERED, [Body] nvarchar(max), code char(3))");
        migrationBuilder.Sql("""
            CREATE TABLE "Tags" ("Id" int, "Value" text); -- migration-analyzers: allow DBM1001 x
            UPDATE Tags SET Value = 'x' WHERE Id = 7; CREATE INDEX ON Tags (Id);
            CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$;
            """);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY IF NOT EXISTS ix3 ON orders (total)", suppressTransaction: true);
        """";

    public static TheoryData<string> Sources => [s_up, s_sql];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task AnyMutation_GetsAnAnswer(string up)
    {
        var source = ShopSources.WithUp(up);
        var random = new Random(20240102);
        var fixes = FixCases.Providers.Values.OfType<MigrationCodeFixProvider>().ToList();

        var offered = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var start = random.Next(source.IndexOf("Up(", StringComparison.Ordinal), source.Length);
            var mutated = (i % 3) switch
            {
                0 => source.Remove(start, Math.Min(random.Next(1, 5), source.Length - start)),
                1 => source[..start],
                _ => source.Insert(start, "\"{(ä;+"[random.Next(0, 6)].ToString()),
            };
            var workspace = FixWorkspace.Create(new MigrationAnalyzer(), [("/0/Test0.cs", mutated), (ShopSources.InitialPath, ShopSources.Initial)]);
            foreach (var finding in await workspace.FindingsAsync())
            {
                foreach (var fix in fixes.Where(f => f.FixableDiagnosticIds.Contains(finding.Id)))
                {
                    foreach (var action in await workspace.OfferedAsync(fix, finding))
                    {
                        await workspace.Clone().ApplyAsync(action);
                        offered++;
                    }
                }
            }
        }

        Assert.True(offered > Mutations, $"Only {offered} fixes were offered.");
    }
}
