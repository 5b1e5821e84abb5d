using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.Proof;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.CodeFixes.Tests.RandomMigrations;

/// <summary>A warning that no fix is offered for, because of something that the grammar makes and that the page of the rule names.</summary>
/// <param name="Rule">Whose warning.</param>
/// <param name="OnThePage">What the page says under "Fix".</param>
/// <param name="Holds">It is this case: the statement, what Up was, and the files.</param>
internal sealed record NamedLimit(string Rule, string OnThePage, Func<string, string, IReadOnlyCollection<string>, bool> Holds)
{
    /// <summary>For what runs outside of the transaction, and for what comes after it.</summary>
    private const int MostMigrationsOfADivision = 2;

    private const string DropKeyColumn = "DropColumn(name: \"b\", table: \"pairs\")";

    /// <summary>On the page of DBM5002, to which the pages of the rules refer whose fix may need a migration of its own.</summary>
    public const string NoRoomOnThePage = "where no second is free before the next migration";

    public static ImmutableArray<NamedLimit> All { get; } =
    [
        new("DBM1019", "where the statements depend on each other", static (statement, up, _) => StaysInTransaction(statement, up)),
        new("DBM3003", "where the designers do not say that the model has given the column up", static (statement, _, paths) =>
            statement.Contains(DropKeyColumn, StringComparison.Ordinal) && !paths.Any(static p => p.EndsWith(".Designer.cs", StringComparison.Ordinal))),
        new("DBM4001", "computes the new value from the old one", static (statement, _, _) => ComputesFromOld(statement)),
        new("DBM4001", "No key of the table is known", static (statement, up, _) => HasLostItsKey(statement, up)),
    ];

    /// <summary>There is no fix, or the page says that it is not offered for this.</summary>
    public static async Task<bool> IsNamedAsync(FixWorkspace workspace, Diagnostic finding, string up)
    {
        if (!FixCases.Providers.ContainsKey(finding.Id))
        {
            return true;
        }

        var root = await finding.Location.SourceTree!.GetRootAsync();
        var statement = root.FindNode(finding.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>()!.ToString();
        return All.Any(l => l.Rule == finding.Id && l.Holds(statement, up, workspace.Paths))
            || (MayDivide(finding.Id) && FreeSecondsBehind(finding.Location.SourceTree!.FilePath, workspace.Paths) < MostMigrationsOfADivision);
    }

    private static bool MayDivide(string rule) => rule == OwnMigration.Rule || RulePage.Of(rule).Section("Fix").Contains($"({OwnMigration.Rule}.md)", StringComparison.Ordinal);

    private static double FreeSecondsBehind(string path, IEnumerable<string> paths)
    {
        var time = TimeOf(path);
        return paths.Select(TimeOf).Where(t => t > time).Select(t => (t - time).TotalSeconds - 1).DefaultIfEmpty(double.MaxValue).Min();
    }

    private static DateTime TimeOf(string path) => DateTime.ParseExact(Path.GetFileName(path).Split('_')[0], "yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>An UPDATE or DELETE that cannot be written in batches.</summary>
    private static bool StaysInTransaction(string statement, string up) => ComputesFromOld(statement) || HasLostItsKey(statement, up);

    private static bool ComputesFromOld(string statement) =>
        statement.Replace("\\", "", StringComparison.Ordinal).Replace("\"\"", "\"", StringComparison.Ordinal).Contains("SET \"Line\" = \"Line\" + 1 WHERE", StringComparison.Ordinal);

    private static bool HasLostItsKey(string statement, string up)
    {
        var (delete, drop) = (up.IndexOf("DELETE FROM pairs", StringComparison.Ordinal), up.IndexOf(DropKeyColumn, StringComparison.Ordinal));
        return statement.Contains("DELETE FROM pairs", StringComparison.Ordinal) && drop >= 0 && drop < delete;
    }
}
