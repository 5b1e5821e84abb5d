using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// How volatile PostgreSQL's own functions are, and those of well-known extensions, as pg_proc says (KnownFunctions.txt). A name whose
/// overloads differ counts as the most volatile of them.
/// </summary>
internal static class KnownFunctions
{
    private static readonly Lazy<Tables> Known = new(Tables.Load);

    /// <summary>Null for a function that is not known: one of the user's.</summary>
    /// <param name="schema">The schema when one was written.</param>
    /// <param name="name">The name, folded.</param>
    public static Volatility? Of(string? schema, string name)
    {
        var known = Known.Value;

        // An extension may be installed into any schema, PostgreSQL's own functions are in pg_catalog.
        if (schema is null or "pg_catalog" && known.BuiltIn.TryGetValue(name, out var volatility))
        {
            return volatility;
        }

        return known.Extensions.TryGetValue(name, out volatility) ? volatility : null;
    }

    private sealed class Tables
    {
        public Dictionary<string, Volatility> BuiltIn { get; } = new(2048, StringComparer.Ordinal);

        public Dictionary<string, Volatility> Extensions { get; } = new(StringComparer.Ordinal);

        public static Tables Load()
        {
            var tables = new Tables();
            var target = tables.BuiltIn;
            var volatility = Volatility.Immutable;
            using var stream = typeof(KnownFunctions).Assembly.GetManifestResourceStream("MigrationAnalyzers.Engine.Sql.KnownFunctions.txt")
                ?? throw new InvalidOperationException("The table of functions is missing from the assembly.");
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }

                if (line[0] == '[')
                {
                    target = line.StartsWith("[pg_catalog ", StringComparison.Ordinal) ? tables.BuiltIn : tables.Extensions;
                    volatility = line.EndsWith(" immutable]", StringComparison.Ordinal) ? Volatility.Immutable
                        : line.EndsWith(" stable]", StringComparison.Ordinal) ? Volatility.Stable
                        : Volatility.Volatile;
                    continue;
                }

                foreach (var name in line.Split(' '))
                {
                    target[name] = volatility;
                }
            }

            return tables;
        }
    }
}
