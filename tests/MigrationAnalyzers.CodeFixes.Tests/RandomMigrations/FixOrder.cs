using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests.RandomMigrations;

/// <summary>
/// Who takes fix after fix, and in which order: a light bulb is offered wherever one looks, and <c>dotnet format</c> goes through the rules in an order that is another one each time it runs.
/// The seed decides.
/// </summary>
internal sealed class FixOrder
{
    private const int MostFixes = 60;

    private static readonly ImmutableArray<string> s_rules = [.. FixCases.Providers.Keys.Order(StringComparer.Ordinal)];

    private readonly Random _random;
    private readonly Taker _taker;
    private readonly ImmutableArray<string> _rules;

    /// <param name="seed">Of the migration too; what it is made of does not hang on the order.</param>
    public FixOrder(int seed)
    {
        _random = new Random(-seed);
        _taker = (Taker)(seed % 4);
        var rules = s_rules.ToArray();
        _random.Shuffle(rules);
        _rules = [.. rules];
    }

    private enum Taker
    {
        /// <summary>Warnings first, from the top of the file, as their author would.</summary>
        Author,

        /// <summary>Any finding, and then any other.</summary>
        Anyone,

        /// <summary>One rule to its end, then the next.</summary>
        RuleByRule,

        /// <summary>As <c>dotnet format</c>: all findings of one rule at once, then those of the next, and all over again until nothing changes.</summary>
        Format,
    }

    /// <summary>Takes fixes until none is offered any more. Returns what was done.</summary>
    public async Task<ImmutableArray<string>> TakeAllAsync(FixWorkspace workspace)
    {
        var taken = ImmutableArray.CreateBuilder<string>();
        for (var rule = 0; await OfferAsync(workspace, rule) is var (next, finding, action);)
        {
            taken.Add($"{_taker}: {finding.Id}: {action.Title}");
            Assert.True(taken.Count < MostFixes, $"There is no end of it: {string.Join('\n', taken)}");
            if (_taker is Taker.Format)
            {
                var before = workspace.Project;
                await workspace.ApplyAllAsync(FixCases.Providers[finding.Id], FixAllScope.Solution, action.EquivalenceKey, document: null);
                Assert.True(workspace.Project != before, $"Fix All does nothing: {string.Join('\n', taken)}");
                rule = next + 1;
            }
            else
            {
                await workspace.ApplyAsync(action);
                rule = next;
            }
        }

        return taken.ToImmutable();
    }

    /// <summary>The next finding for which a fix is offered, and the place of its rule in the order.</summary>
    private async Task<(int Rule, Diagnostic Finding, CodeAction Action)?> OfferAsync(FixWorkspace workspace, int rule)
    {
        foreach (var finding in InOrder((await workspace.FindingsAsync()).Where(f => FixCases.Providers.ContainsKey(f.Id)), rule))
        {
            if (await workspace.OfferedAsync(FixCases.Providers[finding.Id], finding) is [var action, ..])
            {
                return (_rules.IndexOf(finding.Id), finding, action);
            }
        }

        return null;
    }

    private IEnumerable<Diagnostic> InOrder(IEnumerable<Diagnostic> findings, int rule) => _taker switch
    {
        Taker.Author => findings.OrderByDescending(static f => f.Severity),
        Taker.Anyone => Shuffled(findings),
        _ => findings.OrderBy(f => (_rules.IndexOf(f.Id) - rule + _rules.Length) % _rules.Length),
    };

    private Diagnostic[] Shuffled(IEnumerable<Diagnostic> findings)
    {
        var shuffled = findings.ToArray();
        _random.Shuffle(shuffled);
        return shuffled;
    }
}
