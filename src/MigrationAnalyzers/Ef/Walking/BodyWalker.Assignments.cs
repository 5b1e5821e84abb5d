using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
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
}
