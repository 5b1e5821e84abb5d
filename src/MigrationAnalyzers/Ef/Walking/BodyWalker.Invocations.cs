using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
    private Value EvaluateInvocation(IInvocationOperation operation)
    {
        var method = operation.TargetMethod;
        var receiver = operation.Instance is null ? null : Evaluate(operation.Instance);
        if (receiver is OperationsValue)
        {
            return ChangeOperations(operation);
        }

        if (receiver is BuilderValue && _symbols.IsBuilderMethod(method))
        {
            return RecordCall(operation);
        }

        if (receiver is CallValue { Call: var call } && method.Name is "Annotation" or "OldAnnotation" && operation.Arguments.Length == 2)
        {
            return Annotate(call, operation);
        }

        if (receiver is ColumnsBuilderValue && EfSymbols.Is(method.ContainingType, _symbols.ColumnsBuilder))
        {
            return new CallValue(NewCall(operation));
        }

        if (receiver is CallValue { Call: var table } && EfSymbols.Is(method.ContainingType, _symbols.CreateTableBuilder))
        {
            return RecordConstraint(table, operation);
        }

        if (_symbols.IsSafeForm(method))
        {
            return RecordSafeForm(operation);
        }

        var arguments = EvaluateArguments(operation);
        return Call(method, receiver, arguments, operation);
    }

    /// <summary>An extension method of the runtime package, also where it is referenced as a project: what it does is known, not looked into.</summary>
    private Value RecordSafeForm(IInvocationOperation operation)
    {
        var call = NewCall(operation);
        if (call["migrationBuilder"] is not BuilderValue)
        {
            return Unknown(ReasonOf(operation.TargetMethod), operation);
        }

        _steps.Add(call);
        return _symbols.IsBuilder(operation.Type) ? BuilderValue.Instance : new CallValue(call);
    }

    /// <summary>The arguments by the parameter's position; also those that are not written.</summary>
    private ImmutableArray<Value?> EvaluateArguments(IInvocationOperation operation)
    {
        var values = new Value?[operation.TargetMethod.Parameters.Length];
        foreach (var argument in operation.Arguments)
        {
            var value = Evaluate(argument.Value);
            if (argument.Parameter is { Ordinal: var ordinal } && ordinal < values.Length)
            {
                values[ordinal] = value;
            }

            if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out } && SymbolOf(argument.Value) is { } changed)
            {
                Set(changed, Unknown($"the value of '{changed.Name}' is set by a method", argument));
            }
        }

        return ImmutableArray.Create(values);
    }

    private Value Call(IMethodSymbol method, Value? receiver, ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return receiver is FunctionValue function
                ? WalkFunction(function, arguments, operation.Syntax)
                : NotFollowed(method, receiver, arguments, operation);
        }

        var implementation = Implementation(method, operation.Instance);
        if (implementation is not null && HasBody(implementation))
        {
            if (!CanWalk(implementation))
            {
                return NotFollowed(method, receiver, arguments, operation);
            }

            BindTypeParameters(method);
            var returned = WalkMethod(implementation, receiver, arguments, operation.Syntax);
            return returned is null or UnknownValue
                ? returned ?? Unknown($"the result of '{method.Name}' is not known", operation)
                : Referenced(returned, operation.Syntax);
        }

        if (TryEvaluateFramework(method, receiver, arguments, operation) is { } known)
        {
            return known;
        }

        if (TryEvaluateOnElements(method, receiver, arguments, operation) is { } result)
        {
            return result;
        }

        if (IsProviderCheck(method))
        {
            return new ConstantValue(string.Equals(method.Name, "IsNpgsql", StringComparison.Ordinal), operation.Type);
        }

        if (ChangesList(method) && operation.Instance is { } list && SymbolOf(list) is { } symbol && receiver is SequenceValue sequence)
        {
            Set(symbol, method.Name == "Add" && arguments is [{ } added]
                ? new SequenceValue(sequence.Items.Add(added), sequence.ElementType)
                : Unknown($"the elements of '{symbol.Name}' are not known", operation));
        }

        return NotFollowed(method, receiver, arguments, operation);
    }

    /// <summary>What the call does is not known: if it has the builder, it may do anything to it.</summary>
    private Value NotFollowed(IMethodSymbol method, Value? receiver, ImmutableArray<Value?> arguments, IInvocationOperation operation)
    {
        var takesBuilder = false;
        foreach (var argument in arguments)
        {
            if (argument is BuilderValue or OperationsValue)
            {
                takesBuilder = true;
            }
            else if (argument is FunctionValue function)
            {
                // It may be called any number of times, with anything.
                OnPath(Circumstances.Conditional | Circumstances.Repeated, () => WalkFunction(function, [], operation.Syntax));
            }
        }

        // EF's own Up and Down, called as base.Down, do nothing.
        if (takesBuilder && !IsFramework(method) && !SymbolEqualityComparer.Default.Equals(method.ContainingType, _symbols.Migration))
        {
            if (EnsuresExtension(method))
            {
                var call = NewCall(operation);
                _steps.Add(call);
                return BuilderValue.Instance;
            }

            AddOpaque(Describe(method), NameOf(operation.Syntax));
        }

        // What a method of System.String gives back is not known because of what it is given.
        return method.ContainingType?.SpecialType == SpecialType.System_String
            && (receiver as UnknownValue ?? UnknownAmong(operation, arguments)) is { } unknown
            ? unknown
            : Unknown(ReasonOf(method), operation);
    }

    private static UnknownValue? UnknownAmong(IInvocationOperation operation, ImmutableArray<Value?> arguments)
    {
        if (operation.TargetMethod.ContainingType?.SpecialType != SpecialType.System_String)
        {
            return null;
        }

        foreach (var argument in arguments)
        {
            if (argument is UnknownValue unknown)
            {
                return unknown;
            }
        }

        return null;
    }

    private static string Describe(IMethodSymbol method) =>
        method.ContainingType is { Name.Length: > 0 } type ? type.Name + "." + method.Name : method.Name;

    /// <summary>Npgsql's own extension method that adds an AlterDatabase operation with one extension.</summary>
    private static bool EnsuresExtension(IMethodSymbol method) =>
        method is { Name: "EnsurePostgresExtension", ContainingType.Name: "NpgsqlMigrationBuilderExtensions" };

    /// <summary>IsNpgsql(), IsSqlServer() and the like: each provider has one on its MigrationBuilder extensions.</summary>
    private bool IsProviderCheck(IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        return definition is { IsExtensionMethod: true, ReturnType.SpecialType: SpecialType.System_Boolean, Parameters: [var only] }
            && _symbols.IsBuilder(only.Type)
            && definition.Name.StartsWith("Is", StringComparison.Ordinal)
            && definition.ContainingType.Name.EndsWith("MigrationBuilderExtensions", StringComparison.Ordinal);
    }

    /// <summary>The method that runs: for a virtual one called on the migration itself its last override.</summary>
    private IMethodSymbol? Implementation(IMethodSymbol? method, IOperation? instance)
    {
        if (method is null)
        {
            return null;
        }

        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        if (!(definition.IsVirtual || definition.IsAbstract || definition.IsOverride))
        {
            return definition;
        }

        if (instance is not IInstanceReferenceOperation { Syntax: var syntax } || syntax is Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax)
        {
            return definition;
        }

        for (INamedTypeSymbol? type = _migration; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(definition.Name))
            {
                for (var candidate = member as IMethodSymbol; candidate is not null; candidate = candidate.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, definition))
                    {
                        return ((IMethodSymbol)member).OriginalDefinition;
                    }
                }
            }
        }

        return definition;
    }

    private void BindTypeParameters(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        for (var i = 0; i < definition.TypeParameters.Length && i < method.TypeArguments.Length; i++)
        {
            Set(definition.TypeParameters[i], new TypeValue(Substitute(method.TypeArguments[i])));
        }
    }
}
