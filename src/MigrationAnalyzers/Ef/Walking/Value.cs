using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

/// <summary>What an expression of a migration is worth, as far as the source tells.</summary>
internal abstract class Value
{
    /// <summary>The two surely are the same. False where that is not known.</summary>
    public virtual bool IsSameAs(Value other) => ReferenceEquals(this, other);
}

/// <summary>The value depends on something that only the running program knows.</summary>
/// <param name="reason">What it depends on, as in "the value of the parameter 'table'".</param>
/// <param name="syntax">The part of the source that is not known.</param>
internal sealed class UnknownValue(string reason, SyntaxNode syntax) : Value
{
    public string Reason { get; } = reason;

    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>What makes it unknown, when <see cref="Syntax"/> only refers to that.</summary>
    public SyntaxNode Cause { get; private init; } = syntax;

    /// <summary>The value as an operand of a larger expression.</summary>
    public UnknownValue UsedAt(SyntaxNode operand) =>
        operand.SyntaxTree == Syntax.SyntaxTree && operand.Span.Contains(Syntax.Span) ? this : new UnknownValue(Reason, operand) { Cause = Cause };
}

/// <summary>A constant that is no string: a number, a boolean, an enum member, null.</summary>
internal sealed class ConstantValue(object? constant, ITypeSymbol? type) : Value
{
    public object? Constant { get; } = constant;

    /// <summary>The type; for a member of an enum the enum.</summary>
    public ITypeSymbol? Type { get; } = type;

    public bool IsNull => Constant is null;

    /// <summary>The name of the enum's member; null where it is no enum or the value has no name.</summary>
    public string? EnumMember
    {
        get
        {
            if (Type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
            {
                return null;
            }

            foreach (var member in type.GetMembers())
            {
                if (member is IFieldSymbol { HasConstantValue: true } named && Equals(named.ConstantValue, Constant))
                {
                    return named.Name;
                }
            }

            return null;
        }
    }

    public override bool IsSameAs(Value other) =>
        other is ConstantValue constant && Equals(Constant, constant.Constant) && SymbolEqualityComparer.Default.Equals(Type, constant.Type);
}

internal sealed class TextValue(TracedText text) : Value
{
    public TracedText Text { get; } = text;

    public override bool IsSameAs(Value other) =>
        other is TextValue value && string.Equals(Text.Value, value.Text.Value, StringComparison.Ordinal);
}

/// <summary>An array or a list whose elements are known one by one.</summary>
/// <param name="items">The elements; of a two-dimensional array its rows, each of them again a sequence.</param>
/// <param name="elementType">Null where it is not known.</param>
internal sealed class SequenceValue(ImmutableArray<Value> items, ITypeSymbol? elementType) : Value
{
    public ImmutableArray<Value> Items { get; } = items;

    /// <summary>A two-dimensional array.</summary>
    public bool IsGrid { get; init; }

    public ITypeSymbol? ElementType { get; } = elementType;
}

/// <summary>Values by name: an anonymous object, a tuple (Item1 ... and its own names), a record made with constants.</summary>
internal sealed class ObjectValue(ImmutableArray<(string Name, Value Value)> members) : Value
{
    public ImmutableArray<(string Name, Value Value)> Members { get; } = members;

    public Value? this[string name]
    {
        get
        {
            foreach (var member in Members)
            {
                if (string.Equals(member.Name, name, StringComparison.Ordinal))
                {
                    return member.Value;
                }
            }

            return null;
        }
    }
}

/// <summary>An object made by a constructor of the framework with known arguments: a DateTime, a Guid.</summary>
internal sealed class CreatedValue(IMethodSymbol constructor, ImmutableArray<Value> arguments, SyntaxNode syntax) : Value
{
    public IMethodSymbol Constructor { get; } = constructor;

    public ImmutableArray<Value> Arguments { get; } = arguments;

    public SyntaxNode Syntax { get; } = syntax;

    public override bool IsSameAs(Value other)
    {
        if (other is not CreatedValue created
            || !SymbolEqualityComparer.Default.Equals(Constructor, created.Constructor)
            || Arguments.Length != created.Arguments.Length)
        {
            return false;
        }

        for (var i = 0; i < Arguments.Length; i++)
        {
            if (!Arguments[i].IsSameAs(created.Arguments[i]))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A static member of the framework that never changes: <c>Guid.Empty</c>, <c>DateTime.MinValue</c>.</summary>
internal sealed class StaticMemberValue(ISymbol member) : Value
{
    public ISymbol Member { get; } = member;

    public override bool IsSameAs(Value other) => other is StaticMemberValue value && SymbolEqualityComparer.Default.Equals(Member, value.Member);
}

/// <summary><c>typeof(T)</c>, and what a type parameter stands for.</summary>
internal sealed class TypeValue(ITypeSymbol type) : Value
{
    public ITypeSymbol Type { get; } = type;
}

/// <summary>The migration's own MigrationBuilder.</summary>
internal sealed class BuilderValue : Value
{
    public static readonly BuilderValue Instance = new();
}

/// <summary>A MigrationBuilder that the migration made itself, or its operations: what it does never runs by itself.</summary>
internal sealed class ForeignBuilderValue : Value
{
    public static readonly ForeignBuilderValue Instance = new();
}

/// <summary>The migration, or another object whose method is being walked.</summary>
internal sealed class ThisValue : Value
{
    public static readonly ThisValue Instance = new();
}

/// <summary>What a call of the builder returns, to be annotated; also a column of CreateTable.</summary>
internal sealed class CallValue(EfCall call) : Value
{
    public EfCall Call { get; } = call;
}

/// <summary>The parameter of the lambda that makes the columns of a table.</summary>
internal sealed class ColumnsBuilderValue(EfCall table) : Value
{
    public EfCall Table { get; } = table;
}

/// <summary>A lambda, a local function or a method given as a delegate.</summary>
internal sealed class FunctionValue : Value
{
    public FunctionValue(IAnonymousFunctionOperation lambda) => Lambda = lambda;

    public FunctionValue(IMethodSymbol method, Value? receiver)
    {
        Method = method;
        Receiver = receiver;
    }

    public IAnonymousFunctionOperation? Lambda { get; }

    public IMethodSymbol? Method { get; }

    public Value? Receiver { get; }
}

/// <summary>A StringBuilder while it is being filled.</summary>
/// <param name="path">The path on which it was made; text added on another path may not be there.</param>
internal sealed class StringBuilderValue(int path) : Value
{
    private readonly List<TracedText> _parts = [];
    private UnknownValue? _unknown;

    public int Path { get; } = path;

    public void Append(Value value)
    {
        if (value is TextValue text)
        {
            _parts.Add(text.Text);
        }
        else if (value is UnknownValue unknown)
        {
            _unknown ??= unknown;
        }
    }

    public void Clear()
    {
        _parts.Clear();
        _unknown = null;
    }

    public Value Result(SyntaxNode syntax)
    {
        if (_unknown is not null)
        {
            return _unknown;
        }

        return TracedText.Concat(_parts) is { } text ? new TextValue(text) : new UnknownValue("the text is too long", syntax);
    }
}

/// <summary>The builder's list of operations.</summary>
internal sealed class OperationsValue : Value
{
    public static readonly OperationsValue Instance = new();
}
