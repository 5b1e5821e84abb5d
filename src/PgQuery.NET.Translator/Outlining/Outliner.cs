using PgQuery.Translator.Ir;

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

    private readonly HashSet<Label> _cases = [];
    private readonly List<Region> _regions = [];

    private Outliner(List<Statement> body)
    {
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
        var outliner = new Outliner(body);
        body = outliner.Rewrite(body);
        if (outliner._regions.Count == 0)
        {
            return null;
        }

        var rewritten = new Function(function.Index, function.Type, function.Locals, body);
        return new OutlinedFunction(rewritten, outliner._regions, Liveness.Analyze(rewritten));
    }

    private List<Statement> Rewrite(List<Statement> statements)
    {
        var result = new List<Statement>(statements.Count);
        for (var i = 0; i < statements.Count; i++)
        {
            result.Add(Rewrite(statements[i]));
            if (statements[i] is Block { Label: var label } && _cases.Contains(label) && i + 1 < statements.Count)
            {
                var rest = Rewrite(statements.GetRange(i + 1, statements.Count - i - 1));
                if (Cost.Of(rest) >= SmallestRegion)
                {
                    var region = new Region(rest);
                    _regions.Add(region);
                    rest = [new RegionCall(region)];
                }

                result.AddRange(rest);
                break;
            }
        }

        return result;
    }

    private Statement Rewrite(Statement statement) => statement switch
    {
        Block block => new Block(block.Label, Rewrite(block.Body)),
        If conditional => new If(conditional.Label, conditional.Condition, Rewrite(conditional.Then), Rewrite(conditional.Else)),
        _ => statement,
    };
}
