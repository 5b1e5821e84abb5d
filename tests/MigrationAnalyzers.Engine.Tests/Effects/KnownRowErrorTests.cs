using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Effects;

/// <summary>Errors of rows whose values the statements tell.</summary>
public sealed class KnownRowErrorTests
{
    private const string Tables = "create table r (id int primary key); create table t (a int, b int default 4, r_id int); ";

    [Theory]
    [InlineData("insert into t (b) values (1)", "alter table t alter a set not null", true)]
    [InlineData("insert into t (a) values (1)", "alter table t alter b set not null", false)]
    [InlineData("insert into t (a) values (1)", "alter table t add check (b > 4)", true)]
    [InlineData("insert into t select g, g % 3 from generate_series(1, 9) g", "alter table t add check (b < 2)", true)]
    [InlineData("insert into t select g, g % 3 from generate_series(1, 9) g", "alter table t add check (b < 3)", false)]
    [InlineData("insert into t select max(g) from generate_series(1, 9) g", "alter table t add check (a > 8)", false)]
    [InlineData("insert into t values (1), (1)", "create unique index u on t (a)", true)]
    [InlineData("insert into t values (null), (null)", "create unique index u on t (a)", false)]
    [InlineData("insert into t values (1), (2); update t set a = a - 1 where a = 2", "create unique index u on t (a)", true)]
    [InlineData("insert into t values (1), (1); update t set a = 2 where b > a", "create unique index u on t (a)", false)]
    [InlineData("insert into r values (1); insert into t (r_id) values (2)", "alter table t add foreign key (r_id) references r", true)]
    [InlineData("insert into r values (1); insert into t (r_id) values (1)", "alter table t add foreign key (r_id) references r", false)]
    [InlineData("insert into r select id from s; insert into t (r_id) values (2)", "alter table t add foreign key (r_id) references r", false)]
    public void KnownRow_FailsWhereItIsRefused(string rows, string statement, bool fails) => Assert.Equal(fails, Fails(rows, statement));

    [Theory]
    [InlineData("delete from t where b = 1")]
    [InlineData("delete from t where b = abs(a)")]
    [InlineData("update t set a = 2 where random() < 0.5")]
    [InlineData("update t set a = s.a from s where s.id = t.b")]
    [InlineData("truncate t")]
    [InlineData("merge into t using r on r.id = t.b when matched then delete")]
    [InlineData("alter table t rename column b to c")]
    [InlineData("create view v as select * from t; update v set a = 1")]
    [InlineData("create trigger g after insert on r for each row execute function f(); insert into r values (1)")]
    [InlineData("do $$ begin execute 'delete from t'; perform f(); end $$")]
    public void ChangedRow_IsForgotten(string change) => Assert.False(Fails("insert into t (b) values (1); " + change, "alter table t alter a set not null"));

    [Fact]
    public void IncompleteHistory_SaysNothingOfReferencedRows() =>
        Assert.False(Fails(SchemaCatalog.Unknown, "insert into r values (1); insert into t (r_id) values (2)", "alter table t add foreign key (r_id) references r"));

    [Fact]
    public void EngineItself_GivesNoErrorForThem()
    {
        var catalog = After(SchemaCatalog.Empty, Tables + "insert into t (b) values (1)").StartUnit();

        Assert.All(EffectsOf(catalog, "alter table t alter a set not null"), static e => Assert.Null(e.Error));
    }

    private static bool Fails(string rows, string statement) => Fails(SchemaCatalog.Empty, rows, statement);

    private static bool Fails(SchemaCatalog start, string rows, string statement)
    {
        var catalog = After(start, Tables + rows);
        return EffectsOf(catalog, statement).Any(e => e.ErrorWithRows is { } error && error.IsCertain(catalog));
    }

    private static IEnumerable<OperationEffect> EffectsOf(SchemaCatalog catalog, string sql) =>
        StatementEffects.Of(Assert.Single(SqlFrontEnd.Read(SqlText.OfFile("a.sql", sql))), catalog, new EffectOptions(16));

    private static SchemaCatalog After(SchemaCatalog catalog, string sql)
    {
        foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("a.sql", sql)))
        {
            catalog = catalog.Apply(statement);
        }

        return catalog;
    }
}
