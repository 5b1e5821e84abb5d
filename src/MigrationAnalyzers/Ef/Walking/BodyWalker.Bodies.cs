using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
    private bool HasBody(IMethodSymbol method) => method is { IsAbstract: false, IsExtern: false } && _models.DeclarationOf(method) is not null;

    private bool CanWalk(IMethodSymbol method) => _active.Count < MaxDepth && _bodies < MaxBodies && !Contains(_active, method);

    /// <summary>Walks the body with the parameters bound; gives back what it returns, or null.</summary>
    /// <param name="call">The expression that calls it; null for the migration's own method.</param>
    private Value? WalkMethod(IMethodSymbol method, Value? receiver, ImmutableArray<Value?> arguments, SyntaxNode? call = null)
    {
        if (!CanWalk(method) || _models.DeclarationOf(method) is not { } declaration)
        {
            return null;
        }

        // Lambdas and other values of the caller keep what they refer to; parameters that nobody passes are not known.
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var parameter = method.Parameters[i];
            if ((i < arguments.Length ? arguments[i] : null) is { } argument)
            {
                Set(parameter, argument);
            }
            else
            {
                _values = _values.Remove(parameter);
            }
        }

        return Enter(method, receiver, call, () => WalkBody(declaration));
    }

    /// <summary>Calls a delegate.</summary>
    private Value WalkFunction(FunctionValue function, ImmutableArray<Value?> arguments, SyntaxNode call)
    {
        if (function.Method is { } method)
        {
            var definition = Implementation(method, null);
            var returned = definition is not null && HasBody(definition) ? WalkMethod(definition, function.Receiver, arguments, call) : null;
            if (returned is null && definition is not null && !HasBody(definition) && HasBuilder(arguments) && !IsFramework(definition))
            {
                AddOpaque(Describe(definition), NameOf(call));
            }

            return returned ?? new UnknownValue($"the result of '{method.Name}' is not known", call);
        }

        var lambda = function.Lambda!;
        if (!CanWalk(lambda.Symbol))
        {
            return new UnknownValue("the result of a lambda is not known", call);
        }

        for (var i = 0; i < lambda.Symbol.Parameters.Length; i++)
        {
            var parameter = lambda.Symbol.Parameters[i];
            _values = i < arguments.Length && arguments[i] is { } argument ? _values.SetItem(parameter, argument) : _values.Remove(parameter);
        }

        return Enter(lambda.Symbol, _frame.Receiver, call, () => Walk(lambda.Body))
            ?? new UnknownValue("the result of a lambda is not known", call);
    }

    private Value? Enter(IMethodSymbol method, Value? receiver, SyntaxNode? call, Func<Flow> walk)
    {
        var (frame, anchor, circumstances, path) = (_frame, _anchor, _circumstances, _path);
        _frame = new Frame { Receiver = receiver };
        if (call is not null && _scope.IsOwn(call.SyntaxTree, call.Span))
        {
            _anchor = SourceScope.Location(NameOf(call));
        }

        _active.Add(method);
        _bodies++;
        walk();
        _active.RemoveAt(_active.Count - 1);
        var result = _frame.Yielded is { } yielded ? new SequenceValue([.. yielded], null) : _frame.Returned;
        (_frame, _anchor, _circumstances, _path) = (frame, anchor, circumstances, path);
        return result;
    }

    private Flow WalkBody(SyntaxNode declaration)
    {
        switch (_models.Bind(declaration))
        {
            case IMethodBodyOperation method:
                return Walk(method.BlockBody ?? method.ExpressionBody);

            case IConstructorBodyOperation constructor:
                return Walk(constructor.BlockBody ?? constructor.ExpressionBody);

            case ILocalFunctionOperation local:
                return Walk(local.Body);

            case IBlockOperation block:
                return Walk(block);

            case null when declaration is PropertyDeclarationSyntax { ExpressionBody: { } arrow }:
                return Walk(_models.Bind(arrow));

            default:
                return Flow.Completes;
        }
    }

    private static bool HasBuilder(ImmutableArray<Value?> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is BuilderValue or OperationsValue)
            {
                return true;
            }
        }

        return false;
    }
}
