using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef;

/// <summary>
/// The references of a compilation. A project that is referred to counts by its name: the editor makes a new reference of it with each keystroke in that
/// project, and a migration is read from the code of its own project.
/// </summary>
internal sealed class ReferenceSet
{
    private static readonly ConditionalWeakTable<object, ReferenceSet> s_last = new();

    private readonly ImmutableArray<object> _references;

    private ReferenceSet(ImmutableArray<object> references) => _references = references;

    /// <summary>The same object for equal references in a row, so that comparing costs nothing while somebody types.</summary>
    public static ReferenceSet Of(Compilation compilation)
    {
        var references = ImmutableArray.CreateBuilder<object>();
        foreach (var reference in compilation.References)
        {
            references.Add(reference is CompilationReference project ? project.Compilation.AssemblyName ?? "" : reference);
        }

        var created = new ReferenceSet(references.ToImmutable());
        foreach (var reference in created._references)
        {
            if (reference is MetadataReference)
            {
                return s_last.GetValue(reference, _ => created) is var last && last.IsSameAs(created) ? last : created;
            }
        }

        return created;
    }

    public bool IsSameAs(ReferenceSet other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (_references.Length != other._references.Length)
        {
            return false;
        }

        for (var i = 0; i < _references.Length; i++)
        {
            var (one, two) = (_references[i], other._references[i]);
            if (!ReferenceEquals(one, two) && !(one is string name && two is string same && string.Equals(name, same, StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }
}
