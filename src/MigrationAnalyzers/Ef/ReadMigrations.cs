using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MigrationAnalyzers.Engine.Configuration;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef;

/// <summary>
/// Classes that were read, or found to be no migrations, in an earlier compilation. While somebody types, each keystroke makes a new compilation of the same
/// trees but one, and the history needs every migration: only those whose own trees have changed are looked at again, and no symbol is made of the others.
/// It holds no symbols, and each entry lives as long as a tree of its class.
/// </summary>
/// <remarks>
/// What a name in an unchanged tree means can change through another tree (a new overload, another value of a constant in its attribute) or through another
/// project; that is seen when one of the migration's trees changes, and in each build. Code that does not compile yet is not kept, because what it lacks usually comes from
/// another tree.
/// </remarks>
internal static class ReadMigrations
{
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<string, Entry>> s_byTree = new();

    /// <param name="typeName">The metadata name of the class.</param>
    /// <param name="parts">The trees that declare it, in order.</param>
    /// <param name="lowered">Null where the class is none of PostgreSQL's migrations.</param>
    public static bool TryGet(
        CompilationFacts facts, string typeName, ImmutableArray<SyntaxTree> parts, ProviderChoice provider, out LoweredMigration? lowered)
    {
        lowered = null;
        if (!s_byTree.TryGetValue(parts[0], out var entries) || !entries.TryGetValue(typeName, out var entry) || !entry.IsFor(facts, parts, provider))
        {
            return false;
        }

        lowered = entry.Lowered;
        return true;
    }

    /// <param name="trees">The other trees that the result depends on.</param>
    /// <param name="contextType">The metadata name of the DbContext where the compilation declares it: renaming it changes what the attribute means.</param>
    public static void Add(
        CompilationFacts facts,
        string typeName,
        ImmutableArray<SyntaxTree> parts,
        ProviderChoice provider,
        LoweredMigration? lowered,
        ImmutableArray<SyntaxTree> trees,
        string? contextType) =>
        s_byTree.GetValue(parts[0], static _ => new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal))[typeName] =
            new Entry(lowered, parts, [.. trees.Where(t => !parts.Contains(t))], provider, facts.References, contextType);

    private sealed record Entry(
        LoweredMigration? Lowered,
        ImmutableArray<SyntaxTree> Parts,
        ImmutableArray<SyntaxTree> Trees,
        ProviderChoice Provider,
        ReferenceSet References,
        string? ContextType)
    {
        public bool IsFor(CompilationFacts facts, ImmutableArray<SyntaxTree> parts, ProviderChoice provider) =>
            Provider == provider
            && References.IsSameAs(facts.References)
            && HasParts(parts)
            && facts.Contains(Trees)
            && (ContextType is null || facts.Declares(ContextType));

        private bool HasParts(ImmutableArray<SyntaxTree> parts)
        {
            if (parts.Length != Parts.Length)
            {
                return false;
            }

            for (var i = 0; i < parts.Length; i++)
            {
                if (!ReferenceEquals(parts[i], Parts[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
