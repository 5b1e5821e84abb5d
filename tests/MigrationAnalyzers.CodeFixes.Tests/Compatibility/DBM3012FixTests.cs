using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Compatibility.DBM3012DropCascadeFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Compatibility;

public class DBM3012FixTests
{
    [Theory]
    [InlineData("DROP TABLE", "elsewhere CASCADE")]
    [InlineData("DROP VIEW", "order_ids CASCADE")]
    public Task WhatDependsOnItIsNotKnown_IsNotOffered(string drop, string rest) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"[|{drop}|] {rest}\");");

    [Fact]
    public Task MaterializedViewDependsOnIt_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.Sql("CREATE MATERIALIZED VIEW totals AS SELECT total FROM orders");
        migrationBuilder.Sql("[|DROP TABLE|] orders CASCADE");
        """);

    [Fact]
    public Task File_DropsByName() => Fix.SqlFileAsync(
        "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (id bigint, a_id bigint CONSTRAINT fk_b_a REFERENCES a);\nALTER TABLE a [|DROP CONSTRAINT|] a_pkey cascade;\n",
        "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (id bigint, a_id bigint CONSTRAINT fk_b_a REFERENCES a);\nALTER TABLE b DROP CONSTRAINT fk_b_a;\nALTER TABLE a DROP CONSTRAINT a_pkey;\n");
}
