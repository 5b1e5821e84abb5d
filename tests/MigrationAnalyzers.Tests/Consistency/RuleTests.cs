using System.Reflection;
using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>What is said of a rule in several places is the same everywhere.</summary>
public sealed class RuleTests
{
    private static readonly Assembly s_engine = typeof(Rule).Assembly;

    public static TheoryData<string> Ids => [.. MigrationRules.All.Select(static r => r.Info.Id)];

    [Fact]
    public void EveryRuleOfTheEngine_IsListedOnceAndInOrder()
    {
        var written = s_engine.GetTypes().Where(static t => t.IsSubclassOf(typeof(Rule)) && !t.IsAbstract).Select(static t => t.Name).Order(StringComparer.Ordinal);

        Assert.Equal(written, MigrationRules.All.Select(static r => r.GetType().Name));
        Assert.Equal(MigrationRules.All.Length, MigrationRules.All.Select(static r => r.Info.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_StandsInAFileOfItsNameInTheFolderOfItsCategory(string id)
    {
        var type = MigrationRules.All.Single(r => r.Info.Id == id).GetType();

        Assert.Matches($"^{id}[A-Z][A-Za-z]+$", type.Name);
        Assert.Equal("MigrationAnalyzers.Engine.Rules." + MigrationRules.InfoOf(id).Category, type.Namespace);
        Assert.True(File.Exists(RepositoryFiles.PathOf($"src/MigrationAnalyzers.Engine/Rules/{MigrationRules.InfoOf(id).Category}/{type.Name}.cs")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_SaysWhatIsWrongAndWhatToDo(string id)
    {
        var rule = MigrationRules.InfoOf(id);

        Assert.Matches("^[A-Z].*[^.]$", rule.Title);
        Assert.Matches("^[A-Z]", rule.MessageFormat);
        Assert.DoesNotMatch(@"\.$", rule.MessageFormat);
        Assert.NotEmpty(rule.Remedy);
    }

    [Fact]
    public void Descriptors_AreFieldsNamedByTheirIds()
    {
        var fields = typeof(Descriptors)
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(static f => f.FieldType == typeof(DiagnosticDescriptor))
            .ToDictionary(static f => f.Name, static f => ((DiagnosticDescriptor)f.GetValue(null)!).Id, StringComparer.Ordinal);

        Assert.All(fields, static field => Assert.Equal(field.Key, field.Value));
        Assert.Equal(MigrationRules.All.Select(static r => r.Info.Id), fields.Keys);
        Assert.Equal(fields.Keys, Descriptors.All.Select(static d => d.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Release_NamesTheRuleWithCategorySeverityAndTitle(string id)
    {
        var rule = MigrationRules.InfoOf(id);
        var expected = $"{id} | {rule.Category} | {(rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString() : "Disabled")} | {rule.Title}";

        var entries = (RepositoryFiles.Read("AnalyzerReleases.Shipped.md") + RepositoryFiles.Read("AnalyzerReleases.Unshipped.md"))
            .Split('\n')
            .Where(l => l.StartsWith(id, StringComparison.Ordinal));

        Assert.Equal([expected], entries);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasATestClass(string id) => Assert.True(
        RepositoryFiles.Sources("tests").Any(f => Regex.IsMatch(Path.GetFileName(f), $@"^{id}(?!Fix)[A-Za-z]*Tests\.cs$")),
        $"No file below tests is named {id}...Tests.cs.");

    [Fact]
    public void Engine_RefersToNeitherRoslynNorEntityFramework() => Assert.DoesNotContain(
        s_engine.GetReferencedAssemblies(),
        static a => a.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            || a.Name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || a.Name.StartsWith("Npgsql", StringComparison.Ordinal));
}
