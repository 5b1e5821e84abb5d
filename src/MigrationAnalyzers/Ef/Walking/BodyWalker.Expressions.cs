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

        if (_nesting >= MaxNesting)
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
                // Half-typed code: nothing certain can be said of it, and it does not compile.
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

    private Value EvaluateElement(IArrayElementReferenceOperation operation)
    {
        var array = Evaluate(operation.ArrayReference);
        var indexes = operation.Indices;
        if (array is SequenceValue sequence && indexes.Length == 1 && Number(Evaluate(indexes[0])) is { } index && index >= 0 && index < sequence.Items.Length)
        {
            return sequence.Items[(int)index];
        }

        return UnknownAmong(array) ?? Unknown("an element of an array is not known", operation);
    }

    private Value EvaluateArray(IArrayCreationOperation operation)
    {
        var type = operation.Type as IArrayTypeSymbol;
        if (operation.Initializer is { } initializer)
        {
            return EvaluateElements(initializer, type?.ElementType, isGrid: type?.Rank == 2);
        }

        foreach (var size in operation.DimensionSizes)
        {
            if (Number(Evaluate(size)) == 0)
            {
                return new SequenceValue([], type?.ElementType);
            }
        }

        return Unknown("the elements of an array are not known", operation);
    }

    private SequenceValue EvaluateElements(IArrayInitializerOperation initializer, ITypeSymbol? elementType, bool isGrid = false)
    {
        var items = ImmutableArray.CreateBuilder<Value>(initializer.ElementValues.Length);
        foreach (var element in initializer.ElementValues)
        {
            items.Add(element is IArrayInitializerOperation row ? EvaluateElements(row, elementType) : Evaluate(element));
        }

        return new SequenceValue(items.MoveToImmutable(), elementType) { IsGrid = isGrid };
    }

    private Value EvaluateCollection(ICollectionExpressionOperation operation)
    {
        var items = ImmutableArray.CreateBuilder<Value>(operation.Elements.Length);
        foreach (var element in operation.Elements)
        {
            if (element is ISpreadOperation spread)
            {
                if (Evaluate(spread.Operand) is not SequenceValue spreadItems)
                {
                    return Unknown("the elements of a collection are not known", operation);
                }

                items.AddRange(spreadItems.Items);
            }
            else
            {
                items.Add(Evaluate(element));
            }
        }

        var elementType = operation.Type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments: [var only] } => only,
            _ => null,
        };
        return new SequenceValue(items.ToImmutable(), elementType);
    }

    private ImmutableArray<(string Name, Value Value)> EvaluateMembers(ImmutableArray<IOperation> initializers)
    {
        var members = ImmutableArray.CreateBuilder<(string, Value)>(initializers.Length);
        foreach (var initializer in initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment)
            {
                members.Add((target.Member.Name, Evaluate(assignment.Value)));
            }
            else
            {
                Evaluate(initializer);
            }
        }

        return members.ToImmutable();
    }

    private ObjectValue EvaluateTuple(ITupleOperation operation)
    {
        var members = ImmutableArray.CreateBuilder<(string, Value)>();
        var fields = (operation.Type as INamedTypeSymbol)?.TupleElements ?? [];
        for (var i = 0; i < operation.Elements.Length; i++)
        {
            var value = Evaluate(operation.Elements[i]);
            members.Add(("Item" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), value));
            if (i < fields.Length && fields[i].IsExplicitlyNamedTupleElement)
            {
                members.Add((fields[i].Name, value));
            }
        }

        return new ObjectValue(members.ToImmutable());
    }

    private void Assign(IOperation target, Value value)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                {
                    var element = (value as ObjectValue)?["Item" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)];
                    Assign(tuple.Elements[i], element ?? Unknown("an element of a tuple is not known", target));
                }

                break;

            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value);
                break;

            default:
                if (SymbolOf(target) is { } symbol)
                {
                    Set(symbol, value);
                }

                break;
        }
    }

    /// <summary>What an assignment to the expression changes, as far as values are kept of it.</summary>
    private static ISymbol? SymbolOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: null or IInstanceReferenceOperation } property => property.Property,
        IDeclarationExpressionOperation declaration => SymbolOf(declaration.Expression),
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        _ => null,
    };

    private Value EvaluateCoalesceAssignment(ICoalesceAssignmentOperation operation)
    {
        var before = Evaluate(operation.Target);
        if (IsNull(before) == false)
        {
            return before;
        }

        var assigned = Evaluate(operation.Value);
        var after = IsNull(before) == true ? assigned : Unknown("a value is not known", operation);
        Assign(operation.Target, after);
        return after;
    }

    private Value EvaluateCompoundAssignment(ICompoundAssignmentOperation operation)
    {
        var left = Evaluate(operation.Target);
        var right = Evaluate(operation.Value);
        var result = operation.OperatorKind == BinaryOperatorKind.Add && operation.Type?.SpecialType == SpecialType.System_String
            ? Concatenate(left, right, operation)
            : Number(left) is { } a && Number(right) is { } b && operation.OperatorKind == BinaryOperatorKind.Add
                ? Integer(a + b, operation)
                : Unknown("the result of a calculation is not known", operation);
        Assign(operation.Target, result);
        return result;
    }

    private Value EvaluateIncrement(IIncrementOrDecrementOperation operation)
    {
        var before = Evaluate(operation.Target);
        var after = Number(before) is { } number
            ? Integer(operation.Kind == OperationKind.Increment ? number + 1 : number - 1, operation)
            : Unknown("the result of a calculation is not known", operation);
        Assign(operation.Target, after);
        return operation.IsPostfix ? before : after;
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
