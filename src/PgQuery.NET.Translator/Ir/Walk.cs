namespace PgQuery.Translator.Ir;

/// <summary>Visits everything in a list of statements, in order.</summary>
internal static class Walk
{
    public static IEnumerable<Statement> Statements(IEnumerable<Statement> statements)
    {
        var pending = new Stack<Statement>(statements.Reverse());
        while (pending.TryPop(out var statement))
        {
            yield return statement;
            foreach (var child in ChildrenOf(statement).Reverse())
            {
                pending.Push(child);
            }
        }
    }

    public static IEnumerable<Expr> Expressions(IEnumerable<Statement> statements) =>
        Statements(statements).SelectMany(DirectOf).SelectMany(Expressions);

    /// <summary>The expression and all its operands.</summary>
    public static IEnumerable<Expr> Expressions(Expr expression)
    {
        foreach (var operand in Operands.Of(expression))
        {
            foreach (var inner in Expressions(operand))
            {
                yield return inner;
            }
        }

        yield return expression;
    }

    /// <summary>The statements nested in one.</summary>
    public static IEnumerable<Statement> ChildrenOf(Statement statement) => statement switch
    {
        Block block => block.Body,
        If conditional => conditional.Then.Concat(conditional.Else),
        _ => [],
    };

    /// <summary>The expressions of a statement itself, in evaluation order.</summary>
    public static IEnumerable<Expr> DirectOf(Statement statement) => statement switch
    {
        LocalSet set => [set.Value],
        GlobalSet set => [set.Value],
        Store store => [store.Address, store.Value],
        Evaluate evaluate => [evaluate.Value],
        BulkMemory bulk => [bulk.Target, bulk.Source, bulk.Count],
        If conditional => [conditional.Condition],
        BranchIf branch => [branch.Condition],
        BranchTable table => [table.Index],
        Return { Value: { } value } => [value],
        Block or Branch or Return or Unreachable or Outlining.RegionCall => [],
        _ => throw new InvalidOperationException($"Unknown statement {statement.GetType().Name}."),
    };
}
