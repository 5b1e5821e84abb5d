namespace PgQuery.Tree;

/// <summary>What the reader has to know about PostgreSQL's nodes beyond the JSON itself.</summary>
internal static partial class TreeSchema
{
    private static readonly Dictionary<string, string> Direct = ReadDirectFields();
    private static readonly HashSet<string> Located = new(LocatedKinds.Split(' '), StringComparer.Ordinal);
    private static readonly HashSet<string> Typed = new(TypedKinds.Split(' '), StringComparer.Ordinal);

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
    /// Reflection, once for each kind that turns up: a factory with a case for each of 200 classes would make the JIT load all
    /// of them at the first statement.
    /// </remarks>
    internal static PgNode CreatePrototype(string kind)
    {
        if (!Typed.Contains(kind))
        {
            return new PgNode(kind);
        }

        var name = kind is "String" or "Integer" or "Float" or "Boolean" or "BitString" or "List" ? kind + "Node" : kind;
        var type = typeof(TreeSchema).Assembly.GetType("PgQuery.Tree." + name, throwOnError: true)!;
        return (PgNode)Activator.CreateInstance(type, nonPublic: true)!;
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
