namespace PgQuery;

/// <summary>
/// A node of the parse tree. Every field PostgreSQL gave is reachable by its own name, so that nothing is dropped; the
/// classes in <see cref="Tree"/> add typed properties. PostgreSQL leaves out fields that are 0, false, NULL or an empty
/// string: such a field reads as 0, false, null or an empty list. No tree is deeper than 1000 nodes and lists.
/// </summary>
public class PgNode
{
    internal static readonly PgField[] NoFields = [];

    private PgField[] _fields = NoFields;

    internal PgNode()
    {
    }

    /// <summary>
    /// PostgreSQL's name of the node, for example <c>IndexStmt</c>. It is empty for a NULL within a list: the list
    /// of a plain <c>DISTINCT</c> is one such node.
    /// </summary>
    public string Kind { get; private set; } = "";

    /// <summary>UTF-16 index of the node's first token in the parsed text (of the operator, for operators), or -1.</summary>
    public int Location { get; private set; } = -1;

    /// <summary>How many fields PostgreSQL gave.</summary>
    public int FieldCount => _fields.Length;

    /// <summary>All fields PostgreSQL gave, in its order.</summary>
    /// <returns>The fields.</returns>
    public IReadOnlyList<PgField> GetFields() => _fields;

    /// <summary>Whether PostgreSQL gave the field.</summary>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>False when it is absent, which stands for 0, false or NULL.</returns>
    public bool Has(string field) => IndexOf(field) >= 0;

    /// <summary>A field that holds a node.</summary>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>The node, or null when the field is absent or holds something else.</returns>
    public PgNode? Node(string field) => IndexOf(field) is >= 0 and var i ? _fields[i].Raw as PgNode : null;

    /// <summary>A field that holds a node of a certain class.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>The node, or null when the field is absent or holds something else.</returns>
    public T? Node<T>(string field)
        where T : PgNode
        => Node(field) as T;

    /// <summary>A field that holds a list of nodes.</summary>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>The list, empty when the field is absent or holds something else.</returns>
    public PgNodeList List(string field) => new(IndexOf(field) is >= 0 and var i ? _fields[i].Raw as PgNode[] : null);

    /// <summary>A field that holds a text.</summary>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>The text, or null when the field is absent or holds something else.</returns>
    public string? String(string field) => IndexOf(field) is >= 0 and var i ? _fields[i].Raw as string : null;

    /// <summary>A field that holds a truth value.</summary>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>The value, false when the field is absent or holds something else.</returns>
    public bool Bool(string field) => IndexOf(field) is >= 0 and var i && _fields[i].Boolean == true;

    /// <summary>A field that holds a number of 32 bits.</summary>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>The number, 0 when the field is absent or holds something else.</returns>
    public int Int(string field) => unchecked((int)Long(field));

    /// <summary>A field that holds a number.</summary>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>The number, 0 when the field is absent or holds something else.</returns>
    public long Long(string field) => IndexOf(field) is >= 0 and var i ? _fields[i].Number ?? 0 : 0;

    /// <summary>A field that holds a position other than <see cref="Location"/>, as a UTF-16 index.</summary>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>The index, -1 when the field is absent.</returns>
    public int Position(string field) => IndexOf(field) is >= 0 and var i ? (int)(_fields[i].Number ?? -1) : -1;

    /// <summary>A field that holds a value of an enum.</summary>
    /// <typeparam name="T">The enum, with PostgreSQL's names and 0 for an unknown value.</typeparam>
    /// <param name="field">PostgreSQL's name of the field.</param>
    /// <returns>The value, 0 when the field is absent or its value is not known.</returns>
    public T Enum<T>(string field)
        where T : unmanaged, Enum
    {
        if (String(field) is not { } name || Tree.TreeSchema.FindEnumValue(name) is not { } found || found.Enum != typeof(T).Name)
        {
            return default;
        }

        // All of them are enums of int.
        var value = found.Value;
        unsafe
        {
            return *(T*)&value;
        }
    }

    /// <summary>The nodes right below this one, those in lists included, in PostgreSQL's order of the fields.</summary>
    /// <returns>The nodes, without copying them.</returns>
    public IEnumerable<PgNode> Children()
    {
        foreach (var field in _fields)
        {
            if (field.Raw is PgNode node)
            {
                yield return node;
            }
            else if (field.Raw is PgNode[] list)
            {
                foreach (var element in list)
                {
                    yield return element;
                }
            }
        }
    }

    /// <summary>All nodes below this one, each before its own descendants.</summary>
    /// <returns>The nodes; however deep the tree is, the walk does not recurse.</returns>
    public IEnumerable<PgNode> Descendants()
    {
        var pending = new Stack<PgNode>();
        PushChildren(pending);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            yield return node;
            node.PushChildren(pending);
        }
    }

    /// <summary>This node and then all nodes below it.</summary>
    /// <returns>The nodes, see <see cref="Descendants"/>.</returns>
    public IEnumerable<PgNode> DescendantsAndSelf()
    {
        yield return this;
        foreach (var node in Descendants())
        {
            yield return node;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Kind;

    internal PgNode AsPrototypeOf(string kind)
    {
        Kind = kind;
        return With(NoFields, -1);
    }

    internal PgNode With(PgField[] fields, int location)
    {
        var node = (PgNode)MemberwiseClone();
        node._fields = fields;
        node.Location = location;
        return node;
    }

    // The last child first, so that the first one is popped first.
    private void PushChildren(Stack<PgNode> pending)
    {
        for (var i = _fields.Length - 1; i >= 0; i--)
        {
            if (_fields[i].Raw is PgNode node)
            {
                pending.Push(node);
            }
            else if (_fields[i].Raw is PgNode[] list)
            {
                for (var j = list.Length - 1; j >= 0; j--)
                {
                    pending.Push(list[j]);
                }
            }
        }
    }

    private int IndexOf(string field)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (string.Equals(_fields[i].Name, field, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
