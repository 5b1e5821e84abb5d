using System.Runtime.Serialization;

namespace PgQuery.Tree;

/// <summary>What the reader has to know about PostgreSQL's nodes beyond the JSON itself.</summary>
internal static partial class TreeSchema
{
    private static readonly Dictionary<string, string> Direct = ReadDirectFields();
    private static readonly HashSet<string> Located = new(LocatedKinds.Split(' '), StringComparer.Ordinal);
    private static readonly Dictionary<string, object> Typed = ReadTypedKinds();

    /// <summary>The kind of the node that a field holds without naming it.</summary>
    /// <param name="owner">Kind of the node that has the field, or null for what holds for all owners.</param>
    /// <param name="field">Name of the field.</param>
    /// <returns>The kind, or null.</returns>
    internal static string? DirectKind(string? owner, string field)
        => Direct.TryGetValue(owner is null ? field : owner + "." + field, out var kind) ? kind : null;

    /// <summary>Whether a missing location means 0.</summary>
    /// <param name="kind">Kind of the node.</param>
    /// <returns>False for kinds that have no location at all.</returns>
    internal static bool IsLocated(string kind) => Located.Contains(kind);

    /// <summary>Makes the node that all nodes of a kind are copied from.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>A node of the kind's class without fields.</returns>
    /// <remarks>
    /// Without its constructor: each would have to be compiled first, and has nothing to do.
    /// </remarks>
    internal static PgNode CreatePrototype(string kind)
    {
        var node = Typed.TryGetValue(kind, out var index)
            ? (PgNode)FormatterServices.GetUninitializedObject(TypeOf((int)index))
            : new PgNode();
        return node.AsPrototypeOf(kind);
    }

    private static Dictionary<string, object> ReadTypedKinds()
    {
        // Boxed numbers: the runtime has compiled code for dictionaries of references only.
        var names = TypedKinds.Split(' ');
        var kinds = new Dictionary<string, object>(names.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            kinds.Add(names[i], i);
        }

        return kinds;
    }

    private static Dictionary<string, string> ReadDirectFields()
    {
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in DirectFields.Split(' '))
        {
            var equals = entry.IndexOf('=');
            kinds.Add(entry.Substring(0, equals), entry.Substring(equals + 1));
        }

        return kinds;
    }
}
