using System.Text;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>The description of a rule shows code that is ready to paste: it compiles, and the rule is content with it.</summary>
public sealed class RemedyTests
{
    public static TheoryData<string, string> Samples
    {
        get
        {
            var samples = new TheoryData<string, string>();
            foreach (var rule in MigrationRules.All)
            {
                foreach (var code in IndentedBlocks(rule.Info.Remedy))
                {
                    samples.Add(rule.Info.Id, code);
                }
            }

            return samples;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task CodeInTheDescription_CompilesAndGivesNoWarningOfItsRule(string id, string code)
    {
        var model = code.Contains("entity.", StringComparison.Ordinal) || code.Contains("modelBuilder.", StringComparison.Ordinal);
        var sample = code.Replace("entity.", "modelBuilder.Entity<User>().", StringComparison.Ordinal);

        var findings = await SampleAnalysis.OfCSharpAsync(sample, model ? "model" : "good");

        Assert.DoesNotContain(findings, f => f.Id == id && f.Severity >= DiagnosticSeverity.Warning);
    }

    private static IEnumerable<string> IndentedBlocks(string remedy)
    {
        var block = new StringBuilder();
        foreach (var line in remedy.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                block.Append(line).Append('\n');
            }
            else if (block.Length > 0)
            {
                yield return block.ToString();
                block.Clear();
            }
        }
    }
}
