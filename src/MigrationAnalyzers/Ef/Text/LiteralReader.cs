using System.Globalization;
using System.Text;

namespace MigrationAnalyzers.Ef.Text;

/// <summary>Reads the inside of a literal, character by character of its value.</summary>
/// <param name="text">The text of the token.</param>
/// <param name="start">Where the content starts in it.</param>
/// <param name="end">Where the content ends in it.</param>
/// <param name="offset">Where the token starts in the file.</param>
internal sealed class LiteralReader(string text, int start, int end, int offset)
{
    private readonly StringBuilder _value = new(end - start);
    private readonly List<int> _starts = new(end - start + 1);
    private int _position = start;

    public (string Value, int[] Starts) Result()
    {
        var starts = new int[_starts.Count + 1];
        _starts.CopyTo(starts);
        starts[_starts.Count] = offset + _position;
        return (_value.ToString(), starts);
    }

    public static int CountAt(string text, int index, char character)
    {
        var count = 0;
        while (index >= 0 && index + count < text.Length && text[index + count] == character)
        {
            count++;
        }

        return count;
    }

    public static int AfterLineBreak(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                return i + 1;
            }

            if (text[i] == '\r')
            {
                return i + 1 < text.Length && text[i + 1] == '\n' ? i + 2 : i + 1;
            }
        }

        return -1;
    }

    public bool ReadVerbatim(bool braces)
    {
        while (_position < end)
        {
            var current = text[_position];
            var doubled = current == '"' || (braces && current is '{' or '}');
            if (doubled && (_position + 1 >= end || text[_position + 1] != current))
            {
                return false;
            }

            Add(current, doubled ? 2 : 1);
        }

        return true;
    }

    public bool ReadRegular(bool braces)
    {
        while (_position < end)
        {
            var current = text[_position];
            if (current == '\\')
            {
                if (!ReadEscape())
                {
                    return false;
                }
            }
            else if (braces && current is '{' or '}')
            {
                if (_position + 1 >= end || text[_position + 1] != current)
                {
                    return false;
                }

                Add(current, 2);
            }
            else
            {
                Add(current, 1);
            }
        }

        return true;
    }

    /// <summary>A raw literal has no escapes; what it has is indentation that is not part of the value.</summary>
    public void ReadRaw(string indentation, bool atLineStart)
    {
        if (atLineStart)
        {
            // Before the first character there is none that could take the indentation.
            SkipIndentation(indentation);
        }

        while (_position < end)
        {
            var current = text[_position];
            Add(current, 1);
            if (current == '\n' || (current == '\r' && !(_position < end && text[_position] == '\n')))
            {
                SkipIndentation(indentation);
            }
        }
    }

    private void SkipIndentation(string indentation)
    {
        for (var i = 0; i < indentation.Length && _position < end && text[_position] == indentation[i]; i++)
        {
            _position++;
        }
    }

    private void Add(char character, int width)
    {
        _starts.Add(offset + _position);
        _value.Append(character);
        _position += width;
    }

    private bool ReadEscape()
    {
        if (_position + 1 >= end)
        {
            return false;
        }

        switch (text[_position + 1])
        {
            case '\'': Add('\'', 2); return true;
            case '"': Add('"', 2); return true;
            case '\\': Add('\\', 2); return true;
            case '0': Add('\0', 2); return true;
            case 'a': Add('\a', 2); return true;
            case 'b': Add('\b', 2); return true;
            case 'e': Add('\u001b', 2); return true;
            case 'f': Add('\f', 2); return true;
            case 'n': Add('\n', 2); return true;
            case 'r': Add('\r', 2); return true;
            case 't': Add('\t', 2); return true;
            case 'v': Add('\v', 2); return true;
            case 'x': return ReadHex(1, 4);
            case 'u': return ReadHex(4, 4);
            case 'U': return ReadHex(8, 8);
            default: return false;
        }
    }

    private bool ReadHex(int atLeast, int atMost)
    {
        var first = _position + 2;
        var digits = 0;
        while (digits < atMost && first + digits < end && Uri.IsHexDigit(text[first + digits]))
        {
            digits++;
        }

        if (digits < atLeast)
        {
            return false;
        }

        var code = uint.Parse(text.Substring(first, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var width = digits + 2;
        if (code <= char.MaxValue)
        {
            Add((char)code, width);
            return true;
        }

        if (code > 0x10FFFF)
        {
            return false;
        }

        // Two characters of the value from one escape: the first takes all of it, so that the two still abut.
        var pair = char.ConvertFromUtf32((int)code);
        Add(pair[0], width);
        Add(pair[1], 0);
        return true;
    }
}
