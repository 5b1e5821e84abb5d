using PgQuery.Text;
using PgQuery.Tree;

namespace PgQuery.Runtime;

/// <summary>
/// Reads the JSON of libpg_query straight from the parser's memory into nodes. It keeps its own stack, so that a deep tree
/// costs no stack of the thread, and it learns names and short strings, so that they are allocated once. Not thread-safe.
/// </summary>
internal sealed partial class TreeReader
{
    /// <summary>How deep a tree may be, so that code that walks it by recursion needs no more than a usual stack.</summary>
    internal const int DeepestTree = 1000;

    private const int FewFields = 64;
    private const int FewNodes = 64;

    private static readonly PgNode NullElement = new();

    private readonly NameTable _names = new();
    private Frame[] _frames = new Frame[64];
    private PgField[] _fields = new PgField[FewFields];
    private PgNode[] _nodes = new PgNode[FewNodes];
    private int _depth;
    private int _fieldCount;
    private int _nodeCount;
    private byte[] _memory = [];
    private int _position;
    private PositionMap? _map;

    /// <summary>Reads one document.</summary>
    /// <param name="memory">The memory it lies in, ended by a zero byte.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="rootKind">The kind of its root, which the JSON does not name.</param>
    /// <param name="map">How to translate locations, or null when the document has none.</param>
    /// <returns>The root.</returns>
    /// <exception cref="InvalidDataException">It is no JSON of the form libpg_query writes.</exception>
    /// <exception cref="InsufficientExecutionStackException">The tree is deeper than <see cref="DeepestTree"/>.</exception>
    internal PgNode Read(byte[] memory, int start, string rootKind, PositionMap? map)
    {
        _memory = memory;
        _position = start;
        _map = map;
        _depth = 0;
        _fieldCount = 0;
        _nodeCount = 0;
        try
        {
            return ReadDocument(_names.Get(rootKind));
        }
        finally
        {
            // The tree may be dropped while the reader waits in its pool.
            _memory = [];
            _map = null;
            Release(ref _fields, FewFields);
            Release(ref _nodes, FewNodes);
        }
    }

    private static void Release<T>(ref T[] used, int few)
    {
        if (used.Length > few)
        {
            used = new T[few];
        }
        else
        {
            Array.Clear(used, 0, used.Length);
        }
    }

    private PgNode ReadDocument(NameTable.Entry rootKind)
    {
        Expect((byte)'{');
        Push(rootKind, field: null, isArray: false, isWrapped: false);
        while (true)
        {
            ref var frame = ref _frames[_depth - 1];
            var c = NextByte();
            switch (c)
            {
                case (byte)',':
                    _position++;
                    break;
                case (byte)'}' when !frame.IsArray:
                    _position++;
                    if (frame.IsWrapped)
                    {
                        Expect((byte)'}');
                    }

                    var node = CloseNode();
                    if (_depth == 0)
                    {
                        return node;
                    }

                    Add(frame.Field, node);
                    break;
                case (byte)']' when frame.IsArray:
                    _position++;
                    CloseList();
                    break;
                default:
                    if (frame.IsArray)
                    {
                        ReadValue(c, frame.Field!, frame.Kind);
                    }
                    else
                    {
                        var field = ReadName();
                        Expect((byte)':');
                        ReadValue(NextByte(), field, frame.Kind);
                    }

                    break;
            }
        }
    }

    private void ReadValue(byte c, NameTable.Entry field, NameTable.Entry owner)
    {
        switch (c)
        {
            case (byte)'{':
                _position++;
                OpenNode(field, owner);
                break;
            case (byte)'[':
                _position++;
                Push(owner, field, isArray: true, isWrapped: false);
                break;
            case (byte)'"':
                _position++;
                AddScalar(new PgField(field.Text, ReadString()));
                break;
            case (byte)'t':
                Skip("true");
                AddScalar(new PgField(field.Text, true));
                break;
            case (byte)'f':
                Skip("false");
                AddScalar(new PgField(field.Text, false));
                break;
            case (byte)'n':
                Skip("null");
                Add(field, NullElement);
                break;
            default:
                AddNumber(field, ReadNumber());
                break;
        }
    }

    private void OpenNode(NameTable.Entry field, NameTable.Entry owner)
    {
        var c = NextByte();
        if (c == '"' && _memory[_position + 1] is >= (byte)'A' and <= (byte)'Z')
        {
            var kind = ReadName();
            Expect((byte)':');
            Expect((byte)'{');
            Push(kind, field, isArray: false, isWrapped: true);
            return;
        }

        var direct = field.DirectKind(owner.Text);
        if (direct is null && c == '}' && _frames[_depth - 1].IsArray)
        {
            _position++;
            Add(field, NullElement);
            return;
        }

        Push(_names.Get(direct ?? ""), field, isArray: false, isWrapped: false);
    }

    private void Push(NameTable.Entry kind, NameTable.Entry? field, bool isArray, bool isWrapped)
    {
        if (_depth == DeepestTree)
        {
            throw new InsufficientExecutionStackException();
        }

        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _depth * 2);
        }

        _frames[_depth++] = new Frame
        {
            Kind = kind,
            Field = field,
            IsArray = isArray,
            IsWrapped = isWrapped,
            Base = isArray ? _nodeCount : _fieldCount,
            Location = -1,
            HasLocation = false,
        };
    }

    private PgNode CloseNode()
    {
        ref var frame = ref _frames[--_depth];
        var count = _fieldCount - frame.Base;
        var fields = count == 0 ? PgNode.NoFields : new PgField[count];
        Array.Copy(_fields, frame.Base, fields, 0, count);
        _fieldCount = frame.Base;
        var location = frame.HasLocation || !frame.Kind.IsLocated || _map is null ? frame.Location : _map.FromByte(0);
        return frame.Kind.Prototype.With(fields, location);
    }

    private void CloseList()
    {
        ref var frame = ref _frames[--_depth];
        var nodes = new PgNode[_nodeCount - frame.Base];
        Array.Copy(_nodes, frame.Base, nodes, 0, nodes.Length);
        _nodeCount = frame.Base;
        AddScalar(new PgField(frame.Field!.Text, nodes));
    }

    private void Add(NameTable.Entry? field, PgNode node)
    {
        if (!_frames[_depth - 1].IsArray)
        {
            AddField(new PgField(field!.Text, node));
            return;
        }

        if (_nodeCount == _nodes.Length)
        {
            Array.Resize(ref _nodes, _nodeCount * 2);
        }

        _nodes[_nodeCount++] = node;
    }

    private void AddNumber(NameTable.Entry field, long number)
    {
        if (field.IsPosition && _map is not null)
        {
            number = _map.FromByte((int)number);
            if (field.IsLocation)
            {
                ref var frame = ref _frames[_depth - 1];
                frame.Location = (int)number;
                frame.HasLocation = true;
            }
        }

        AddScalar(new PgField(field.Text, number));
    }

    // A scalar, or a list, within a list has no node of its own: it gets one without a kind.
    private void AddScalar(PgField value)
    {
        if (_frames[_depth - 1].IsArray)
        {
            Add(null, NullElement.With([value], -1));
        }
        else
        {
            AddField(value);
        }
    }

    private void AddField(PgField field)
    {
        if (_fieldCount == _fields.Length)
        {
            Array.Resize(ref _fields, _fieldCount * 2);
        }

        _fields[_fieldCount++] = field;
    }

    private byte NextByte()
    {
        while (_memory[_position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }

        return _memory[_position];
    }

    private void Expect(byte c)
    {
        if (NextByte() != c)
        {
            throw Malformed();
        }

        _position++;
    }

    private NameTable.Entry ReadName()
    {
        Expect((byte)'"');
        var start = _position;
        var hash = NameTable.FirstHash;
        while (_memory[_position] is not ((byte)'"' or (byte)'\\' or 0) and var c)
        {
            hash = NameTable.NextHash(hash, c);
            _position++;
        }

        var entry = _names.Get(_memory, start, _position - start, hash);
        Expect((byte)'"');
        return entry;
    }

    private InvalidDataException Malformed()
        => new(FormattableString.Invariant($"Unexpected byte {_memory[_position]} at {_position} in the parser's JSON."));

    private struct Frame
    {
        internal NameTable.Entry Kind;
        internal NameTable.Entry? Field;
        internal int Base;
        internal int Location;
        internal bool HasLocation;
        internal bool IsArray;
        internal bool IsWrapped;
    }
}
