using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MigrationAnalyzers.Engine.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Ef;

/// <summary>
/// Migrations that were read in an earlier compilation. While somebody types, each keystroke makes a new compilation of the same trees but one, and the history
/// needs every migration: only those whose own trees have changed are read again. It holds no symbols, and each entry lives as long as the tree of its class.
/// </summary>
/// <remarks>
/// What a name in an unchanged tree means can change through another tree (a new overload, a new constant of the same name); that is seen when one of the
/// migration's trees changes, and in each build. Code that does not compile yet is not kept, because what it lacks usually comes from another tree.
/// </remarks>
internal static class ReadMigrations
{
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<string, Entry>> s_byTree = new();

    public static bool TryGet(Key key, ImmutableArray<ClassDeclarationSyntax> declarations, out LoweredMigration? lowered)
    {
        lowered = null;
        if (!s_byTree.TryGetValue(key.Tree, out var entries) || !entries.TryGetValue(key.TypeName, out var entry) || !entry.IsFor(key, declarations))
        {
            return false;
        }

        lowered = entry.Lowered;
        return true;
    }

    public static void Add(Key key, LoweredMigration? lowered, ImmutableArray<SyntaxTree> trees) =>
        s_byTree.GetValue(key.Tree, static _ => new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal))[key.TypeName] =
            new Entry(lowered, trees, key.Attributes, key.Provider, [.. key.Compilation.References]);

    /// <summary>A migration in a compilation.</summary>
    internal readonly struct Key(
        Compilation compilation, SyntaxTree tree, INamedTypeSymbol type, (string? Id, string? Context) attributes, ProviderChoice provider)
    {
        public Compilation Compilation { get; } = compilation;

        public SyntaxTree Tree { get; } = tree;

        public string TypeName { get; } = type.ToDisplayString();

        public (string? Id, string? Context) Attributes { get; } = attributes;

        public ProviderChoice Provider { get; } = provider;
    }

    private sealed record Entry(
        LoweredMigration? Lowered,
        ImmutableArray<SyntaxTree> Trees,
        (string? Id, string? Context) Attributes,
        ProviderChoice Provider,
        ImmutableArray<MetadataReference> References)
    {
        public bool IsFor(Key key, ImmutableArray<ClassDeclarationSyntax> declarations)
        {
            if (Attributes != key.Attributes || Provider != key.Provider || !References.SequenceEqual(key.Compilation.References, ReferenceComparer.Instance))
            {
                return false;
            }

            foreach (var declaration in declarations)
            {
                if (!Trees.Contains(declaration.SyntaxTree))
                {
                    return false;
                }
            }

            foreach (var tree in Trees)
            {
                if (!key.Compilation.ContainsSyntaxTree(tree))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private sealed class ReferenceComparer : IEqualityComparer<MetadataReference>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(MetadataReference? x, MetadataReference? y) => ReferenceEquals(x, y);

        public int GetHashCode(MetadataReference obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
