using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>Something that a migration does, in the order in which it does it.</summary>
internal abstract class Step(Circumstances circumstances, Origin origin)
{
    public Circumstances Circumstances { get; } = circumstances;

    public Origin Origin { get; } = origin;
}

/// <summary>Something that takes the builder and cannot be looked into.</summary>
internal sealed class OpaqueStep(string description, Circumstances circumstances, Origin origin) : Step(circumstances, origin)
{
    public string Description { get; } = description;
}

/// <summary>A call of a method of MigrationBuilder (or of a column or constraint builder), with its arguments by the parameter's name.</summary>
/// <param name="method">The method's name.</param>
/// <param name="arguments">The arguments that are written, by the parameter's name.</param>
/// <param name="typeArgument">The type argument, of AddColumn&lt;T&gt; for example.</param>
/// <param name="path">The path of execution on which it is made.</param>
internal sealed class EfCall(
    string method,
    IReadOnlyDictionary<string, Value> arguments,
    ITypeSymbol? typeArgument,
    int path,
    SyntaxNode syntax,
    Circumstances circumstances,
    Origin origin) : Step(circumstances, origin)
{
    private Dictionary<string, Value>? _annotations;
    private Dictionary<string, Value>? _oldAnnotations;

    public string Method { get; } = method;

    public ITypeSymbol? TypeArgument { get; } = typeArgument;

    public int Path { get; } = path;

    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>For code outside of the migration: the call in the migration that leads there.</summary>
    public SourceLocation Anchor { get; init; } = SourceLocation.None;

    /// <summary>A method of MigrationAnalyzers.Runtime.</summary>
    public bool IsSafeForm { get; init; }

    /// <summary>The call does not compile: more may be missing than what is not written.</summary>
    public bool IsBroken { get; init; }

    /// <summary>The columns of CreateTable, by the name of the property that holds them.</summary>
    public List<(string Property, EfCall Column)> Columns { get; } = [];

    /// <summary>The constraints of CreateTable.</summary>
    public List<EfCall> Constraints { get; } = [];

    /// <summary>Of a constraint of CreateTable: the columns that its lambda chooses.</summary>
    public ImmutableArray<string>? ChosenColumns { get; set; }

    public IReadOnlyDictionary<string, Value> Annotations => (IReadOnlyDictionary<string, Value>?)_annotations ?? ImmutableDictionary<string, Value>.Empty;

    public IReadOnlyDictionary<string, Value> OldAnnotations => (IReadOnlyDictionary<string, Value>?)_oldAnnotations ?? ImmutableDictionary<string, Value>.Empty;

    /// <summary>The argument; null where it is not written.</summary>
    public Value? this[string parameter] => arguments.TryGetValue(parameter, out var value) ? value : null;

    public IEnumerable<KeyValuePair<string, Value>> Arguments => arguments;

    public void Annotate(string name, Value value, bool old)
    {
        var annotations = old ? _oldAnnotations ??= new(StringComparer.Ordinal) : _annotations ??= new(StringComparer.Ordinal);
        annotations[name] = value;
    }
}
