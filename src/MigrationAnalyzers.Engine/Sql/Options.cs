using System.Collections.Immutable;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Options of utility commands: <c>(FULL, ANALYZE off)</c>, <c>WITH (create_slot = false)</c>.</summary>
internal static class Options
{
    /// <summary>Whether a boolean option is given and not switched off.</summary>
    public static bool IsOn(PgNodeList options, string name) => Find(options, name) is { } option && ValueOf(option) is not ("false" or "off" or "0" or "no");

    public static DefElem? Find(PgNodeList options, string name)
    {
        foreach (var node in options)
        {
            if (node is DefElem option && string.Equals(option.Defname, name, StringComparison.Ordinal))
            {
                return option;
            }
        }

        return null;
    }

    /// <summary>The names of the options in a list, separated by commas; null when it is none.</summary>
    public static string? NamesOf(PgNode? list) =>
        list is ListNode options ? string.Join(", ", options.Items.OfType<DefElem>().Select(static o => o.Defname)) : null;

    public static ImmutableArray<string> Names(PgNodeList options) => ImmutableArray.CreateRange(options.OfType<DefElem>().Select(static o => o.Defname ?? ""));

    /// <summary>The value as text; null when there is none.</summary>
    public static string? ValueOf(DefElem? option) => option?.Arg switch
    {
        StringNode text => text.Sval.ToLowerInvariant(),
        BooleanNode flag => flag.Boolval ? "true" : "false",
        IntegerNode number => number.Ival == 0 ? "0" : "1",
        TypeName type => Sql.Names.Of(type.Names).Name,
        _ => null,
    };
}
