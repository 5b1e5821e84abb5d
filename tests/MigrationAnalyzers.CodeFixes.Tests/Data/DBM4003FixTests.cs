using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Data.DBM4003TypeChangeNeedsUsingFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Data;

public class DBM4003FixTests
{
    [Fact]
    public Task ColumnWithADefault_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email SET DEFAULT '1'");
        migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email [|TYPE|] integer");
        """);

    [Fact]
    public Task TypesWithoutAnyCast_AreNotOffered() => Fix.UpNotOfferedAsync("""migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN user_id [|TYPE|] uuid");""");
}
