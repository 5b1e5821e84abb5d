namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>RENAME and SET SCHEMA.</summary>
public sealed class RenameReaderTests
{
    [Theory]
    [InlineData("alter table t [|rename to|] u", "RenameTable Table=t NewTable=u")]
    [InlineData("alter table if exists s.t [|rename column|] a to b", "RenameColumn Table=s.t Column=a NewName=b IfTableExists")]
    [InlineData("alter table t [|rename|] a to b", "RenameColumn Table=t Column=a NewName=b")]
    [InlineData("alter table rename [|rename to|] renamed", "RenameTable Table=rename NewTable=renamed")]
    [InlineData("alter table t [|rename constraint|] a to b", "RenameConstraint Table=t Name=a NewName=b")]
    [InlineData("alter index i [|rename to|] j", "RenameIndex Index=i NewName=j")]
    [InlineData("alter table t [|set schema|] s", "RenameTable Table=t NewTable=s.t")]
    [InlineData("[|alter view|] v rename to w", "OtherStatement Command=RenameStmt ObjectType=OBJECT_VIEW Relations=[v] NewName=w")]
    [InlineData("alter materialized view mv [|rename to|] x", "RenameTable Table=mv NewTable=x")]
    [InlineData("[|alter sequence|] s rename to x", "OtherStatement Command=RenameStmt ObjectType=OBJECT_SEQUENCE Relations=[s] NewName=x")]
    [InlineData("[|alter type|] ty rename to tz", "RenameType Type=ty NewType=tz")]
    [InlineData("alter type ty [|rename value|] 'a' to 'b'", "RenameEnumValue Type=ty Label=a NewLabel=b")]
    public void Rename_GivesOldAndNewName(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
