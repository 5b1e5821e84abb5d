using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>What a call of one of PostgreSQL's own functions gives.</summary>
internal enum FunctionKind
{
    Plain,
    Aggregate,
    Window,

    /// <summary>Returns a set of rows, in all its overloads.</summary>
    Set,
}

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

        foreach (var extension in known.Extensions.Values)
        {
            if (extension.TryGetValue(name, out volatility))
            {
                return volatility;
            }
        }

        return null;
    }

    /// <summary>PostgreSQL of that version has a function of that name.</summary>
    public static bool IsBuiltIn(string name, int major)
    {
        var known = Known.Value;
        return known.LastVersions.TryGetValue(name, out var last) ? major <= last
            : known.BuiltIn.ContainsKey(name) && !(known.FirstVersions.TryGetValue(name, out var first) && major < first);
    }

    /// <summary>PostgreSQL's own functions in a statement that some of the supported versions do not have.</summary>
    public static ImmutableArray<RelationName> OfSomeVersions(PgNode statement)
    {
        var known = Known.Value;
        var found = ImmutableArray<RelationName>.Empty;
        foreach (var part in statement.DescendantsAndSelf())
        {
            if (part is FuncCall call && Names.Of(call.Funcname) is { Schema: null } name && !found.Contains(name)
                && (known.FirstVersions.ContainsKey(name.Name) || known.LastVersions.ContainsKey(name.Name)))
            {
                found = found.Add(name);
            }
        }

        return found;
    }

    /// <summary>The extension has a function of that name.</summary>
    public static bool IsOfExtension(string name, string extension) => Known.Value.Extensions.TryGetValue(extension, out var functions) && functions.ContainsKey(name);

    /// <summary>The functions of that extension are known.</summary>
    public static bool HasExtension(string extension) => Known.Value.Extensions.ContainsKey(extension);

    public static FunctionKind KindOf(string name) => Known.Value.Kinds.TryGetValue(name, out var kind) ? kind : FunctionKind.Plain;

    /// <summary>The overloads of a function that are not equally volatile, with the types of their arguments; none for any other function.</summary>
    public static ImmutableArray<(ImmutableArray<string> Arguments, Volatility Volatility)> Overloads(string name) =>
        Known.Value.Overloads.TryGetValue(name, out var overloads) ? overloads : [];

    private sealed class Tables
    {
        public Dictionary<string, Volatility> BuiltIn { get; } = new(2048, StringComparer.Ordinal);

        public Dictionary<string, Dictionary<string, Volatility>> Extensions { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, int> FirstVersions { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, int> LastVersions { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, FunctionKind> Kinds { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, ImmutableArray<(ImmutableArray<string> Arguments, Volatility Volatility)>> Overloads { get; } = new(StringComparer.Ordinal);

        public static Tables Load()
        {
            var tables = new Tables();
            Action<string> add = static _ => { };
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
                    add = tables.Section(line[1..^1].Split(' '));
                    continue;
                }

                foreach (var name in line.Split(' '))
                {
                    add(name);
                }
            }

            return tables;
        }

        /// <summary>What a section says of its names.</summary>
        private Action<string> Section(string[] title)
        {
            switch (title)
            {
                case ["new", var version]:
                    var first = int.Parse(version, CultureInfo.InvariantCulture);
                    return name => FirstVersions[name] = first;

                case ["gone", var version]:
                    var last = int.Parse(version, CultureInfo.InvariantCulture);
                    return name => LastVersions[name] = last;

                case [var kind]:
                    var value = kind switch { "aggregate" => FunctionKind.Aggregate, "window" => FunctionKind.Window, _ => FunctionKind.Set };
                    return name => Kinds[name] = value;

                case ["overload", var word]:
                    return signature => AddOverload(signature, VolatilityOf(word));

                case ["pg_catalog", var word]:
                    return name => BuiltIn[name] = VolatilityOf(word);

                default:
                    if (!Extensions.TryGetValue(title[0], out var functions))
                    {
                        Extensions[title[0]] = functions = new Dictionary<string, Volatility>(StringComparer.Ordinal);
                    }

                    return name => functions[name] = VolatilityOf(title[1]);
            }
        }

        private static Volatility VolatilityOf(string word) => word switch
        {
            "immutable" => Volatility.Immutable,
            "stable" => Volatility.Stable,
            _ => Volatility.Volatile,
        };

        private void AddOverload(string signature, Volatility volatility)
        {
            var open = signature.IndexOf('(');
            var name = signature[..open];
            var overloads = Overloads.TryGetValue(name, out var known) ? known : [];
            Overloads[name] = overloads.Add(([.. signature[(open + 1)..^1].Split(',')], volatility));
        }
    }
}
