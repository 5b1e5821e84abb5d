using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
    /// <summary>A loop over more elements than this is not followed element by element.</summary>
    private const int MaxRounds = 100;

    private Flow WalkLoop(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForEachLoopOperation forEach:
                if (ElementsOf(Evaluate(forEach.Collection)) is { Length: <= MaxRounds } elements)
                {
                    return WalkElements(forEach, elements);
                }

                foreach (var local in forEach.Locals)
                {
                    Set(local, Unknown($"the value of the loop variable '{local.Name}' is not known", forEach.Collection));
                }

                return WalkRepeatedly(loop, [forEach.Body]);

            case IForLoopOperation @for:
                foreach (var before in @for.Before)
                {
                    Walk(before);
                }

                return WalkCounted(@for) ?? WalkRepeatedly(loop, [@for.Condition, @for.Body, .. @for.AtLoopBottom]);

            case IWhileLoopOperation @while:
                return WalkRepeatedly(loop, [@while.Condition, @while.Body]);

            default:
                return WalkRepeatedly(loop, [loop.Body]);
        }
    }

    private Flow WalkElements(IForEachLoopOperation loop, ImmutableArray<Value> elements)
    {
        var (savedCircumstances, savedPath) = (_circumstances, _path);
        var left = Flow.Completes;
        foreach (var element in elements)
        {
            switch (loop.LoopControlVariable)
            {
                case IVariableDeclaratorOperation declarator:
                    Set(declarator.Symbol, element);
                    break;

                case var target:
                    Assign(target, element);
                    break;
            }

            var flow = Walk(loop.Body);
            left |= flow & Flow.Returns;
            if ((flow & (Flow.Completes | Flow.Continues)) == 0)
            {
                left = (flow & Flow.Breaks) != 0 ? left : left & ~Flow.Completes;
                break;
            }

            if ((flow & (Flow.Breaks | Flow.Returns)) != 0)
            {
                // The loop may have been left: the other rounds may not happen.
                _circumstances |= Circumstances.Conditional;
                _path = ++_lastPath;
            }
        }

        (_circumstances, _path) = (savedCircumstances, savedPath);
        return left;
    }

    /// <summary>A loop whose condition can be decided in each round; null, with nothing done, for any other.</summary>
    private Flow? WalkCounted(IForLoopOperation loop)
    {
        if (loop.Condition is null)
        {
            return null;
        }

        var (values, steps) = (_values, _steps.Count);
        for (var round = 0; round <= MaxRounds; round++)
        {
            switch (BooleanOf(Evaluate(loop.Condition)))
            {
                case false:
                    return Flow.Completes;

                case true when Walk(loop.Body) == Flow.Completes:
                    foreach (var bottom in loop.AtLoopBottom)
                    {
                        Walk(bottom);
                    }

                    continue;
            }

            break;
        }

        _values = values;
        _steps.RemoveRange(steps, _steps.Count - steps);
        return null;
    }

    /// <summary>The body runs an unknown number of times: what it assigns is not known, neither inside nor afterwards.</summary>
    private Flow WalkRepeatedly(ILoopOperation loop, ImmutableArray<IOperation?> parts)
    {
        foreach (var part in parts)
        {
            ForgetAssigned(part);
        }

        var before = _values;
        var flow = OnPath(Circumstances.Repeated, () =>
        {
            var left = Flow.None;
            foreach (var part in parts)
            {
                left |= Walk(part);
            }

            return left;
        });
        _values = Merge(before, _values, loop.Syntax);
        return Flow.Completes | (flow & Flow.Returns);
    }

    private void ForgetAssigned(IOperation? body)
    {
        if (body is null)
        {
            return;
        }

        foreach (var operation in body.DescendantsAndSelf())
        {
            var target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                IArgumentOperation { Parameter.RefKind: not RefKind.None } argument => argument.Value,
                IInvocationOperation { Instance: ILocalReferenceOperation list } call when ChangesList(call.TargetMethod) => list,
                _ => null,
            };
            if (target is not null && SymbolOf(target) is { } symbol)
            {
                Set(symbol, Unknown($"the value of '{symbol.Name}' changes in a loop", operation));
            }
        }
    }

    private static ImmutableArray<Value>? ElementsOf(Value value) => value is SequenceValue sequence ? sequence.Items : null;
}
