using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Runtime;
using MigrationAnalyzers.Testing;

namespace MigrationAnalyzers.Tests.Ef;

/// <summary>The extension methods of MigrationAnalyzers.Runtime, as the analyzers read them.</summary>
public sealed class SafeFormTests
{
    private const string Using = "using MigrationAnalyzers.Runtime;\n";

    /// <summary>A call of each method, and the plain calls with the same result; or, after =, the operations.</summary>
    public static TheoryData<string, string> Calls => new()
    {
        {
            """CreateIndexConcurrently("ix", "t", "a", unique: true, filter: "a > 0", include: new[] { "b" })""",
            """migrationBuilder.CreateIndex("ix", "t", "a", unique: true, filter: "a > 0").Annotation("Npgsql:CreatedConcurrently", true).Annotation("Npgsql:IndexInclude", new[] { "b" });"""
        },
        {
            """CreateIndexConcurrently("ix", "t", new[] { "a", "b" }, descending: new[] { false, true }, method: "btree", nullsDistinct: false)""",
            """migrationBuilder.CreateIndex("ix", "t", new[] { "a", "b" }, descending: new[] { false, true }).Annotation("Npgsql:CreatedConcurrently", true).Annotation("Npgsql:IndexMethod", "btree").Annotation("Npgsql:NullsDistinct", false);"""
        },
        {
            """DropIndexConcurrently("ix")""",
            """migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix");"""
        },
        {
            """ReindexConcurrently("ix")""",
            """migrationBuilder.Sql("REINDEX INDEX CONCURRENTLY ix");"""
        },
        {
            """AddForeignKeySafely("fk", "t", "a", "u", principalColumn: "id", onDelete: ReferentialAction.Cascade)""",
            """migrationBuilder.AddForeignKey("fk", "t", "a", "u", principalColumn: "id", onDelete: ReferentialAction.Cascade);"""
        },
        {
            """AddCheckConstraintSafely("ck", "t", "a > 0")""",
            """migrationBuilder.AddCheckConstraint("ck", "t", "a > 0");"""
        },
        {
            """AddUniqueConstraintSafely("ak", "t", "a")""",
            """migrationBuilder.AddUniqueConstraint("ak", "t", "a");"""
        },
        {
            """AddPrimaryKeySafely("pk", "t", new[] { "a", "b" }, "s")""",
            """migrationBuilder.AddPrimaryKey("pk", "t", new[] { "a", "b" }, "s");"""
        },
        {
            """ValidateConstraintSafely("ck", "t")""",
            """migrationBuilder.Sql("ALTER TABLE t VALIDATE CONSTRAINT ck");"""
        },
        {
            """AddColumnSafely<Guid>("c", "t", defaultValueSql: "gen_random_uuid()")""",
            """migrationBuilder.AddColumn<Guid>("c", "t", nullable: false, defaultValueSql: "gen_random_uuid()");"""
        },
        {
            """SetNotNullSafely("a", "t", backfillSql: "0")""",
            """migrationBuilder.Sql("UPDATE t SET a = 0 WHERE a IS NULL; ALTER TABLE t ALTER a SET NOT NULL");"""
        },
        {
            """UpdateInBatches("t", "a = b", "a IS NULL")""",
            """migrationBuilder.Sql("UPDATE t SET a = b WHERE a IS NULL");"""
        },
        {
            """DeleteInBatches("t", "a IS NULL")""",
            """migrationBuilder.Sql("DELETE FROM t WHERE a IS NULL");"""
        },
        {
            """InsertInBatches("u", new[] { "id" }, "t", new[] { "a" }, "a IS NOT NULL")""",
            """migrationBuilder.Sql("INSERT INTO u (id) SELECT a FROM t WHERE a IS NOT NULL");"""
        },
        {
            """AttachPartitionSafely("t_1", "t", "FOR VALUES IN (1)")""",
            """migrationBuilder.Sql("ALTER TABLE t ATTACH PARTITION t_1 FOR VALUES IN (1)");"""
        },
        {
            """DetachPartitionConcurrently("t_1", "t")""",
            """migrationBuilder.Sql("ALTER TABLE t DETACH PARTITION t_1 CONCURRENTLY");"""
        },
        {
            """AddEnumValue("mood", "glad", after: "ok")""",
            """migrationBuilder.Sql("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad' AFTER 'ok'");"""
        },
        {
            """SetLockTimeout(TimeSpan.FromSeconds(5))""",
            """migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'");"""
        },
        {
            """ExpandRenameColumn("a", "t", "b")""",
            """=AddColumn(Column: ColumnDefinition(Name: b, Nullable: true), Table: t)"""
        },
        {
            """ContractRenameColumn("a", "t", "b")""",
            """migrationBuilder.DropColumn("b", "t"); migrationBuilder.RenameColumn("a", "t", "b");"""
        },
        {
            """CancelRenameColumn("a", "t", "b")""",
            """migrationBuilder.DropColumn("b", "t");"""
        },
        {
            """ExpandRenameTable("t", "u")""",
            // When the table has the new name already, only the view is made.
            """migrationBuilder.Sql("ALTER TABLE IF EXISTS t RENAME TO u"); migrationBuilder.Sql("CREATE VIEW t AS SELECT * FROM u");"""
        },
        {
            """ContractRenameTable("t", "u")""",
            """migrationBuilder.Sql("DROP VIEW t");"""
        },
        {
            """CancelRenameTable("t", "u")""",
            """migrationBuilder.Sql("DROP VIEW t"); migrationBuilder.RenameTable("u", newName: "t");"""
        },
        {
            """ExpandColumnType("a", "t", "bigint")""",
            ""
        },
        {
            """ContractColumnType("a", "t", "bigint")""",
            """migrationBuilder.Sql("ALTER TABLE t ALTER a TYPE bigint");"""
        },
        {
            """CancelColumnType("a", "t", "bigint")""",
            ""
        },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_IsReadAsThePlainOperationsWithTheSameResult(string call, string plain)
    {
        var unit = MigrationSource.Read(Using + MigrationSource.WithUp($"migrationBuilder.{call};")).Up;

        Assert.Equal(plain.StartsWith('=') ? plain[1..] : WithoutTransactions(MigrationSource.Read(MigrationSource.WithUp(plain)).Up), WithoutTransactions(unit));
        Assert.All(unit.Statements, s => Assert.Equal(call.StartsWith("SetLockTimeout", StringComparison.Ordinal), s.Transaction is not null));
    }

    [Fact]
    public void EachMethod_IsAmongTheCalls() => Assert.Equal(
        typeof(SafeMigrationBuilderExtensions).GetMethods().Where(static m => m.IsStatic).Select(static m => m.Name).Distinct().Order(),
        Calls.Select(static row => ((string)row[0]).Split('(', '<')[0]).Distinct().Order());

    [Fact]
    public void ChainOfCalls_IsFollowed() => Assert.Equal(
        """
        DropIndex(Index: a, Concurrently: true) [no transaction]
        DropIndex(Index: b, Concurrently: true) [no transaction]
        """,
        OperationText.Of(MigrationSource.Read(Using + MigrationSource.WithUp("""migrationBuilder.DropIndexConcurrently("a").DropIndexConcurrently("b");""")).Up));

    [Fact]
    public async Task SafeForms_HoldNothingUp_AndThePlainOnesDo()
    {
        const string History = """
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;
            using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

            [DbContext(typeof(Microsoft.EntityFrameworkCore.DbContext))]
            [Migration("20230101000000_First")]
            public class First : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.Sql("CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE t (a int, b int, id int NOT NULL);");
                }

                protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE t; DROP TABLE u;");
            }
            """;
        var safe = new[]
        {
            """CreateIndexConcurrently("ix", "t", "a")""", """AddForeignKeySafely("fk", "t", "a", "u", principalColumn: "id")""", """AddCheckConstraintSafely("ck", "t", "a > 0")""",
            """AddPrimaryKeySafely("pk", "t", "id")""", """SetNotNullSafely("a", "t", backfillSql: "0")""", """UpdateInBatches("t", "b = a", "b IS NULL")""",
            """AddColumnSafely<Guid>("c", "t", defaultValueSql: "gen_random_uuid()")""", """ExpandRenameColumn("b", "t", "d")""",
        };
        foreach (var call in safe)
        {
            await Run(call).RunAsync();
        }

        await Assert.ThrowsAsync<VerificationException>(() => Run("""CreateIndex("ix", "t", "a")""").RunAsync());

        static AnalyzerTest<MigrationAnalyzer> Run(string call)
        {
            var test = new AnalyzerTest<MigrationAnalyzer>
            {
                TestCode = Using + MigrationSource.Usings + $$"""
                    [DbContext(typeof(DbContext))]
                    [Migration("20240102030405_Test")]
                    public class Test : Migration
                    {
                        protected override void Up(MigrationBuilder migrationBuilder)
                        {
                            migrationBuilder.{{call}};
                        }

                        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("There is no way back.");
                    }
                    """,
            };
            test.OnlyIds.UnionWith(MigrationRules.All.Where(static r => r.Info.IsEnabledByDefault && r.Info.Id[3] is '1' or '2' or '4' or '5').Select(static r => r.Info.Id));
            test.Sources.Add(("/0/Migrations/20230101000000_First.cs", History));
            return test;
        }
    }

    /// <summary>The type decides what becomes of the values and who can read them, not the way to it.</summary>
    [Fact]
    public void ContractColumnType_KeepsWhatIsSaidOfTheType()
    {
        var before = SchemaCatalog.Empty.Apply(MigrationSource.Read(MigrationSource.WithUp("""migrationBuilder.Sql("CREATE TABLE t (c text, d text)");""")).Up);
        var migration = MigrationSource.Read(Using + MigrationSource.WithUp("""
            migrationBuilder.ContractColumnType("c", "t", "integer", usingExpression: "c::integer");
            migrationBuilder.ContractColumnType("d", "t", "varchar(10)");
            """));

        var findings = MigrationAnalysis.Analyze(migration, before, AnalysisOptions.Default);

        Assert.Equal([RuleSeverity.Warning, RuleSeverity.Info], findings.Where(static f => f.Rule.Id == "DBM3009").Select(static f => f.Severity));
        Assert.Contains(findings, static f => f.Rule.Id == "DBM4002");
        Assert.DoesNotContain(findings, static f => f.Rule.Id == "DBM2002");
    }

    private static string WithoutTransactions(MigrationUnit unit) => OperationText.Of(unit).Replace(" [no transaction]", "", StringComparison.Ordinal);
}
