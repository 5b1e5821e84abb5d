using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
    private Flow Walk(IOperation? operation)
    {
        if (operation is null)
        {
            return Flow.Completes;
        }

        if (_nesting >= MaxNesting || ++_work > MaxWork)
        {
            return Flow.Completes;
        }

        _models.CancellationToken.ThrowIfCancellationRequested();
        _nesting++;
        var flow = WalkStatement(operation);
        _nesting--;
        return flow;
    }

    private Flow WalkStatement(IOperation operation)
    {
        switch (operation)
        {
            case IBlockOperation block:
                return WalkAll(block.Operations);

            case IVariableDeclarationGroupOperation group:
                Declare(group);
                return Flow.Completes;

            case IReturnOperation @return:
                return WalkReturn(@return);

            case IConditionalOperation { Type: null } condition:
                return WalkIf(condition);

            case ISwitchOperation @switch:
                return WalkSwitch(@switch);

            case ISwitchCaseOperation @case:
                return WalkAll(@case.Body);

            case ILoopOperation loop:
                return WalkLoop(loop);

            case IBranchOperation branch:
                return branch.BranchKind switch
                {
                    BranchKind.Break => Flow.Breaks,
                    BranchKind.Continue => Flow.Continues,
                    _ => Flow.Completes,
                };

            case IThrowOperation @throw:
                Evaluate(@throw.Exception);
                return Flow.None;

            case IUsingOperation @using:
                WalkResources(@using.Resources);
                return Walk(@using.Body);

            case IUsingDeclarationOperation declaration:
                Declare(declaration.DeclarationGroup);
                return Flow.Completes;

            case ILockOperation @lock:
                Evaluate(@lock.LockedValue);
                return Walk(@lock.Body);

            case ITryOperation @try:
                return WalkTry(@try);

            case ILabeledOperation labeled:
                return Walk(labeled.Operation);

            case ILocalFunctionOperation or IEmptyOperation:
                return Flow.Completes;

            default:
                Evaluate(operation);
                return Flow.Completes;
        }
    }

    private Flow WalkAll(ImmutableArray<IOperation> operations)
    {
        var flow = Flow.None;
        foreach (var operation in operations)
        {
            var step = Walk(operation);
            flow |= step & ~Flow.Completes;
            if ((step & Flow.Completes) == 0)
            {
                return flow;
            }

            if (step != Flow.Completes)
            {
                // A return that may have happened makes the rest of the body conditional; whoever began the body or the loop takes that back.
                _circumstances |= Circumstances.Conditional;
                _path = ++_lastPath;
            }
        }

        return flow | Flow.Completes;
    }

    private void Declare(IVariableDeclarationGroupOperation group)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                var initializer = declarator.Initializer ?? declaration.Initializer;
                if (initializer is not null)
                {
                    Set(declarator.Symbol, Evaluate(initializer.Value));
                }
                else
                {
                    Set(declarator.Symbol, Unknown($"the value of the variable '{declarator.Symbol.Name}' is not known", declarator));
                }
            }
        }
    }

    private void WalkResources(IOperation resources)
    {
        if (resources is IVariableDeclarationGroupOperation group)
        {
            Declare(group);
        }
        else
        {
            Evaluate(resources);
        }
    }

    private Flow WalkReturn(IReturnOperation operation)
    {
        var value = operation.ReturnedValue is null ? null : Evaluate(operation.ReturnedValue);
        switch (operation.Kind)
        {
            case OperationKind.YieldReturn:
                if (value is not null)
                {
                    // Elements of one branch only may be there or not.
                    (_frame.Yielded ??= []).Add((_circumstances & Circumstances.Conditional) == 0 ? value : Unknown("an element depends on a condition", operation));
                }

                return Flow.Completes;

            case OperationKind.YieldBreak:
                return Flow.Returns;

            default:
                if (value is not null)
                {
                    _frame.Returned = _frame.Returned is null || _frame.Returned.IsSameAs(value)
                        ? value
                        : Unknown("what is returned depends on a condition", operation);
                }

                return Flow.Returns;
        }
    }

    private Flow WalkIf(IConditionalOperation operation)
    {
        if (BooleanOf(Evaluate(operation.Condition)) is { } known)
        {
            return Walk(known ? operation.WhenTrue : operation.WhenFalse);
        }

        return WalkAny([operation.WhenTrue, operation.WhenFalse], operation.Syntax);
    }

    /// <summary>One of the branches runs; null is a branch that does nothing.</summary>
    private Flow WalkAny(IReadOnlyList<IOperation?> branches, SyntaxNode syntax)
    {
        var before = _values;
        ImmutableDictionary<ISymbol, Value>? after = null;
        var flow = Flow.None;
        foreach (var branch in branches)
        {
            _values = before;
            var step = OnPath(Circumstances.Conditional, () => Walk(branch));
            flow |= step;
            if ((step & Flow.Completes) != 0)
            {
                after = after is null ? _values : Merge(after, _values, syntax);
            }
        }

        _values = after ?? before;
        return flow;
    }

    private Flow WalkSwitch(ISwitchOperation operation)
    {
        var value = Evaluate(operation.Value);
        var candidates = new List<IOperation?>();
        ISwitchCaseOperation? fallback = null;
        var decided = false;
        foreach (var @case in operation.Cases)
        {
            bool? matches = false;
            foreach (var clause in @case.Clauses)
            {
                if (clause is IDefaultCaseClauseOperation)
                {
                    fallback = @case;
                    continue;
                }

                var match = Matches(value, clause);
                matches = matches == true || match == true ? true : matches is null || match is null ? null : false;
            }

            if (matches == false)
            {
                continue;
            }

            candidates.Add(@case);
            if (matches == true)
            {
                decided = true;
                break;
            }
        }

        if (!decided)
        {
            candidates.Add(fallback);
        }

        var flow = candidates.Count == 1 ? Walk(candidates[0]) : WalkAny(candidates, operation.Syntax);
        return (flow & Flow.Breaks) == 0 ? flow : (flow & ~Flow.Breaks) | Flow.Completes;
    }

    private Flow WalkTry(ITryOperation operation)
    {
        var flow = Walk(operation.Body);
        if (!operation.Catches.IsEmpty)
        {
            var branches = new List<IOperation?> { null };
            foreach (var @catch in operation.Catches)
            {
                branches.Add(@catch.Handler);
            }

            flow |= WalkAny(branches, operation.Syntax);
        }

        if (operation.Finally is not null)
        {
            flow |= Walk(operation.Finally) & ~Flow.Completes;
        }

        return flow;
    }
}
