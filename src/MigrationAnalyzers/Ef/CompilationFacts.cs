using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef;

/// <summary>What is asked of a compilation once for all its migrations, to see whether they mean what they meant in another one.</summary>
internal sealed class CompilationFacts(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, bool> _declared = new(StringComparer.Ordinal);

    public Compilation Compilation { get; } = compilation;

    public ReferenceSet References { get; } = ReferenceSet.Of(compilation);

    /// <summary>The compilation's own code declares the type.</summary>
    public bool Declares(string metadataName) =>
        _declared.GetOrAdd(metadataName, name => Compilation.Assembly.GetTypeByMetadataName(name) is not null);

    public bool Contains(ImmutableArray<SyntaxTree> trees)
    {
        foreach (var tree in trees)
        {
            if (!Compilation.ContainsSyntaxTree(tree))
            {
                return false;
            }
        }

        return true;
    }
}
