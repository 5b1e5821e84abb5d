using MigrationAnalyzers.CodeFixes.Locking;

namespace MigrationAnalyzers.CodeFixes.Tests;

/// <summary>What runs a file decides what may be done to it.</summary>
public sealed class SqlLayoutFixTests
{
    private const string Key = "ALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (user_id) REFERENCES users (id);\n";

    [Theory]
    [InlineData("/db/V1__a.sql", "")]
    [InlineData("/db/1_a.up.sql", "-- é😀\r\n")]
    [InlineData("/db/1_a.sql", "-- é😀\r\n-- migrate:up transaction:false\r\n")]
    [InlineData("/db/1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\n")]
    [InlineData("/db/a.sql", "--liquibase formatted sql\n--changeset é😀:1\nSELECT 1;\n--changeset a:2 runInTransaction:false\n")]
    [InlineData("/db/a.sql", "-- atlas:txmode none\n\n")]
    [InlineData("/db/20240101000000_a/migration.sql", "")]
    [InlineData("/db/deploy/a.sql", "-- Deploy shop:a to pg\n\n")]
    public Task StatementThatMayRunByItself_IsBuiltConcurrently(string path, string text) => FixTest<DBM1001CreateIndexBlocksWritesFix>.SqlFileAsync(
        text + "[|CREATE INDEX|] ix ON orders (total);\n", text + "CREATE INDEX CONCURRENTLY ix ON orders (total);\n", path: path);

    [Theory]
    [InlineData("/db/V1__a.sql", "SELECT 1;\n")]
    [InlineData("/db/1_a.up.sql", "SELECT 1;\n")]
    [InlineData("/db/1_a.sql", "-- migrate:up\n")]
    [InlineData("/db/1_a.sql", "-- migrate:up transaction:false\nSELECT 1;\n")]
    [InlineData("/db/1_a.sql", "-- +goose Up\n")]
    [InlineData("/db/a.sql", "--liquibase formatted sql\n--changeset a:1\n")]
    [InlineData("/db/a.sql", "-- atlas:txmode file\n\n")]
    [InlineData("/db/deploy/a.sql", "-- Deploy shop:a to pg\n\nBEGIN;\n")]
    public Task StatementInATransaction_IsLeftAlone(string path, string text)
    {
        var sql = text + "[|CREATE INDEX|] ix ON orders (total);\n";
        return FixTest<DBM1001CreateIndexBlocksWritesFix>.SqlFileAsync(sql, sql, path: path);
    }

    [Theory]
    [InlineData("/db/V1__a.sql", "")]
    [InlineData("/db/1_a.up.sql", "")]
    [InlineData("/db/1_a.sql", "-- +goose Up\n")]
    [InlineData("/db/a.sql", "--liquibase formatted sql\n--changeset a:1\n")]
    public Task ConstraintThatWouldBeValidatedUnderItsLock_IsLeftAlone(string path, string text) =>
        FixTest<DBM1003ForeignKeyValidatedFix>.SqlFileAsync(text + Key, text + Key, path: path);

    [Theory]
    [InlineData("/db/1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\n")]
    [InlineData("/db/deploy/a.sql", "-- Deploy shop:a to pg\n\n")]
    public Task ConstraintThatIsCommittedFirst_IsValidatedAfterwards(string path, string text) => FixTest<DBM1003ForeignKeyValidatedFix>.SqlFileAsync(
        text + Key,
        text + "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT fk;\n",
        path: path);

    [Fact]
    public Task RollbackInAComment_IsLeftAlone()
    {
        const string Sql = "--liquibase formatted sql\n--changeset a:1 runInTransaction:false\nDROP INDEX CONCURRENTLY ix;\n--rollback [|CREATE INDEX|] ix ON orders (total);\n";
        return FixTest<DBM1001CreateIndexBlocksWritesFix>.SqlFileAsync(Sql, Sql, "migration_analyzers.check_down = true");
    }
}
