using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Ef.Text;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef.Walking;

/// <summary>
/// Runs the body of a migration's method as far as that is possible without running it: it follows constants, variables, helpers, loops over
/// known elements and conditions that can be decided, and notes each call of the builder in the order in which it is made. What it cannot
/// decide it follows on all paths; what it cannot look into and takes the builder is an <see cref="OpaqueStep"/>.
/// </summary>
internal sealed partial class BodyWalker
{
    /// <summary>Calls inside of calls.</summary>
    private const int MaxDepth = 16;

    /// <summary>Bodies walked for one direction of one migration: a bound for code that calls without end.</summary>
    private const int MaxBodies = 2_000;

    /// <summary>Nested expressions and statements: deeper code is not looked into, so that it cannot overflow the stack.</summary>
    private const int MaxNesting = 400;

    /// <summary>Statements and expressions looked at, for loops in loops: what comes after that many is not followed.</summary>
    private const int MaxWork = 300_000;

    private readonly EfSymbols _symbols;
    private readonly SemanticModels _models;
    private readonly INamedTypeSymbol _migration;
    private readonly SourceScope _scope;
    private readonly List<Step> _steps = [];
    private readonly List<ISymbol> _active = [];
    private readonly Stack<Value> _accessed = new();

    /// <summary>
    /// Variables, parameters, fields and type parameters. One table is enough for all bodies: no body is walked while it is being walked.
    /// </summary>
    private ImmutableDictionary<ISymbol, Value> _values = ImmutableDictionary.Create<ISymbol, Value>(SymbolEqualityComparer.Default);
    private Circumstances _circumstances;
    private SourceLocation _anchor = SourceLocation.None;
    private Frame _frame = new();
    private int _path;
    private int _lastPath;
    private int _bodies;
    private int _nesting;
    private int _work;

    public BodyWalker(EfSymbols symbols, SemanticModels models, INamedTypeSymbol migration, SourceScope scope)
    {
        _symbols = symbols;
        _models = models;
        _migration = migration;
        _scope = scope;
    }

    /// <summary>What the method does to the builder, which is its parameter.</summary>
    /// <param name="anchor">Where to show what is written outside of the migration: the migration's name for an inherited method.</param>
    public IReadOnlyList<Step> Walk(IMethodSymbol method, SourceLocation anchor)
    {
        _anchor = anchor;
        var arguments = ImmutableArray.CreateBuilder<Value?>();
        foreach (var parameter in method.Parameters)
        {
            arguments.Add(_symbols.IsBuilder(parameter.Type) ? BuilderValue.Instance : null);
        }

        WalkMethod(method, ThisValue.Instance, arguments.ToImmutable());
        if (_work > MaxWork && method.DeclaringSyntaxReferences is [var reference, ..])
        {
            AddOpaque("more work than is followed", reference.GetSyntax(_models.CancellationToken).GetFirstToken());
        }

        return _steps;
    }

    /// <summary>What one run of a body gives back.</summary>
    private sealed class Frame
    {
        public Value? Returned { get; set; }

        public List<Value>? Yielded { get; set; }

        public Value? Receiver { get; set; }
    }

    private void Set(ISymbol symbol, Value value) => _values = _values.SetItem(symbol, value);

    /// <summary>Does something that may run or not, or many times.</summary>
    private T OnPath<T>(Circumstances circumstances, Func<T> action)
    {
        var (savedCircumstances, savedPath) = (_circumstances, _path);
        _circumstances |= circumstances;
        _path = ++_lastPath;
        var result = action();
        (_circumstances, _path) = (savedCircumstances, savedPath);
        return result;
    }

    /// <summary>What is known whichever of two ways was taken.</summary>
    private ImmutableDictionary<ISymbol, Value> Merge(ImmutableDictionary<ISymbol, Value> one, ImmutableDictionary<ISymbol, Value> other, SyntaxNode syntax)
    {
        if (ReferenceEquals(one, other))
        {
            return one;
        }

        var merged = one;
        foreach (var pair in one)
        {
            if (!other.TryGetValue(pair.Key, out var value))
            {
                continue;
            }

            if (!pair.Value.IsSameAs(value))
            {
                merged = merged.SetItem(pair.Key, DependsOnCondition(pair.Key, syntax));
            }
        }

        foreach (var pair in other)
        {
            if (!merged.ContainsKey(pair.Key))
            {
                merged = merged.SetItem(pair.Key, pair.Value);
            }
        }

        return merged;
    }

    private static UnknownValue DependsOnCondition(ISymbol symbol, SyntaxNode syntax) =>
        new($"the value of '{symbol.Name}' depends on a condition", syntax);

    private UnknownValue Unknown(string reason, IOperation operation) => new(reason, operation.Syntax);

    private TextValue Text(string value, SyntaxNode syntax) => new(TracedText.Of(value, TextPlace.Of(syntax)));

    private Origin OriginAt(SyntaxToken token) =>
        _scope.OriginOf(FrontEnd.MigrationBuilderCall, token.SyntaxTree!, token.Span, _anchor);

    private void AddOpaque(string description, SyntaxToken token) => _steps.Add(new OpaqueStep(description, _circumstances, OriginAt(token)));
}
