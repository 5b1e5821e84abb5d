using PgQuery.Translator.Ir;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Outlining;

/// <summary>
/// Splits functions that are too large to be compiled whenever they are first called. A method of a quarter of a megabyte
/// takes the JIT compiler 100 ms, although one statement needs a few of its cases. What follows a branch of a big
/// <c>br_table</c>, a case, becomes a region: only those that are executed are compiled.
/// </summary>
internal sealed class Outliner
{
    /// <summary>Smaller functions are left as they are.</summary>
    private const int LargeFunction = 2000;

    /// <summary>A case that costs less than this stays where it is: the call would cost as much.</summary>
    private const int SmallestRegion = 40;

    /// <summary>A <c>br_table</c> with fewer different targets is no dispatch.</summary>
    private const int FewestTargets = 8;

    /// <summary>A label that so many statements branch to is where cases meet, not a case.</summary>
    private const int MostBranchesToCase = 8;

    /// <summary>A <c>br_table</c> with fewer entries is left in one piece.</summary>
    private const int LargeTable = 96;

    private readonly HashSet<Label> _cases = [];
    private readonly TableGrouping _grouping;
    private readonly List<Region> _regions = [];

    private Outliner(List<ValueType> locals, List<Statement> body)
    {
        _grouping = new TableGrouping(locals, NewRegion);
        var branches = new Dictionary<Label, int>();
        foreach (var statement in Walk.Statements(body))
        {
            switch (statement)
            {
                case BranchTable table when table.Targets.Distinct().Count() >= FewestTargets:
                    _cases.UnionWith(table.Targets);
                    _cases.Add(table.Default);
                    break;
                case Branch branch:
                    branches[branch.Target] = branches.GetValueOrDefault(branch.Target) + 1;
                    break;
                case BranchIf branch:
                    branches[branch.Target] = branches.GetValueOrDefault(branch.Target) + 1;
                    break;
            }
        }

        _cases.RemoveWhere(label => branches.GetValueOrDefault(label) > MostBranchesToCase);
    }

    /// <summary>The function with regions, or null when it is small or has none.</summary>
    public static OutlinedFunction? Split(Function function)
    {
        if (Cost.Of(function.Body) < LargeFunction)
        {
            return null;
        }

        var body = new List<Statement> { new Block(((Block)function.Body[0]).Label, ReturnsAsBranches.In(function)), function.Body[^1] };
        List<ValueType> locals = [.. function.Locals];
        var outliner = new Outliner(locals, body);
        body = outliner.Rewrite(body);

        // A case that nothing leads to is left out together with its regions.
        var called = new HashSet<Region>();
        AddCalled(body, called);
        if (called.Count == 0)
        {
            return null;
        }

        var rewritten = new Function(function.Index, function.Type, locals, body);
        return new OutlinedFunction(rewritten, [.. outliner._regions.Where(called.Contains)], Liveness.Analyze(rewritten));
    }

    private static void AddCalled(List<Statement> statements, HashSet<Region> called)
    {
        foreach (var call in Walk.Statements(statements).OfType<RegionCall>())
        {
            if (called.Add(call.Region))
            {
                AddCalled(call.Region.Body, called);
            }
        }
    }

    private List<Statement> Rewrite(List<Statement> statements)
    {
        var result = new List<Statement>(statements.Count);
        for (var i = 0; i < statements.Count; i++)
        {
            result.Add(Rewrite(statements[i]));
            if (statements[i] is Block { Label: var label } && _cases.Contains(label) && i + 1 < statements.Count)
            {
                result.AddRange(Case(label, Rewrite(statements.GetRange(i + 1, statements.Count - i - 1))));
                break;
            }
        }

        return result;
    }

    private Statement Rewrite(Statement statement)
    {
        switch (statement)
        {
            case Block block when TableChain.Find(block, LargeTable) is { } chain:
                List<Statement>[] cases = [.. Enumerable.Range(0, chain.Cases).Select(i => Rewrite(chain.CaseOf(i)))];
                return _grouping.Group(chain, cases, Case);
            case Block block:
                return new Block(block.Label, Rewrite(block.Body));
            case If conditional:
                return new If(conditional.Label, conditional.Condition, Rewrite(conditional.Then), Rewrite(conditional.Else));
            default:
                return statement;
        }
    }

    /// <summary>What follows the block of a label, as a region if it is a case and large enough.</summary>
    private List<Statement> Case(Label label, List<Statement> statements) =>
        _cases.Contains(label) && Cost.Of(statements) >= SmallestRegion ? [new RegionCall(NewRegion(statements))] : statements;

    private Region NewRegion(List<Statement> statements)
    {
        var region = new Region(statements);
        _regions.Add(region);
        return region;
    }
}
