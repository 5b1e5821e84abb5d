using System.Runtime.CompilerServices;

namespace MigrationAnalyzers.CodeFixes;

/// <summary>Tells records apart by what they are, not by what they say: the same statement may stand in a migration twice.</summary>
internal sealed class ReferenceComparer<T> : IEqualityComparer<T>
    where T : class
{
    public static readonly ReferenceComparer<T> Instance = new();

    private ReferenceComparer()
    {
    }

    public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

    public int GetHashCode(T obj) => RuntimeHelpers.GetHashCode(obj);
}
