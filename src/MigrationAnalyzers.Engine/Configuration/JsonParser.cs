using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MigrationAnalyzers.Engine.Configuration;

/// <summary>
/// JSON as RFC 8259 has it and nothing more: no comments, no commas at the end, no name twice in an object. An analyzer can bring no JSON library along, for it
/// would clash with that of another analyzer.
/// </summary>
internal sealed class JsonParser
{
    private const int MostDepth = 64;

    private readonly string _text;
    private int _position;
    private int _depth;

    private JsonParser(string text) => _text = text;

    public static (JsonValue? Value, FileProblem? Problem) Parse(string text)
    {
        var parser = new JsonParser(text);
        try
        {
            parser.SkipSpace();
            var value = parser.ReadValue();
            parser.SkipSpace();
            return parser._position == text.Length ? (value, null) : throw parser.Wrong("the end of the file");
        }
        catch (JsonException exception)
        {
            return (null, exception.Problem);
        }
    }

    private JsonValue ReadValue()
    {
        var start = _position;
        switch (Current)
        {
            case '{':
                return Nested(ReadObject);
            case '[':
                return Nested(ReadArray);
            case '"':
                return ReadText();
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
        }

        if (Take("null"))
        {
            return new JsonNull(start, 4);
        }

        return Take("true") ? new JsonBoolean(start, 4, Value: true)
            : Take("false") ? new JsonBoolean(start, 5, Value: false)
            : throw Wrong("a value");
    }

    private JsonValue Nested(Func<JsonValue> read)
    {
        if (++_depth > MostDepth)
        {
            throw Wrong($"no more than {MostDepth} levels");
        }

        var value = read();
        _depth--;
        return value;
    }

    private JsonObject ReadObject()
    {
        var start = _position++;
        var members = ImmutableArray.CreateBuilder<(JsonText, JsonValue)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        SkipSpace();
        if (!TakeOne('}'))
        {
            do
            {
                SkipSpace();
                var name = Current == '"' ? ReadText() : throw Wrong("a name in double quotes");
                if (!names.Add(name.Value))
                {
                    throw new JsonException(new FileProblem(name.Start, name.Length, $"\"{name.Value}\" stands here twice"));
                }

                SkipSpace();
                Expect(':');
                SkipSpace();
                members.Add((name, ReadValue()));
                SkipSpace();
            }
            while (TakeOne(','));
            Expect('}');
        }

        return new JsonObject(start, _position - start, members.ToImmutable());
    }

    private JsonArray ReadArray()
    {
        var start = _position++;
        var items = ImmutableArray.CreateBuilder<JsonValue>();
        SkipSpace();
        if (!TakeOne(']'))
        {
            do
            {
                SkipSpace();
                items.Add(ReadValue());
                SkipSpace();
            }
            while (TakeOne(','));
            Expect(']');
        }

        return new JsonArray(start, _position - start, items.ToImmutable());
    }

    private JsonText ReadText()
    {
        var start = _position++;
        var text = new StringBuilder();
        while (Current != '"')
        {
            if (_position >= _text.Length || Current < ' ')
            {
                throw Wrong("the closing double quote");
            }

            if (!TakeOne('\\'))
            {
                text.Append(Current);
                _position++;
                continue;
            }

            text.Append(ReadEscape());
        }

        _position++;
        return new JsonText(start, _position - start, text.ToString());
    }

    private char ReadEscape()
    {
        var escape = Current;
        _position++;
        switch (escape)
        {
            case '"' or '\\' or '/':
                return escape;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= _text.Length
                && int.TryParse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _position += 4;
                return (char)code;
            default:
                _position--;
                throw Wrong("one of the escapes of JSON");
        }
    }

    private JsonNumber ReadNumber()
    {
        var start = _position;
        TakeOne('-');
        if (!TakeOne('0'))
        {
            TakeDigits();
        }

        if (TakeOne('.'))
        {
            TakeDigits();
        }

        if (TakeOne('e') || TakeOne('E'))
        {
            _ = TakeOne('+') || TakeOne('-');
            TakeDigits();
        }

        return new JsonNumber(start, _position - start, _text.Substring(start, _position - start));
    }

    private void TakeDigits()
    {
        var start = _position;
        while (Current is >= '0' and <= '9')
        {
            _position++;
        }

        if (_position == start)
        {
            throw Wrong("a digit");
        }
    }

    /// <summary>NUL at the end, which is no character of JSON.</summary>
    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    private bool Take(string word)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            return false;
        }

        _position += word.Length;
        return true;
    }

    private bool TakeOne(char expected)
    {
        if (_position >= _text.Length || Current != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void Expect(char expected)
    {
        if (!TakeOne(expected))
        {
            throw Wrong(expected is '}' or ']' ? $"',' or '{expected}'" : $"'{expected}'");
        }
    }

    private JsonException Wrong(string expected) =>
        _position < _text.Length
            ? new JsonException(new FileProblem(_position, 1, $"{expected} is expected instead of '{_text[_position]}'"))
            : new JsonException(new FileProblem(_text.Length, 0, $"{expected} is expected before the end of the file"));

    private sealed class JsonException(FileProblem problem) : Exception(problem.Message)
    {
        public FileProblem Problem { get; } = problem;
    }
}
