namespace PgQuery.Text;

/// <summary>
/// Translates the UTF-8 byte offsets of PostgreSQL into UTF-16 indexes, and these, for a text that was cut out of another
/// one or wrapped in a prefix, into indexes of the text the caller knows.
/// </summary>
internal sealed class PositionMap
{
    private const int Stride = 64;

    private readonly string _text;
    private readonly List<Checkpoint>? _checkpoints;
    private readonly int _prefix;
    private readonly int _length;
    private readonly int _offset;
    private readonly int[]? _table;

    /// <summary>Makes a map.</summary>
    /// <param name="text">The text as PostgreSQL gets it: well-formed UTF-16.</param>
    /// <param name="prefix">How many characters at its start the caller does not know.</param>
    /// <param name="length">How many characters after that the caller knows.</param>
    /// <param name="offset">Where these begin in the caller's text.</param>
    /// <param name="table">Or, instead of the offset, where each of them stands, and the end of the last.</param>
    internal PositionMap(string text, int prefix, int length, int offset, int[]? table)
    {
        _text = text;
        _prefix = prefix;
        _length = length;
        _offset = offset;
        _table = table;
        ByteCount = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= 0x80)
            {
                _checkpoints = [];
                ByteCount = AddCheckpoints(text, _checkpoints);
                break;
            }
        }
    }

    /// <summary>How long the text is in UTF-8.</summary>
    internal int ByteCount { get; }

    /// <summary>Whether a byte is a character everywhere.</summary>
    internal bool IsAscii => _checkpoints is null;

    /// <summary>Translates a byte offset into the caller's index.</summary>
    /// <param name="offset">Byte offset; a negative one means "nowhere".</param>
    /// <returns>The index, or -1 for nowhere.</returns>
    internal int FromByte(int offset) => offset < 0 ? -1 : ToCaller(_checkpoints is null ? offset : CharOfByte(offset));

    /// <summary>Translates a byte offset into an index of the text PostgreSQL got.</summary>
    /// <param name="offset">Byte offset, 0 or more.</param>
    /// <returns>The index, at most the length of the text.</returns>
    internal int CharOfByte(int offset)
    {
        if (_checkpoints is null)
        {
            return Math.Min(offset, _text.Length);
        }

        var checkpoint = _checkpoints[Math.Min(offset / Stride, _checkpoints.Count - 1)];
        var (bytes, index) = (checkpoint.Byte, checkpoint.Index);
        while (bytes < offset && index < _text.Length)
        {
            bytes += Utf8Length(_text, index, out var units);
            index += units;
        }

        return index;
    }

    /// <summary>Translates the cursor of an error: it counts characters, that is Unicode code points, not bytes.</summary>
    /// <param name="codePoint">Number of code points before the place.</param>
    /// <returns>The index in the text PostgreSQL got.</returns>
    internal int CharOfCodePoint(int codePoint)
    {
        if (_checkpoints is null)
        {
            return Math.Min(codePoint, _text.Length);
        }

        var index = 0;
        while (codePoint-- > 0 && index < _text.Length)
        {
            index += char.IsHighSurrogate(_text[index]) ? 2 : 1;
        }

        return Math.Min(index, _text.Length);
    }

    /// <summary>Translates an index of the text PostgreSQL got into the caller's.</summary>
    /// <param name="index">The index.</param>
    /// <returns>The caller's index; what lies outside of the caller's text goes to its nearer end.</returns>
    internal int ToCaller(int index)
    {
        index = Math.Max(0, Math.Min(index - _prefix, _length));
        return _table is null ? index + _offset : _table[index];
    }

    private static int AddCheckpoints(string text, List<Checkpoint> checkpoints)
    {
        var bytes = 0;
        for (var i = 0; i < text.Length;)
        {
            while (bytes >= checkpoints.Count * Stride)
            {
                checkpoints.Add(new Checkpoint(bytes, i));
            }

            bytes += Utf8Length(text, i, out var units);
            i += units;
        }

        return bytes;
    }

    private static int Utf8Length(string text, int index, out int units)
    {
        var c = text[index];
        units = 1;
        if (c < 0x80)
        {
            return 1;
        }

        if (c < 0x800)
        {
            return 2;
        }

        if (char.IsHighSurrogate(c))
        {
            units = 2;
            return 4;
        }

        return 3;
    }

    private readonly struct Checkpoint(int @byte, int index)
    {
        internal int Byte { get; } = @byte;

        internal int Index { get; } = index;
    }
}
