namespace PgQuery.Translator.Ir;

/// <summary>Where control goes after statements.</summary>
internal static class Flow
{
    /// <summary>False only when the end certainly cannot be reached.</summary>
    public static bool FallsThrough(List<Statement> statements) =>
        statements.Count == 0 || FallsThrough(statements[^1]);

    private static bool FallsThrough(Statement statement) => statement switch
    {
        Branch or BranchTable or Return or Unreachable => false,
        Outlining.RegionCall call => call.Region.FallsThrough,
        If { Else.Count: > 0 } conditional => FallsThrough(conditional.Then) || FallsThrough(conditional.Else) || Targets(conditional.Then, conditional.Label) || Targets(conditional.Else, conditional.Label),
        Block { Label.IsLoop: true } loop => FallsThrough(loop.Body),
        Block block => FallsThrough(block.Body) || Targets(block.Body, block.Label),
        _ => true,
    };

    private static bool Targets(List<Statement> statements, Label label) => Walk.Statements(statements).Any(statement => statement switch
    {
        Branch branch => branch.Target == label,
        BranchIf branch => branch.Target == label,
        BranchTable table => table.Default == label || table.Targets.Contains(label),
        Outlining.RegionCall call => call.Region.Exits.Contains(label),
        _ => false,
    });
}
