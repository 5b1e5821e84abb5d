namespace MigrationAnalyzers.Engine.Model;

/// <summary>What runs a migration, and so decides which of its statements share a transaction.</summary>
public enum MigrationRunner
{
    EfCore,

    /// <summary>SQL files whose runner is not known.</summary>
    Plain,

    Flyway,
    GolangMigrate,
    Dbmate,
    Goose,
    Liquibase,
    Sqitch,
    Prisma,
    Atlas,
    DbUp,
    Grate,
}
