using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Ef.Text;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
    private Value RecordCall(IInvocationOperation operation)
    {
        if (operation.TargetMethod.ContainingType.SpecialType == SpecialType.System_Object
            || operation.TargetMethod.Name is "ToString" or "Equals" or "GetHashCode")
        {
            return Unknown(ReasonOf(operation.TargetMethod), operation);
        }

        var call = NewCall(operation);
        if (call["columns"] is FunctionValue columns
            && WalkFunction(columns, [new ColumnsBuilderValue(call)], operation.Syntax) is ObjectValue made)
        {
            foreach (var (property, value) in made.Members)
            {
                if (value is CallValue { Call: var column })
                {
                    call.Columns.Add((property, column));
                }
            }
        }

        var result = new CallValue(call);
        if (call["constraints"] is FunctionValue constraints)
        {
            WalkFunction(constraints, [result], operation.Syntax);
        }

        _steps.Add(call);
        return result;
    }

    /// <summary>
    /// A CreateTable with an error somewhere inside, as in a column of a type that is not there (yet). That the table is made here is certain all the
    /// same, and decides what is said of the calls that follow.
    /// </summary>
    private void RecordBrokenCreateTable(IOperation operation)
    {
        if (operation.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateTable" } access } call
            || operation.SemanticModel is not { } model
            || !_symbols.IsBuilder(model.GetTypeInfo(access.Expression, _models.CancellationToken).Type))
        {
            return;
        }

        var arguments = new Dictionary<string, Value>(StringComparer.Ordinal);
        for (var i = 0; i < call.ArgumentList.Arguments.Count; i++)
        {
            var argument = call.ArgumentList.Arguments[i];
            var parameter = argument.NameColon?.Name.Identifier.ValueText ?? i switch { 0 => "name", 2 => "schema", _ => null };
            if (parameter is "name" or "schema" && model.GetOperation(argument.Expression, _models.CancellationToken) is { } value)
            {
                arguments[parameter] = Evaluate(value);
            }
        }

        _steps.Add(new EfCall("CreateTable", arguments, null, _path, call, _circumstances, OriginAt(NameOf(call))) { Anchor = _anchor, IsBroken = true });
    }

    private EfCall NewCall(IInvocationOperation operation)
    {
        var arguments = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var argument in operation.Arguments)
        {
            if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter: { } parameter })
            {
                arguments[parameter.Name] = Evaluate(argument.Value);
            }
        }

        var typeArguments = operation.TargetMethod.TypeArguments;
        return new EfCall(
            operation.TargetMethod.Name,
            arguments,
            typeArguments.IsEmpty ? null : Substitute(typeArguments[0]),
            _path,
            operation.Syntax,
            _circumstances,
            OriginAt(NameOf(operation.Syntax)))
        {
            Anchor = _anchor,
            IsSafeForm = _symbols.IsSafeForm(operation.TargetMethod),
        };
    }

    private Value Annotate(EfCall call, IInvocationOperation operation)
    {
        Value? name = null;
        Value? value = null;
        foreach (var argument in operation.Arguments)
        {
            switch (argument.Parameter?.Ordinal)
            {
                case 0: name = Evaluate(argument.Value); break;
                case 1: value = Evaluate(argument.Value); break;
            }
        }

        if (name is TextValue { Text.Value: var key } && value is not null)
        {
            var certain = call.Path == _path || call.Annotations.TryGetValue(key, out var before) && before.IsSameAs(value);
            call.Annotate(
                key,
                certain ? value : Unknown($"the annotation '{key}' depends on a condition", operation),
                old: string.Equals(operation.TargetMethod.Name, "OldAnnotation", StringComparison.Ordinal));
        }

        return new CallValue(call);
    }

    /// <summary>A constraint of CreateTable: <c>table.PrimaryKey("PK", x =&gt; x.Id)</c>.</summary>
    private Value RecordConstraint(EfCall table, IInvocationOperation operation)
    {
        var constraint = NewCall(operation);
        if ((constraint["columns"] ?? constraint["column"]) is FunctionValue { Lambda: { } lambda })
        {
            constraint.ChosenColumns = ChosenProperties(lambda);
        }

        table.Constraints.Add(constraint);
        return new CallValue(constraint);
    }

    /// <summary>The properties that a lambda of CreateTable's constraints names: one, or those of an anonymous object.</summary>
    private static ImmutableArray<string> ChosenProperties(IAnonymousFunctionOperation lambda)
    {
        if (lambda.Body.Operations is not [IReturnOperation { ReturnedValue: var returned }])
        {
            return [];
        }

        while (returned is IConversionOperation conversion)
        {
            returned = conversion.Operand;
        }

        switch (returned)
        {
            case IPropertyReferenceOperation property:
                return [property.Property.Name];

            case IAnonymousObjectCreationOperation several:
                var names = ImmutableArray.CreateBuilder<string>();
                foreach (var initializer in several.Initializers)
                {
                    if (initializer is ISimpleAssignmentOperation { Value: IPropertyReferenceOperation chosen })
                    {
                        names.Add(chosen.Property.Name);
                    }
                }

                return names.ToImmutable();

            default:
                return [];
        }
    }

    /// <summary><c>migrationBuilder.Operations.Add(new SqlOperation { ... })</c> and other ways to change the list.</summary>
    private Value ChangeOperations(IInvocationOperation operation)
    {
        if (operation is { TargetMethod.Name: "Add", Arguments: [{ Value: var added }] })
        {
            while (added is IConversionOperation conversion)
            {
                added = conversion.Operand;
            }

            var value = Evaluate(added);
            if (added.Type is { Name: "SqlOperation" } && value is ObjectValue { } made && made["Sql"] is { } sql)
            {
                var arguments = new Dictionary<string, Value>(StringComparer.Ordinal) { ["sql"] = sql };
                if (made["SuppressTransaction"] is { } suppress)
                {
                    arguments["suppressTransaction"] = suppress;
                }

                _steps.Add(new EfCall("Sql", arguments, null, _path, operation.Syntax, _circumstances, OriginAt(NameOf(operation.Syntax))) { Anchor = _anchor });
            }
            else
            {
                AddOpaque(added.Type?.Name ?? "Operations.Add", NameOf(operation.Syntax));
            }
        }
        else if (operation.TargetMethod.ReturnsVoid || ChangesList(operation.TargetMethod))
        {
            EvaluateArguments(operation);
            AddOpaque("Operations." + operation.TargetMethod.Name, NameOf(operation.Syntax));
        }

        return Unknown(ReasonOf(operation.TargetMethod), operation);
    }

    private Value EvaluateCreation(IObjectCreationOperation operation)
    {
        var byParameter = new Value?[operation.Constructor?.Parameters.Length ?? 0];
        foreach (var argument in operation.Arguments)
        {
            var value = Evaluate(argument.Value);
            if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.Ordinal: var ordinal } && ordinal < byParameter.Length)
            {
                byParameter[ordinal] = value;
            }
        }

        if (_symbols.IsBuilder(operation.Type))
        {
            return ForeignBuilderValue.Instance;
        }

        if (operation is not { Constructor: { } constructor, Type: INamedTypeSymbol type })
        {
            return Unknown("the value of an object is not known", operation);
        }

        var names = new List<string>();
        var arguments = ImmutableArray.CreateBuilder<Value>();
        for (var i = 0; i < byParameter.Length; i++)
        {
            if (byParameter[i] is { } value)
            {
                names.Add(constructor.Parameters[i].Name);
                arguments.Add(value);
            }
        }

        if (arguments.Any(static a => a is BuilderValue or OperationsValue))
        {
            if (_models.DeclarationOf(constructor) is null)
            {
                AddOpaque("new " + type.Name, NameOf(operation.Syntax));
            }
            else
            {
                // Whatever the object does with the builder later is found where its methods are called.
                WalkMethod(constructor.OriginalDefinition, null, ImmutableArray.Create(byParameter), operation.Syntax);
            }

            return Unknown("the value of an object is not known", operation);
        }

        if (type.Name == "StringBuilder" && IsFramework(type))
        {
            var text = new StringBuilderValue(_path);
            if (arguments is [TextValue or UnknownValue, ..])
            {
                text.Append(arguments[0]);
            }

            return text;
        }

        if (IsCollection(type) && IsFramework(type))
        {
            return EvaluateListCreation(operation, type, arguments.ToImmutable());
        }

        if (operation.Initializer is null && type.IsRecord && !arguments.Any(static a => a is UnknownValue))
        {
            return new ObjectValue([.. names.Zip(arguments, static (name, value) => (name, value))]);
        }

        if (operation.Initializer is { } initializer)
        {
            var members = EvaluateMembers(initializer.Initializers);
            return new ObjectValue(type.IsRecord ? [.. names.Zip(arguments, static (name, value) => (name, value)), .. members] : members);
        }

        return IsFramework(type) || type.ContainingNamespace?.Name == "NpgsqlTypes"
            ? new CreatedValue(constructor, arguments.ToImmutable(), operation.Syntax)
            : EfSymbols.Is(type, _symbols.MigrationOperation)
                ? new ObjectValue([])
                : Unknown("the value of an object is not known", operation);
    }

    private static bool IsCollection(INamedTypeSymbol type)
    {
        foreach (var @interface in type.AllInterfaces)
        {
            if (@interface.SpecialType == SpecialType.System_Collections_IEnumerable)
            {
                return true;
            }
        }

        return false;
    }

    private Value EvaluateListCreation(IObjectCreationOperation operation, INamedTypeSymbol type, ImmutableArray<Value> arguments)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        foreach (var argument in arguments)
        {
            if (argument is SequenceValue sequence)
            {
                items.AddRange(sequence.Items);
            }
            else if (Number(argument) is null && argument is not (StaticMemberValue or UnknownValue { Syntax: null }))
            {
                return Unknown("the elements of a collection are not known", operation);
            }
        }

        foreach (var initializer in operation.Initializer?.Initializers ?? [])
        {
            switch (initializer)
            {
                case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var only] }:
                    items.Add(Evaluate(only.Value));
                    break;

                case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var key, var value] }:
                    items.Add(new ObjectValue([("Key", Evaluate(key.Value)), ("Value", Evaluate(value.Value))]));
                    break;

                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [var key] }, Value: var value }:
                    items.Add(new ObjectValue([("Key", Evaluate(key.Value)), ("Value", Evaluate(value))]));
                    break;

                default:
                    return Unknown("the elements of a collection are not known", operation);
            }
        }

        return new SequenceValue(items.ToImmutable(), type.TypeArguments is [var element] ? element : null);
    }
}
