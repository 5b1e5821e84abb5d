using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.LockLab.Pages;
using MigrationAnalyzers.LockLab.Verifying;

namespace MigrationAnalyzers.LockLab.Tests;

public sealed class EffectsPageTests
{
    /// <summary>Operations without an effect that could be measured.</summary>
    private static readonly Type[] WithoutEffect =
    [
        typeof(OpaqueOperation), typeof(UnknownSql), typeof(InvalidSql), typeof(SetParameter), typeof(TransactionControl), typeof(CreateDomain), typeof(CreateEnum),
    ];

    private static readonly Dictionary<string, LockCase> Cases =
        LockCaseFile.Read(RepositoryFiles.MeasuredFiles).ToDictionary(static c => c.Name, StringComparer.Ordinal);

    private static readonly PageSection[] Sections = EffectsPage.ReadSections(RepositoryFiles.EffectsPageContents);

    [Fact]
    public void Page_IsWhatTheEngineSays()
    {
        var expected = LockLabCommand.Page();
        var actual = File.Exists(RepositoryFiles.EffectsPage) ? File.ReadAllText(RepositoryFiles.EffectsPage) : "";
        if (actual != expected)
        {
            File.WriteAllText(RepositoryFiles.EffectsPage, expected);
        }

        Assert.True(actual == expected, "docs/effects.md was stale. It has been written anew: look at the change and commit it.");
    }

    [Fact]
    public void EachClaim_IsMeasuredAndTrue()
    {
        var cases = Sections.SelectMany(static s => s.Rows).Select(static r => Cases[r.Case]).ToList();

        Assert.Equal(cases.Count, cases.Distinct().Count());
        Assert.Equal([], Verification.Compare(cases).Where(static c => c.Verdict != Verdict.Agrees).Select(static c => c.Case.Name));
    }

    [Fact]
    public void EachKindOfOperation_IsOnThePage()
    {
        var shown = Sections.SelectMany(static s => s.Rows).SelectMany(static r => Cases[r.Case].Ddl).SelectMany(OperationsOf).ToHashSet();
        var missing = typeof(MigrationOperation).Assembly.GetTypes()
            .Where(static t => t.IsSubclassOf(typeof(MigrationOperation)) && !t.IsAbstract)
            .Except(WithoutEffect)
            .Where(t => !shown.Contains(t))
            .Select(static t => t.Name);

        Assert.Equal([], missing);
    }

    [Fact]
    public void UnknownCase_IsNamed()
    {
        var e = Assert.Throws<LockLabException>(() => EffectsPage.Write([new PageSection("Tables", "", [new PageRow("DROP", "no such case")])], []));

        Assert.Equal("'Tables' of the page names the case 'no such case', which no file in Data has.", e.Message);
    }

    private static IEnumerable<Type> OperationsOf(string sql) =>
        SqlFrontEnd.Read(SqlText.OfFile("case.sql", sql)).SelectMany(static s => s.Operations).Select(static o => o.GetType());
}
