namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Storage parameters of indexes (reloptions.c): which access method has which, and since when.</summary>
internal static class IndexParameters
{
    private static readonly Dictionary<string, (string Methods, int Since)> Known = new(StringComparer.Ordinal)
    {
        ["fillfactor"] = ("btree hash gist spgist", 0),
        ["deduplicate_items"] = ("btree", 13),
        ["vacuum_cleanup_index_scale_factor"] = ("btree", 0),
        ["buffering"] = ("gist", 0),
        ["fastupdate"] = ("gin", 0),
        ["gin_pending_list_limit"] = ("gin", 0),
        ["pages_per_range"] = ("brin", 0),
        ["autosummarize"] = ("brin", 0),
    };

    public static string? ErrorOf(string? method, IEnumerable<string> parameters, int major)
    {
        // An access method of an extension has its own.
        if (method is not (null or "btree" or "hash" or "gist" or "spgist" or "gin" or "brin"))
        {
            return null;
        }

        foreach (var parameter in parameters)
        {
            if (!Known.TryGetValue(parameter, out var known) || major < known.Since || !known.Methods.Split(' ').Contains(method ?? "btree", StringComparer.Ordinal))
            {
                return $"unrecognized parameter \"{parameter}\"";
            }
        }

        return null;
    }
}
