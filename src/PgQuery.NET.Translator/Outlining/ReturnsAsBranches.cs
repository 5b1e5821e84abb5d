using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Outlining;

/// <summary>A region cannot return for its function: it assigns the result and branches to the end of the function.</summary>
internal static class ReturnsAsBranches
{
    public static List<Statement> In(Function function)
    {
        var outer = (Block)function.Body[0];
        return Rewrite(outer.Body, outer.Label);
    }

    private static List<Statement> Rewrite(List<Statement> statements, Label end)
    {
        var result = new List<Statement>(statements.Count);
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case Return { Value: var value }:
                    if (value is not null)
                    {
                        result.Add(new LocalSet(end.ResultLocal, value));
                    }

                    result.Add(new Branch(end));
                    break;
                case Block block:
                    result.Add(new Block(block.Label, Rewrite(block.Body, end)));
                    break;
                case If conditional:
                    result.Add(new If(conditional.Label, conditional.Condition, Rewrite(conditional.Then, end), Rewrite(conditional.Else, end)));
                    break;
                default:
                    result.Add(statement);
                    break;
            }
        }

        return result;
    }
}
