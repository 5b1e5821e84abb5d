using System.Runtime.CompilerServices;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef;

/// <summary>
/// The last history of each DbContext, or of each folder of .sql files, from which the next compilation goes on: migrations that are still the same objects are not replayed again. A history
/// lives as long as the tree, or the text, of its oldest migration, and holds neither symbols nor compilations.
/// </summary>
internal static class KeptHistories
{
    /// <summary>A file has migrations of one DbContext; names that were typed in between are forgotten.</summary>
    private const int MostOfATree = 4;

    private static readonly ConditionalWeakTable<object, Dictionary<string, SchemaHistory>> s_byOldest = new();

    /// <param name="oldest">The tree or the text of the oldest of these migrations.</param>
    public static SchemaHistory Update(object oldest, string context, IReadOnlyCollection<Migration> migrations)
    {
        var kept = s_byOldest.GetValue(oldest, static _ => new Dictionary<string, SchemaHistory>(StringComparer.Ordinal));
        lock (kept)
        {
            var history = kept.TryGetValue(context, out var last) ? last.With(migrations) : new SchemaHistory(migrations);
            if (kept.Count >= MostOfATree)
            {
                kept.Clear();
            }

            kept[context] = history;
            return history;
        }
    }
}
