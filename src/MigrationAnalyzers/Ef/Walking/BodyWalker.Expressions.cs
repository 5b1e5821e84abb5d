using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
    /// <summary>The value of an expression; calls of the builder inside of it are noted on the way.</summary>
    private Value Evaluate(IOperation? operation)
    {
        if (operation is null)
        {
            return new ConstantValue(null, null);
        }

        if (_nesting >= MaxNesting || ++_work > MaxWork)
        {
            return Unknown("the expression is nested too deeply", operation);
        }

        _nesting++;
        var value = EvaluateExpression(operation);
        _nesting--;

        if (value is not UnknownValue)
        {
            return value;
        }

        if (operation.ConstantValue is { HasValue: true, Value: string text })
        {
            return Text(text, operation.Syntax);
        }

        // Whatever expression leads to a builder leads to the migration's own, unless the migration made another one.
        return _symbols.IsBuilder(operation.Type) ? BuilderValue.Instance : value;
    }

    private Value EvaluateExpression(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: not string } constant && operation is not IInvocationOperation)
        {
            return new ConstantValue(constant.Value, operation.Type);
        }

        switch (operation)
        {
            case ILiteralOperation literal:
                return EvaluateLiteral(literal);

            case IConversionOperation conversion:
                return EvaluateConversion(conversion);

            case IInterpolatedStringOperation interpolated:
                return EvaluateInterpolated(interpolated);

            case IInterpolatedStringHandlerCreationOperation handler:
                return Evaluate(handler.Content);

            case IBinaryOperation binary:
                return EvaluateBinary(binary);

            case IUnaryOperation unary:
                return EvaluateUnary(unary);

            case IConditionalOperation conditional:
                return EvaluateConditional(conditional);

            case ICoalesceOperation coalesce:
                var left = Evaluate(coalesce.Value);
                return IsNull(left) switch
                {
                    true => Evaluate(coalesce.WhenNull),
                    false => left,
                    null => left,
                };

            case ISwitchExpressionOperation @switch:
                return EvaluateSwitch(@switch);

            case IIsPatternOperation isPattern:
                return Boolean(Matches(Evaluate(isPattern.Value), isPattern.Pattern), operation);

            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);

            case ITypeOfOperation typeOf:
                return new TypeValue(Substitute(typeOf.TypeOperand));

            case IInstanceReferenceOperation:
                return _frame.Receiver ?? ThisValue.Instance;

            case ILocalReferenceOperation local:
                return EvaluateLocal(local);

            case IParameterReferenceOperation parameter:
                return _values.TryGetValue(parameter.Parameter, out var argument)
                    ? argument
                    : Unknown($"the value of the parameter '{parameter.Parameter.Name}' is not known", operation);

            case IFieldReferenceOperation field:
                return EvaluateField(field);

            case IPropertyReferenceOperation property:
                return EvaluateProperty(property);

            case IArrayElementReferenceOperation element:
                return EvaluateElement(element);

            case IInvocationOperation invocation:
                return EvaluateInvocation(invocation);

            case IObjectCreationOperation creation:
                return EvaluateCreation(creation);

            case IArrayCreationOperation array:
                return EvaluateArray(array);

            case IArrayInitializerOperation elements:
                // The initializer of a field: { "a", "b" } without new.
                return EvaluateElements(elements, null);

            case ICollectionExpressionOperation collection:
                return EvaluateCollection(collection);

            case IAnonymousObjectCreationOperation anonymous:
                return new ObjectValue(EvaluateMembers(anonymous.Initializers));

            case ITupleOperation tuple:
                return EvaluateTuple(tuple);

            case IAnonymousFunctionOperation lambda:
                return new FunctionValue(lambda);

            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);

            case IMethodReferenceOperation method:
                return new FunctionValue(method.Method, method.Instance is null ? null : Evaluate(method.Instance));

            case ISimpleAssignmentOperation assignment:
                var assigned = Evaluate(assignment.Value);
                Assign(assignment.Target, assigned);
                return assigned;

            case ICoalesceAssignmentOperation assignment:
                return EvaluateCoalesceAssignment(assignment);

            case ICompoundAssignmentOperation assignment:
                return EvaluateCompoundAssignment(assignment);

            case IDeconstructionAssignmentOperation deconstruction:
                var deconstructed = Evaluate(deconstruction.Value);
                Assign(deconstruction.Target, deconstructed);
                return deconstructed;

            case IIncrementOrDecrementOperation increment:
                return EvaluateIncrement(increment);

            case IConditionalAccessOperation access:
                _accessed.Push(Evaluate(access.Operation));
                var accessed = Evaluate(access.WhenNotNull);
                _accessed.Pop();
                return accessed;

            case IConditionalAccessInstanceOperation:
                return _accessed.Count > 0 ? _accessed.Peek() : Unknown("a value is not known", operation);

            case IDefaultValueOperation @default:
                return @default.Type is { IsReferenceType: true } ? new ConstantValue(null, @default.Type) : Unknown("a default value is not known", operation);

            case IThrowOperation @throw:
                Evaluate(@throw.Exception);
                return Unknown("an exception is thrown", operation);

            case IInvalidOperation:
                // Half-typed code: nothing certain can be said of it.
                _models.SawErrors = true;
                RecordBrokenCreateTable(operation);
                return Unknown("the code does not compile", operation);

            default:
                foreach (var child in operation.ChildOperations)
                {
                    Walk(child);
                }

                return Unknown("the value of an expression is not known", operation);
        }
    }

    private Value EvaluateConversion(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is null)
        {
            var operand = Evaluate(conversion.Operand);

            // A number that is converted keeps its digits; a truncated one would have been folded by the compiler.
            return operand;
        }

        Evaluate(conversion.Operand);
        return Unknown($"the result of a conversion to {conversion.Type?.Name} is not known", conversion);
    }

    private Value EvaluateLocal(ILocalReferenceOperation operation)
    {
        if (_values.TryGetValue(operation.Local, out var value))
        {
            return value;
        }

        if (operation.Local is { HasConstantValue: true, ConstantValue: string text })
        {
            return Text(text, operation.Syntax);
        }

        return Unknown($"the value of the variable '{operation.Local.Name}' is not known", operation);
    }

    /// <summary>The type that a type parameter of an inlined method stands for.</summary>
    private ITypeSymbol Substitute(ITypeSymbol type) =>
        type is ITypeParameterSymbol && _values.TryGetValue(type, out var value) && value is TypeValue { Type: var actual } ? actual : type;

    private static bool ChangesList(IMethodSymbol method) =>
        method.Name is "Add" or "AddRange" or "Insert" or "InsertRange" or "Remove" or "RemoveAt" or "RemoveAll" or "Clear" or "Sort" or "Reverse";

    private static Microsoft.CodeAnalysis.SyntaxToken NameOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } => name.Identifier,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name: var name } } => name.Identifier,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier,
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax name } => name.Identifier,
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax { Right: var name } } => name.Identifier,
        _ => call.GetFirstToken(),
    };
}
