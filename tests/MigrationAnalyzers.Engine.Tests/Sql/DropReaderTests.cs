namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>DROP and TRUNCATE.</summary>
public sealed class DropReaderTests
{
    [Theory]
    [InlineData("[|drop table|] if exists a, s.b cascade", "DropTable Table=a IfTableExists Cascade", "DropTable Table=s.b IfTableExists Cascade")]
    [InlineData(
        "[|drop index concurrently|] if exists s.i, j",
        "DropIndex Index=s.i Concurrently IfExists",
        "DropIndex Index=j Concurrently IfExists")]
    [InlineData("[|drop view|] v, w cascade", "OtherStatement Command=DropStmt ObjectType=OBJECT_VIEW Relations=[v, w] Cascade")]
    [InlineData("[|drop materialized view|] mv", "OtherStatement Command=DropStmt ObjectType=OBJECT_MATVIEW Relations=[mv]")]
    [InlineData("[|drop type|] if exists s.ty cascade", "OtherStatement Command=DropStmt ObjectType=OBJECT_TYPE Objects=[s.ty] Cascade IfExists")]
    [InlineData("[|drop function|] f(int)", "OtherStatement Command=DropStmt ObjectType=OBJECT_FUNCTION Objects=[f]")]
    [InlineData("[|drop schema|] s cascade", "OtherStatement Command=DropStmt ObjectType=OBJECT_SCHEMA Objects=[s] Cascade")]
    [InlineData("[|drop trigger|] if exists tr on s.t", "OtherTableChange Table=s.t IfTableExists Command=DropStmt Object=(Name=tr) IfExists")]
    [InlineData("[|drop policy|] p on t", "OtherTableChange Table=t Command=DropStmt Object=(Kind=Policy Name=p)")]
    [InlineData("[|drop extension|] x cascade", "OtherStatement Command=DropStmt ObjectType=OBJECT_EXTENSION Objects=[x] Cascade")]
    [InlineData("[|drop sequence|] s", "OtherStatement Command=DropStmt ObjectType=OBJECT_SEQUENCE Relations=[s]")]
    [InlineData("[|truncate table|] only a, b restart identity cascade", "Truncate Table=a Cascade Only", "Truncate Table=b Cascade")]
    [InlineData("[|truncate|] a", "Truncate Table=a")]
    public void Drop_GivesAnOperationForEachObject(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
