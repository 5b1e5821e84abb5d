using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef.Walking;

/// <summary>
/// The semantic models and bound bodies that the walk through one migration needs, and the trees that it looked into. Made anew for each
/// migration, so that nothing outlives it.
/// </summary>
/// <param name="own">The model of the class's own tree, which may have bound it already; null: made here.</param>
internal sealed class SemanticModels(Compilation compilation, SemanticModel? own, CancellationToken cancellationToken)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = own is null ? [] : new() { [own.SyntaxTree] = own };
    private readonly Dictionary<SyntaxNode, IOperation?> _bound = [];
    private readonly HashSet<SyntaxTree> _trees = [];

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public Compilation Compilation => compilation;

    /// <summary>Code was met that does not compile: what is read may be more once it does.</summary>
    public bool SawErrors { get; set; }

    /// <summary>The trees whose text the result depends on.</summary>
    public IReadOnlyCollection<SyntaxTree> Trees => _trees;

    /// <summary>What the node does; null where it is not code of this compilation.</summary>
    public IOperation? Bind(SyntaxNode node)
    {
        if (_bound.TryGetValue(node, out var known))
        {
            return known;
        }

        CancellationToken.ThrowIfCancellationRequested();
        var operation = compilation.ContainsSyntaxTree(node.SyntaxTree) ? Of(node.SyntaxTree).GetOperation(node, CancellationToken) : null;
        _bound.Add(node, operation);
        return operation;
    }

    /// <summary>The declaration of the symbol in this compilation; null for what comes from elsewhere.</summary>
    public SyntaxNode? DeclarationOf(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                _trees.Add(reference.SyntaxTree);
                return reference.GetSyntax(CancellationToken);
            }
        }

        return null;
    }

    private SemanticModel Of(SyntaxTree tree)
    {
        _trees.Add(tree);
        if (!_models.TryGetValue(tree, out var model))
        {
            // A migration is read as a whole: its helpers and constants lie in other files, whose models no analyzer callback hands out together.
            // The compiler host caches the models that it makes here; bodies are bound only where a migration leads.
#pragma warning disable RS1030
            model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            _models.Add(tree, model);
        }

        return model;
    }
}
