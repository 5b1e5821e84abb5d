namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1008ExclusionConstraintBuildsIndexTests() : RuleTest("DBM1008")
{
    [Fact]
    public Task ExclusionConstraint_NamesTableAndLock() =>
        File("ALTER TABLE bookings [|ADD CONSTRAINT|] no_overlap EXCLUDE USING gist (room_id WITH =, during WITH &&)").VerifyMessageAsync(
            "Adding exclusion constraint no_overlap builds its index on the existing table bookings under an ACCESS EXCLUSIVE lock, and PostgreSQL has no form of it "
            + "that does not block: reads and writes wait until that is done");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task ExclusionConstraintInSql_IsFound(string source) =>
        Sql(source, "ALTER TABLE bookings [|ADD CONSTRAINT|] é EXCLUDE USING gist (during WITH &&)").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE bookings [|ADD EXCLUDE|] (room_id WITH =) WHERE (id > 1000)")]
    [InlineData("ALTER TABLE bookings [|ADD CONSTRAINT|] pk PRIMARY KEY (room_id, during WITHOUT OVERLAPS)")]
    [InlineData("ALTER TABLE bookings [|ADD UNIQUE|] (room_id, during WITHOUT OVERLAPS)")]
    public Task EachForm_IsFound(string sql) => File(sql).With("postgres_version", "18").VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE bookings (a int); ALTER TABLE bookings ADD EXCLUDE (a WITH =)")]
    [InlineData("CREATE TABLE bookings (a int, EXCLUDE (a WITH =))")]
    public async Task NewTable_IsSilent(string sql)
    {
        await File(sql).VerifyAsync();
        await UpSql(sql).VerifyAsync();
    }

    [Fact]
    public Task SmallTable_IsSilent() => File("ALTER TABLE bookings ADD EXCLUDE (a WITH =)").With("small_tables", "bookings").VerifyAsync();
}
