using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

internal sealed partial class BodyWalker
{
    /// <summary>The provider that the migrations run on: what is decided by it takes PostgreSQL's branch.</summary>
    private const string NpgsqlProvider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    private Value EvaluateField(IFieldReferenceOperation operation)
    {
        var field = operation.Field;
        var receiver = operation.Instance is null ? null : Evaluate(operation.Instance);
        if (receiver is ObjectValue tuple && tuple[field.Name] is { } element)
        {
            return element;
        }

        if (_values.TryGetValue(field, out var assigned))
        {
            return assigned;
        }

        if (string.Equals(field.Name, "Empty", StringComparison.Ordinal) && field.ContainingType?.SpecialType == SpecialType.System_String)
        {
            return Text("", operation.Syntax);
        }

        if ((field.IsConst || (field.IsReadOnly && (field.IsStatic || !HasConstructors(field.ContainingType))))
            && InitializerOf(field) is { } initializer
            && EvaluateOnce(field, initializer) is { } value and not UnknownValue)
        {
            return Referenced(value, operation.Syntax);
        }

        if (field is { HasConstantValue: true, ConstantValue: string text })
        {
            return Text(text, operation.Syntax);
        }

        return field is { IsStatic: true, IsReadOnly: true } && IsFramework(field)
            ? new StaticMemberValue(field)
            : Unknown($"the value of the field '{field.Name}' is not known", operation);
    }

    private Value EvaluateProperty(IPropertyReferenceOperation operation)
    {
        var property = operation.Property;
        var receiver = operation.Instance is null ? null : Evaluate(operation.Instance);
        if (receiver is BuilderValue)
        {
            return property.Name switch
            {
                "ActiveProvider" => Text(NpgsqlProvider, operation.Syntax),
                "Operations" => OperationsValue.Instance,
                _ => Unknown($"the value of '{property.Name}' is not known", operation),
            };
        }

        if (receiver is ObjectValue members && members[property.Name] is { } member)
        {
            return member;
        }

        if (property.IsIndexer)
        {
            return EvaluateIndexer(operation, receiver);
        }

        if (property.Name is "Length" or "Count")
        {
            if (receiver is TextValue text)
            {
                return new ConstantValue(text.Text.Length, property.Type);
            }

            if (receiver is SequenceValue sequence)
            {
                return new ConstantValue(sequence.Items.Length, property.Type);
            }
        }

        if (_values.TryGetValue(property, out var assigned))
        {
            return assigned;
        }

        if (property is { Name: "NewLine", ContainingType.Name: "Environment" } && IsFramework(property))
        {
            // Which of the two it is depends on the machine; for SQL both are white space.
            return Text("\n", operation.Syntax);
        }

        if (receiver is UnknownValue unknown)
        {
            return unknown;
        }

        if (InitializerOf(property) is { } initializer)
        {
            return property.SetMethod is null && EvaluateOnce(property, initializer) is { } value and not UnknownValue
                ? Referenced(value, operation.Syntax)
                : Unknown($"the value of the property '{property.Name}' is not known", operation);
        }

        var getter = Implementation(property.GetMethod, operation.Instance);
        if (getter is not null && WalkMethod(getter, receiver, [], operation.Syntax) is { } returned and not UnknownValue)
        {
            return Referenced(returned, operation.Syntax);
        }

        return property is { IsStatic: true } && IsFramework(property) && property.Name is "Zero" or "Empty"
            ? new StaticMemberValue(property)
            : Unknown(ReasonOf(property), operation);
    }

    private Value EvaluateIndexer(IPropertyReferenceOperation operation, Value? receiver)
    {
        var index = operation.Arguments.Length == 1 ? Evaluate(operation.Arguments[0].Value) : null;
        if (receiver is SequenceValue sequence && index is not null && Number(index) is { } number && number >= 0 && number < sequence.Items.Length)
        {
            return sequence.Items[(int)number];
        }

        return Unknown("an element of a collection is not known", operation);
    }

    /// <summary>The value as it is at the place that refers to it.</summary>
    private static Value Referenced(Value value, SyntaxNode syntax) => value is TextValue text ? new TextValue(text.Text.UsedAt(syntax)) : value;

    private Value? EvaluateOnce(ISymbol symbol, SyntaxNode initializer)
    {
        if (Contains(_active, symbol) || ++_bodies > MaxBodies)
        {
            return null;
        }

        _active.Add(symbol);
        var frame = _frame;
        _frame = new Frame();
        var value = Evaluate(_models.Bind(initializer));
        _frame = frame;
        _active.RemoveAt(_active.Count - 1);
        return value;
    }

    private ExpressionSyntax? InitializerOf(ISymbol symbol) => _models.DeclarationOf(symbol) switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        _ => null,
    };

    private static bool HasConstructors(INamedTypeSymbol? type)
    {
        foreach (var constructor in type?.InstanceConstructors ?? [])
        {
            if (!constructor.IsImplicitlyDeclared)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFramework(ISymbol symbol)
    {
        for (var space = symbol.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.ContainingNamespace.IsGlobalNamespace)
            {
                return string.Equals(space.Name, "System", StringComparison.Ordinal);
            }
        }

        return false;
    }

    private static bool Contains(List<ISymbol> symbols, ISymbol symbol)
    {
        foreach (var active in symbols)
        {
            if (SymbolEqualityComparer.Default.Equals(active, symbol))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Why what a member of another assembly gives back is not known.</summary>
    private static string ReasonOf(ISymbol member)
    {
        var type = member.ContainingType?.Name ?? "";
        var name = type.Length == 0 ? member.Name : type + "." + member.Name;
        if (type is "File" or "FileInfo" or "FileStream" && IsFramework(member))
        {
            return $"it is read from a file at run time ({name})";
        }

        if (type is "StreamReader" or "TextReader" or "Stream" && IsFramework(member))
        {
            return $"it is read from a file or a resource at run time ({name})";
        }

        if ((type is "ResourceManager" && IsFramework(member)) || (type is "Assembly" && member.Name.StartsWith("GetManifestResource", StringComparison.Ordinal)))
        {
            return $"it is read from a resource at run time ({name})";
        }

        if (type is "Environment" or "AppContext" && IsFramework(member))
        {
            return $"it depends on the machine that runs the migration ({name})";
        }

        return member is IMethodSymbol ? $"the result of '{name}' is not known" : $"the value of '{name}' is not known";
    }
}
