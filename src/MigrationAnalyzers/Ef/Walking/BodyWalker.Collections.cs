using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

/// <summary>Arrays, collections, tuples and anonymous objects.</summary>
internal sealed partial class BodyWalker
{
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
}
