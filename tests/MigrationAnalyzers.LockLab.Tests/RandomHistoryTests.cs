using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.LockLab.Facts;

namespace MigrationAnalyzers.LockLab.Tests;

/// <summary>
/// Histories are not as tidy as cases: things are used before they are made, made twice, dropped and used. The engine may say little of that, but it says it.
/// </summary>
public sealed class RandomHistoryTests
{
    private const int StatementsOfMigration = 10;

    public static TheoryData<int, bool> Seeds => new() { { 1, false }, { 2, true }, { 3, false }, { 4, true }, { 5, false }, { 6, true } };

    [Theory]
    [MemberData(nameof(Seeds))]
    public void StatementsInAnyOrder_AreAnalyzed(int seed, bool isWhole)
    {
        var random = new Random(seed);
        var statements = LockCaseFile.Read(RepositoryFiles.MeasuredFiles)
            .SelectMany(static c => Fixture.Statements(c).Concat(c.Before ?? []).Concat(c.Ddl))
            .Distinct()
            .SelectMany(static sql => SqlFrontEnd.Read(SqlText.OfFile("history.sql", sql)))
            .ToArray();
        random.Shuffle(statements);

        var failures = new SortedSet<string>(StringComparer.Ordinal);
        var catalog = isWhole ? SchemaCatalog.Empty : SchemaCatalog.Unknown;
        foreach (var (i, chunk) in statements.Chunk(StatementsOfMigration).Index())
        {
            var unit = new MigrationUnit(MigrationDirection.Up, [.. chunk.Select(static s => s with { Transaction = 1, TransactionIsKnown = true })]);
            var migration = new Migration($"2026{i:D10}_Random", unit, MigrationUnit.EmptyDown, DownShape.NotApplicable);
            try
            {
                MigrationAnalysis.Analyze(migration, catalog, AnalysisOptions.Default with { PostgresMajor = 12 + (i % 7) });
                catalog = catalog.Apply(unit);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failures.Add(e.ToString());
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }
}
