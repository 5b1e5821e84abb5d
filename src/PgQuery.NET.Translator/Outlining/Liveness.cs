using System.Collections;
using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Outlining;

/// <summary>Which locals still matter at labels and at the bounds of regions: a backward pass, repeated in loops until nothing changes.</summary>
internal sealed class Liveness
{
    private readonly int _locals;
    private readonly Dictionary<Label, BitArray> _atLabel = [];

    private Liveness(int locals) => _locals = locals;

    /// <summary>Sets the live sets of all regions in the function.</summary>
    public static Liveness Analyze(Function function)
    {
        var liveness = new Liveness(function.Locals.Count);
        liveness.Before(function.Body, new BitArray(function.Locals.Count));
        return liveness;
    }

    public BitArray At(Label label) => _atLabel.TryGetValue(label, out var live) ? live : new BitArray(_locals);

    /// <summary>Turns what is live after the statements into what is live before them.</summary>
    private void Before(List<Statement> statements, BitArray live)
    {
        for (var i = statements.Count - 1; i >= 0; i--)
        {
            Before(statements[i], live);
        }
    }

    private void Before(Statement statement, BitArray live)
    {
        switch (statement)
        {
            case LocalSet set:
                live[set.Local] = false;
                Before(set.Value, live);
                break;
            case Block { Label.IsLoop: true } loop:
                BeforeLoop(loop, live);
                break;
            case Block block:
                _atLabel[block.Label] = new BitArray(live);
                Before(block.Body, live);
                break;
            case If conditional:
                _atLabel[conditional.Label] = new BitArray(live);
                var otherwise = new BitArray(live);
                Before(conditional.Then, live);
                Before(conditional.Else, otherwise);
                live.Or(otherwise);
                Before(conditional.Condition, live);
                break;
            case Branch branch:
                live.SetAll(false);
                live.Or(At(branch.Target));
                break;
            case BranchIf branch:
                live.Or(At(branch.Target));
                Before(branch.Condition, live);
                break;
            case BranchTable table:
                live.SetAll(false);
                foreach (var target in table.Targets.Append(table.Default).Distinct())
                {
                    live.Or(At(target));
                }

                Before(table.Index, live);
                break;
            case Return { Value: var value }:
                live.SetAll(false);
                if (value is not null)
                {
                    Before(value, live);
                }

                break;
            case Unreachable:
                live.SetAll(false);
                break;
            case RegionCall call:
                call.Region.LiveAtEnd = new BitArray(live);
                Before(call.Region.Body, live);
                call.Region.LiveAtStart = new BitArray(live);
                break;
            default:
                foreach (var expression in Walk.DirectOf(statement).Reverse())
                {
                    Before(expression, live);
                }

                break;
        }
    }

    private void BeforeLoop(Block loop, BitArray live)
    {
        var after = new BitArray(live);
        var known = At(loop.Label);
        bool changed;
        do
        {
            _atLabel[loop.Label] = known;
            live.SetAll(false);
            live.Or(after);
            Before(loop.Body, live);
            var merged = new BitArray(known).Or(live);
            changed = new BitArray(merged).Xor(known).HasAnySet();
            known = merged;
        }
        while (changed);
    }

    private static void Before(Expr expression, BitArray live)
    {
        if (expression is LocalTee tee)
        {
            live[tee.Local] = false;
        }
        else if (expression is LocalGet get)
        {
            live[get.Local] = true;
        }

        foreach (var operand in Operands.Of(expression).Reverse())
        {
            Before(operand, live);
        }
    }
}
