using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Ef;

/// <summary>
/// Finds the classes that may be migrations by their syntax. Each tree is looked through once in its life, and only as deep as types are declared: a
/// keystroke looks through the tree that it changed, and no symbol is made of the others.
/// </summary>
internal static class DeclaredClasses
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ImmutableArray<Part>>> s_byTree = new();

    /// <summary>
    /// The trees of each class that derives from something and that EF Core could make an object of, by the class's metadata name; ordered as
    /// <see cref="Order"/> says.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, ImmutableArray<SyntaxTree>>> MayBeMigrations(Compilation compilation, CancellationToken cancellationToken)
    {
        var trees = new Dictionary<string, ImmutableArray<SyntaxTree>>(StringComparer.Ordinal);
        var candidates = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var part in Of(tree, cancellationToken))
            {
                trees[part.Name] = trees.TryGetValue(part.Name, out var others) ? others.Contains(tree) ? others : others.Add(tree) : [tree];
                if (part.HasBase)
                {
                    candidates.Add(part.Name);
                }
            }
        }

        foreach (var candidate in candidates)
        {
            yield return new KeyValuePair<string, ImmutableArray<SyntaxTree>>(candidate, Order(trees[candidate]));
        }
    }

    /// <summary>An order of trees that does not depend on who lists them: <c>A.cs</c> comes before <c>A.Designer.cs</c>.</summary>
    public static ImmutableArray<SyntaxTree> Order(ImmutableArray<SyntaxTree> trees) =>
        trees.Length < 2
            ? trees
            : trees.Sort(static (x, y) => x.FilePath.Length != y.FilePath.Length
                ? x.FilePath.Length.CompareTo(y.FilePath.Length)
                : string.CompareOrdinal(x.FilePath, y.FilePath));

    public static string MetadataNameOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? MetadataNameOf(outer) + "+" + type.MetadataName
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName
        : type.MetadataName;

    private static ImmutableArray<Part> Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (s_byTree.TryGetValue(tree, out var known))
        {
            return known.Value;
        }

        var parts = ImmutableArray.CreateBuilder<Part>();
        if (tree.GetRoot(cancellationToken) is CompilationUnitSyntax root)
        {
            Collect(root.Members, prefix: "", parts);
        }

        return s_byTree.GetValue(tree, _ => new StrongBox<ImmutableArray<Part>>(parts.ToImmutable())).Value;
    }

    private static void Collect(SyntaxList<MemberDeclarationSyntax> members, string prefix, ImmutableArray<Part>.Builder parts)
    {
        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax space)
            {
                Collect(space.Members, prefix + NameOf(space.Name) + ".", parts);
            }
            else if (member is TypeDeclarationSyntax { TypeParameterList: null } type)
            {
                var name = prefix + type.Identifier.ValueText;
                if (type is ClassDeclarationSyntax declaration)
                {
                    Add(declaration, name, parts);
                }

                Collect(type.Members, name + "+", parts);
            }
        }
    }

    /// <summary>A class without a base is of interest only where it may be a part of one that has one: the designer's.</summary>
    private static void Add(ClassDeclarationSyntax declaration, string name, ImmutableArray<Part>.Builder parts)
    {
        var hasBase = declaration.BaseList is not null && !declaration.Modifiers.Any(SyntaxKind.AbstractKeyword);
        if (hasBase || declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            parts.Add(new Part(name, hasBase));
        }
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => NameOf(qualified.Left) + "." + qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => name.ToString(),
    };

    private readonly record struct Part(string Name, bool HasBase);
}
