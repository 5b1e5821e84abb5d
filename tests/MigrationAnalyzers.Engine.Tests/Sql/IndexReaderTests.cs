namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>CREATE INDEX and REINDEX.</summary>
public sealed class IndexReaderTests
{
    [Theory]
    [InlineData("[|create index|] x on t (a)", "CreateIndex Table=t Name=x Keys=[(Column=a)]")]
    [InlineData(
        """[|CREATE UNIQUE INDEX CONCURRENTLY|] IF NOT EXISTS "IX_a" ON s."T" ("A", b DESC)""",
        "CreateIndex Table=s.T Name=IX_a Keys=[(Column=A), (Column=b Descending)] Unique Concurrently IfNotExists")]
    [InlineData(
        "[|create index|] on only t using gin (a gin_trgm_ops) with (fastupdate = off) tablespace x",
        "CreateIndex Table=t Keys=[(Column=a OperatorClass=gin_trgm_ops)] Method=gin Tablespace=x Parameters=[fastupdate] Only")]
    [InlineData(
        """[|create index|] x on t (lower(a) text_pattern_ops desc nulls last, (a || b) collate "C" nulls first, c asc) include (d, e) nulls not distinct where d is not null and (e > 0)""",
        "CreateIndex Table=t Name=x Keys=[(Expression={lower(a)} Descending NullsFirst=False OperatorClass=text_pattern_ops), (Expression={(a || b)} NullsFirst=True Collation=C), (Column=c)] Filter={d is not null and (e > 0)} Include=[d, e] NullsNotDistinct")]
    [InlineData(
        """
        [|create index|] /* concurrently */ x -- on y
         on t (a)
        """,
        "CreateIndex Table=t Name=x Keys=[(Column=a)]")]
    [InlineData(
        """[|create index|] "concurrently" on t (a, f(b, (c)))""",
        "CreateIndex Table=t Name=concurrently Keys=[(Column=a), (Expression={f(b, (c))})]")]
    [InlineData(
        "[|create unique index|] x on t (coalesce(a, 0)) where a > 0",
        "CreateIndex Table=t Name=x Keys=[(Expression={coalesce(a, 0)})] Unique Filter={a > 0}")]
    [InlineData("[|create index concurrently|] on t (a)", "CreateIndex Table=t Keys=[(Column=a)] Concurrently")]
    [InlineData(
        "[|create index|] x on t ((data->>'a'), (random()))",
        "CreateIndex Table=t Name=x Keys=[(Expression={(data->>'a')}), (Expression={(random())})]")]
    [InlineData("[|reindex (verbose) index concurrently|] i", "Reindex Target=Index Relation=i Concurrently")]
    [InlineData("[|reindex table concurrently|] s.t", "Reindex Target=Table Relation=s.t Concurrently")]
    [InlineData("[|reindex database|] x", "Reindex Target=Database Schema=x")]
    [InlineData("[|reindex schema|] x", "Reindex Target=Schema Schema=x")]
    public void IndexStatement_GivesItsOperation(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
