using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MigrationAnalyzers.Runtime.Tests.CommandLine;

namespace MigrationAnalyzers.Runtime.Tests.Consistency;

/// <summary>The README that is packed.</summary>
public sealed partial class ReadmeTests
{
    private const string Context = """
        global using System;
        global using System.Threading.Tasks;
        using Microsoft.EntityFrameworkCore;
        sealed class ShopContext(string connectionString) : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(connectionString);
        }
        """;

    private static readonly string s_readme = File.ReadAllText(Path.Combine(
        typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!, "src/MigrationAnalyzers.Runtime/README.md"));

    public static TheoryData<string> Samples() => [.. CSharp().Matches(s_readme).Select(static m => m.Groups["code"].Value)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_Compiles(string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static p => MetadataReference.CreateFromFile(p));
        var isProgram = code.Contains("await ", StringComparison.Ordinal);

        var compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(Context), CSharpSyntaxTree.ParseText(code)],
            references,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        // CS1702: packages were built against other patches of EF Core.
        Assert.DoesNotContain(compilation.GetDiagnostics(), static d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1702");
    }

    [Fact]
    public void Samples_AreFound() => Assert.Equal(3, Samples().Count);

    [Fact]
    public void ExitCodes_AreAllListed() =>
        Assert.Equal(Enum.GetValues<SafeMigrationsExitCode>().Select(static c => (int)c), ExitCode().Matches(s_readme).Select(static m => int.Parse(m.Groups["code"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public async Task Commands_AreThoseOfTheHelp()
    {
        var help = (await CommandLineResult.RunAsync(static () => throw new InvalidOperationException(), "--help")).Out;
        var commands = help[help.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1).Select(static l => l.Trim().Split(' ')[0]).Where(static n => n.Length > 0).Order();

        Assert.Equal(commands, Command().Matches(s_readme).Select(static m => m.Groups["name"].Value).Order());
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"^\| (?<code>\d+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"^\| `(?<name>[a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();
}
