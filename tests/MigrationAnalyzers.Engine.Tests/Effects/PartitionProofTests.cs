using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Effects;

/// <summary>Whole scripts: what the last statement does after all that comes before it, in one transaction.</summary>
public sealed class PartitionProofTests
{
    private const string Range = "create table p (k int, v text) partition by range (k); create table c (k int, v text); ";

    private const string AttachRange = "alter table p attach partition c for values from (200) to (300)";

    [Theory]
    [InlineData("k is not null and k >= 200 and k < 300", TableWork.None)]
    [InlineData("k is not null and k between 210 and 299", TableWork.None)]
    [InlineData("k is not null and not (k < 200 or k >= 300)", TableWork.None)]
    [InlineData("k is not null and k = any (array[200, 250])", TableWork.None)]
    [InlineData("k is not null and k > 199 and k < 300", TableWork.Scan)]
    [InlineData("k is not null and k >= 200 and k <= 300", TableWork.Scan)]
    [InlineData("k is not null and k >= 200.0 and k < 300.0", TableWork.Scan)]
    [InlineData("k >= 200 and k < 300", TableWork.Scan)]
    public void Check_ProvesTheBoundsOfAPartition(string check, TableWork expected) =>
        Assert.Equal(expected, Last(Range + $"alter table c add constraint b check ({check}); " + AttachRange).WorkOn(new RelationName(null, "c")));

    [Fact]
    public void OrderOfTexts_IsNotKnown()
    {
        var effect = Last(
            "create table p (k text) partition by range (k); create table c (k text not null check (k >= 'b' and k < 'c')); alter table p attach partition c for values from ('a') to ('d')");

        Assert.Equal("whether the CHECK constraints of c imply the bounds of the partition is not known", effect.Unknown);
    }

    [Theory]
    [InlineData(Range + "create table o partition of p for values from (250) to (400); " + AttachRange, "partition \"c\" would overlap partition \"o\"")]
    [InlineData(Range + "alter table c add column z int; " + AttachRange, "table \"c\" contains column \"z\" not found in parent \"p\"")]
    [InlineData(Range + "create table o partition of p for values from (0) to (1); alter table o drop column v", "cannot drop inherited column \"v\"")]
    [InlineData("create type e as enum ('a'); create table t (x e); begin; alter type e add value 'b'; insert into t values ('b')", "unsafe use of new value \"b\" of enum type e")]
    [InlineData("create type e as enum ('a'); create table t (x e); drop type e", "cannot drop type e because other objects depend on it: table t")]
    [InlineData("create type c as (a int); create table t of c; alter type c add attribute b int", "cannot alter type \"c\" because it is the type of a typed table")]
    [InlineData("create sequence s; create table t (x int default nextval('s')); drop sequence s", "cannot drop sequence s because other objects depend on it: table t")]
    public void WhatTheServerRefuses_IsAnError(string script, string error) => Assert.Equal(error, Last(script).Error);

    [Fact]
    public void LabelOfATypeOfTheSameTransaction_CanBeUsedSincePostgres17()
    {
        const string Script = "begin; create type e as enum ('a'); alter type e add value 'b'; select 'b'::e";

        Assert.NotNull(Last(Script, 16).Error);
        Assert.Null(Last(Script, 17).Error);
    }

    [Fact]
    public void DropTypeCascade_LocksTheTablesOfDomainsOverIt() =>
        Assert.Equal(LockMode.AccessExclusive, Last("create type e as enum ('a'); create domain d as e; create table t (x d); drop type e cascade").LockOn(new RelationName(null, "t"))?.Mode);

    private static OperationEffect Last(string script, int major = 18)
    {
        var catalog = SchemaCatalog.Empty;
        var statements = TransactionPlan.ForScript(SqlFrontEnd.Read(SqlText.OfFile("script.sql", script)));
        for (var i = 0; i < statements.Length - 1; i++)
        {
            catalog = catalog.Apply(statements[i]);
        }

        return Assert.Single(StatementEffects.Of(statements[^1], catalog, new EffectOptions(major)));
    }
}
