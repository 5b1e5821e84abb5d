using System.Reflection;
using System.Text;
using MigrationAnalyzers.Runtime.Planning;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>
/// A safe form is the same SQL, with the same checksum in the journal, with each version of EF Core: a migration that was begun by an application with EF Core 8 is taken up by
/// one with EF Core 10. This test runs with both and compares with one file.
/// </summary>
public sealed class SafeFormTextTests
{
    private const string FileName = "tests/MigrationAnalyzers.Runtime.Tests/Steps/SafeForms.sql";

    /// <summary>Where it differs, the file is written anew; then the test fails once.</summary>
    [Fact]
    public void PlainSqlAndChecksum_AreThoseOfTheFile()
    {
        var root = typeof(SafeFormTextTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;
        var path = Path.Combine(root, FileName);
        var recorded = File.Exists(path) ? Blocks(File.ReadAllText(path).ReplaceLineEndings("\n")) : [];
        var built = SafeFormCases.All.Select(TextOf).ToList();
        var changed = built.Except(recorded, StringComparer.Ordinal).Select(static b => b[..b.IndexOf('\n', StringComparison.Ordinal)]).ToList();
        if (recorded.SequenceEqual(built, StringComparer.Ordinal))
        {
            return;
        }

        File.WriteAllText(path, string.Concat(built));
        Assert.Fail($"The SQL or the checksum of safe forms is not that of {FileName}, which was written anew. Review it and commit it:\n{string.Join('\n', changed)}");
    }

    private static string TextOf(SafeFormCase form)
    {
        var text = new StringBuilder();
        var steps = Planned.Migration("20240101000000_m", form.Safe).Steps;
        text.Append("-- form: ").Append(form.Name).Append('\n');
        foreach (var step in steps)
        {
            text.Append("-- checksum: ").Append(StepChecksum.Of(step)).Append('\n');
        }

        foreach (var command in PlainRunner.Commands(form.Safe))
        {
            text.Append(command.CommandText.ReplaceLineEndings("\n").TrimEnd('\n')).Append('\n');
        }

        return text.Append('\n').ToString();
    }

    private static List<string> Blocks(string text) => [.. text.Split("-- form: ").Skip(1).Select(static b => "-- form: " + b)];
}
