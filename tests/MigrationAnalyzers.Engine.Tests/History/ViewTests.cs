using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.History;

/// <summary>What is known of views, from the SQL that makes them to the changes of tables that they forbid.</summary>
public sealed class ViewTests
{
    private const string Tables = "create table t(id bigint primary key, a int, b text); create table p(id bigint primary key, c text);";

    private static SchemaCatalog After(string sql)
    {
        var catalog = SchemaCatalog.Unknown.StartUnit();
        foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("test.sql", Tables + sql)))
        {
            catalog = catalog.Apply(statement);
        }

        return catalog.EndUnit();
    }

    [Theory]
    [InlineData("create view v as select b from t", "cannot alter type of a column used by a view or rule: view v")]
    [InlineData("create view v as select * from t", "cannot alter type of a column used by a view or rule: view v")]
    [InlineData("create materialized view v as select id from t where b <> ''", "cannot alter type of a column used by a view or rule: view v")]
    [InlineData("create view v as select t.b, p.c from t join p using (id)", "cannot alter type of a column used by a view or rule: view v")]
    [InlineData("create view v as select a from t", null)]
    [InlineData("create view v as select c from p", null)]
    [InlineData("create view v as select b from t; drop view v", null)]
    [InlineData("create view v as select b from t; create or replace view v as select a from t", null)]
    [InlineData("create view v as select b from t join elsewhere using (id)", null)]
    public void TypeChangeOfAColumnThatAViewUses_IsAnError(string sql, string? error) =>
        Assert.Equal(error, EffectOf(After(sql), AlterType("t", "b", Type("varchar"))).Error);

    [Fact]
    public void StarIsTheColumnsOfItsDay()
    {
        var catalog = After("create view v as select * from t; alter table t add column later text");

        Assert.NotNull(EffectOf(catalog, DropColumn("t", "b")).Error);
        Assert.Null(EffectOf(catalog, DropColumn("t", "later")).Error);
    }

    [Fact]
    public void StarOfATableThatIsNotKnown_ProvesNothing() =>
        Assert.Null(EffectOf(After("create view v as select * from elsewhere"), DropColumn("elsewhere", "x")).Error);

    [Fact]
    public void ViewFollowsRenames()
    {
        var catalog = After("create view v as select b from t; alter table t rename column b to bb; alter table t rename to tt");

        Assert.Equal(
            "cannot drop column bb of table tt because other objects depend on it: view v", EffectOf(catalog, DropColumn("tt", "bb")).Error);
    }

    [Fact]
    public void DropCascade_LocksAndForgetsTheView()
    {
        var catalog = After("create view v as select b from t");
        var drop = DropColumn("t", "b") with { Cascade = true };

        Assert.Equal("t:AE v:AE", EffectOf(catalog, drop).Locks());
        Assert.Empty(catalog.After(drop).Views);
    }

    [Fact]
    public void DropTableThatAViewReads_FailsOrCascades()
    {
        var catalog = After("create view v as select b from t");

        Assert.Equal("cannot drop t because other objects depend on it: view v", EffectOf(catalog, DropTable("t")).Error);
        Assert.Equal("t:AE v:AE", EffectOf(catalog, DropTable("t") with { Cascade = true }).Locks());
    }

    [Fact]
    public void UnknownSql_MayHaveDroppedTheView() =>
        Assert.Null(EffectOf(After("create view v as select b from t").After(new UnknownSql("a file") { Origin = Somewhere }), DropColumn("t", "b")).Error);

    [Theory]
    [InlineData("", true)]
    [InlineData("create unique index i on mv (id)", false)]
    [InlineData("create unique index i on mv (id) where id > 0", true)]
    public void RefreshConcurrentlyWithoutUniqueIndex_IsAnError(string index, bool fails)
    {
        var refresh = new RefreshMaterializedView(Table("mv")) { Concurrently = true, Origin = Somewhere };

        var effect = EffectOf(After("create materialized view mv as select * from t; " + index), refresh);

        Assert.Equal(fails, effect.Error is not null);
        Assert.Equal("mv:E+RowWrites t:AS", effect.Locks());
    }

    [Fact]
    public void DropTypeCascade_LocksTheTablesWithColumnsOfIt()
    {
        var catalog = After("create type mood as enum ('sad'); create table m(id int, mood mood)");
        var drop = new OtherStatement("DropStmt") { ObjectType = "OBJECT_TYPE", Objects = [Table("mood")], Origin = Somewhere };

        Assert.Equal("cannot drop type mood because other objects depend on it: table m", EffectOf(catalog, drop).Error);
        Assert.Equal("m:AE", EffectOf(catalog, drop with { Cascade = true }).Locks());
        Assert.Null(catalog.After(drop with { Cascade = true }).Find(Table("m"))!.Column("mood"));
    }

    [Fact]
    public void SqlFunctionWithoutAWord_IsAsVolatileAsItsBody()
    {
        var catalog = After(
            "create function f() returns int language sql as 'select 1'; create function g() returns int language plpgsql as 'begin return 1; end'; "
            + "create function h() returns int language sql as 'select f() + g()'; create function i() returns int language sql as 'select v from p'");

        Assert.Equal(
            [Volatility.Stable, Volatility.Volatile, Volatility.Volatile, Volatility.Volatile],
            new[] { "f", "g", "h", "i" }.Select(name => catalog.Functions[Table(name)].Volatility is Volatility.Immutable ? Volatility.Stable : catalog.Functions[Table(name)].Volatility));
    }
}
