using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Rules;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>The presets of the package are made of the rules as they are.</summary>
public sealed class PresetTests
{
    private const string Folder = "src/MigrationAnalyzers.Package/presets/";

    /// <summary>
    /// Rules on transactions that concern locks: a concurrent build that would not run, how long a lock is waited for, and what that does to a concurrent build.
    /// </summary>
    private static readonly ImmutableHashSet<string> s_lockTransactions = ["DBM5001", "DBM5003", "DBM5004", "DBM5005", "DBM5010"];

    private static readonly string[] s_names = ["locks-only", "recommended", "strict"];

    public static TheoryData<string> Names => [.. s_names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_IsMadeOfTheRules(string name) => RepositoryFiles.IsUpToDate($"{Folder}{name}.globalconfig", Write(name));

    [Fact]
    public void Package_HasThesePresetsAndNoOthers() => Assert.Equal(
        s_names,
        Directory.EnumerateFiles(RepositoryFiles.PathOf(Folder)).Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Fact]
    public void BuildError_NamesThem() => Assert.Contains(
        "allowed are " + string.Join(", ", s_names),
        RepositoryFiles.Read("src/MigrationAnalyzers.Package/buildTransitive/MigrationAnalyzers.targets"),
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_SetsOptionsThatExist(string name) => Assert.All(
        Regex.Matches(Write(name), "^" + Regex.Escape(OptionsReader.PresetPrefix) + "([a-z_]+) = ", RegexOptions.Multiline).Select(static m => m.Groups[1].Value),
        static key => Assert.Contains(OptionsReader.Keys, k => k.Key == key));

    private static string Write(string name)
    {
        var text = new StringBuilder();
        text.Append($"""
            # The preset "{name}" of MigrationAnalyzers: {DescriptionOf(name)}
            # What you say yourself wins: .editorconfig, .globalconfig, MSBuild properties.
            is_global = true
            global_level = -50

            """.ReplaceLineEndings("\n"));
        if (name == "strict")
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{OptionsReader.PresetPrefix}check_down = true\n");
        }

        foreach (var rule in MigrationRules.All.Select(static r => r.Info))
        {
            // A severity that is written holds for every finding of the rule, those too that the rule itself lowers; what is to stay as it is, is not written.
            var written = name switch
            {
                "strict" => "warning",
                "locks-only" when !ConcernsLocks(rule) => "none",
                _ => null,
            };
            text.Append(CultureInfo.InvariantCulture, $"\n# {rule.Title}\n");
            text.Append(written is null
                ? $"# dotnet_diagnostic.{rule.Id}.severity: {(rule.IsEnabledByDefault ? "as the rule has it, " + rule.DefaultSeverity.ToString().ToLowerInvariant() : "off")}\n"
                : $"dotnet_diagnostic.{rule.Id}.severity = {written}\n");
        }

        return text.ToString();
    }

    private static string DescriptionOf(string name) => name switch
    {
        "recommended" => "every rule as it is by default.",
        "strict" => "every rule at warning, also those that are off by default, and Down is looked at as Up is.",
        "locks-only" => "what locks and rewrites tables; all else is off.",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>A wrong option must be seen in any case.</summary>
    private static bool ConcernsLocks(RuleInfo rule) => rule.Category is "Locking" or "Rewrite" or "Configuration" || s_lockTransactions.Contains(rule.Id);
}
