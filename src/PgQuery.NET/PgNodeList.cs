using System.Collections;
using PgQuery.Tree;

namespace PgQuery;

/// <summary>A list of nodes. An absent list is an empty one.</summary>
public readonly struct PgNodeList : IReadOnlyList<PgNode>
{
    private static readonly PgNode[] None = [];

    private readonly PgNode[]? _nodes;

    internal PgNodeList(PgNode[]? nodes) => _nodes = nodes;

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes is null ? 0 : _nodes.Length;

    /// <summary>One of the nodes.</summary>
    /// <param name="index">Its index, counted from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There are not so many nodes.</exception>
    public PgNode this[int index] => (_nodes ?? None)[index];

    /// <summary>
    /// The texts of a list of <see cref="StringNode"/>: the parts of a qualified name, the columns of a key. Nodes of
    /// other kinds are left out.
    /// </summary>
    /// <returns>The texts in their order.</returns>
    public IReadOnlyList<string> Strings()
    {
        var texts = new List<string>(Count);
        foreach (var node in this)
        {
            if (node is StringNode text)
            {
                texts.Add(text.Sval);
            }
        }

        return texts;
    }

    /// <summary>Goes through the nodes without allocating.</summary>
    /// <returns>An enumerator that stands before the first node.</returns>
    public Enumerator GetEnumerator() => new(_nodes ?? None);

    IEnumerator<PgNode> IEnumerable<PgNode>.GetEnumerator() => ((IEnumerable<PgNode>)(_nodes ?? None)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_nodes ?? None).GetEnumerator();

    /// <summary>Goes through a list of nodes.</summary>
    public struct Enumerator
    {
        private readonly PgNode[] _nodes;
        private int _index;

        internal Enumerator(PgNode[] nodes)
        {
            _nodes = nodes;
            _index = -1;
        }

        /// <summary>The node the enumerator stands at.</summary>
        public readonly PgNode Current => _nodes[_index];

        /// <summary>Goes to the next node.</summary>
        /// <returns>False when there is none.</returns>
        public bool MoveNext() => ++_index < _nodes.Length;
    }
}
