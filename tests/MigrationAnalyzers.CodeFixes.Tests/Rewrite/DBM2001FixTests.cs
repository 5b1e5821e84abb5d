using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Rewrite.DBM2001VolatileDefaultFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Rewrite;

public class DBM2001FixTests
{
    [Fact]
    public Task UnknownKey_LeavesExistingRowsNull() => Fix.UpAsync(
        """migrationBuilder.[|AddColumn|]<Guid>(name: "token", table: "elsewhere", type: "uuid", nullable: true, defaultValueSql: "gen_random_uuid()");""",
        """migrationBuilder.Sql("ALTER TABLE elsewhere ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid()");""",
        title: "Add the column without rewriting the table (existing rows stay NULL)");
}
