namespace MigrationAnalyzers.Tests.Rules.Sql;

public sealed class DBM7005NameTooLongTests() : RuleTest("DBM7005")
{
    private const string Kept = "ix_orders_customer_id_delivery_address_id_created_at_updated_at";

    [Fact]
    public void KeptName_HasSixtyThreeBytes() => Assert.Equal(63, Kept.Length);

    [Fact]
    public Task LongName_IsInfo() => UpSql($"CREATE INDEX [|{Kept}_desc|] ON orders (a)").VerifyInfoAsync($"PostgreSQL keeps 63 of the 68 bytes of this name, so that it becomes {Kept}");

    [Fact]
    public Task NamesThatBecomeTheSame_AreAWarning() => UpSql($"DROP INDEX IF EXISTS {{|DBM7005:{Kept}_asc|}}; ALTER INDEX ix RENAME TO {{|DBM7005:{Kept}_desc|}}").VerifyAsync();

    [Fact]
    public Task QuotedName_IsCountedWithoutItsQuotes() => File($"CREATE INDEX [|\"{Kept}_\"\"X\"|] ON orders (a)").VerifyInfoAsync(
        $"PostgreSQL keeps 63 of the 66 bytes of this name, so that it becomes {Kept}");

    [Fact]
    public Task Characters_AreCountedInBytes() => File("CREATE INDEX [|ééééééééééééééééééééééééééééééééé|] ON orders (a)").VerifyInfoAsync(
        "PostgreSQL keeps 63 of the 66 bytes of this name, so that it becomes ééééééééééééééééééééééééééééééé");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task NameInSql_IsFound(string source) => Sql(source, $"CREATE INDEX [|{Kept}x|] ON orders (a)").VerifyAsync();

    [Fact]
    public Task NameThatIsRepeated_IsFoundOnce() => UpSql($"DROP INDEX IF EXISTS [|{Kept}_asc|]; CREATE INDEX {Kept}_ASC ON orders (a)").VerifyAsync();

    [Theory]
    [InlineData("CREATE INDEX " + Kept + " ON orders (a)")]
    [InlineData("COMMENT ON TABLE t IS 'ix_orders_customer_id_delivery_address_id_created_at_updated_at_desc'")]
    [InlineData("-- ix_orders_customer_id_delivery_address_id_created_at_updated_at_desc\nSELECT 1")]
    public async Task NameThatFits_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
