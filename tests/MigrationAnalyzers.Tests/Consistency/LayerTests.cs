using System.Text.RegularExpressions;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>The engine's folders stand on one another in one direction: a front end knows no rule, a rule sees no syntax.</summary>
public sealed class LayerTests
{
    private const string Engine = "MigrationAnalyzers.Engine";

    /// <summary>A folder of the engine, and the folders that it may use.</summary>
    public static TheoryData<string, string[]> Folders => new()
    {
        { "Model", [] },
        { "Sql", ["Model"] },
        { "History", ["Model"] },
        // A type or an expression that EF Core gives as text is read by the grammar.
        { "Effects", ["Model", "History", "Sql"] },
        { "Configuration", ["Model", "Effects"] },
        // What a statement writes is taken from its text by the grammar.
        { "SafeForms", ["Model", "History", "Sql"] },
        { "Reversal", ["Model", "History", "SafeForms"] },
        { "Rules", ["Model", "History", "Effects", "Configuration", "Reversal"] },
    };

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_UsesOnlyWhatItStandsOn(string folder, string[] below)
    {
        var used = RepositoryFiles.Sources($"src/{Engine}/{folder}")
            .SelectMany(static f => Regex.Matches(File.ReadAllText(f), $@"\b{Engine}\.(?<folder>[A-Z][A-Za-z]+)").Select(static m => m.Groups["folder"].Value))
            .Distinct(StringComparer.Ordinal);

        Assert.Empty(used.Except(below).Except([folder]));
    }

    [Fact]
    public void EveryFolder_HasItsPlace() => Assert.Equal(
        Folders.Select(static row => (string)row[0]).Order(StringComparer.Ordinal),
        Directory.EnumerateDirectories(RepositoryFiles.PathOf($"src/{Engine}"))
            .Select(static d => Path.GetFileName(d))
            .Where(static d => d is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal));
}
