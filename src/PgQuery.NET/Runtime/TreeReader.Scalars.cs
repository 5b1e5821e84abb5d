using System.Text;

namespace PgQuery.Runtime;

/// <content>Words, numbers and strings.</content>
internal sealed partial class TreeReader
{
    private void Skip(string word)
    {
        foreach (var c in word)
        {
            if (_memory[_position++] != c)
            {
                throw Malformed();
            }
        }
    }

    private long ReadNumber()
    {
        var negative = _memory[_position] == '-';
        if (negative)
        {
            _position++;
        }

        var start = _position;
        long number = 0;
        while (_memory[_position] is >= (byte)'0' and <= (byte)'9' and var digit)
        {
            number = unchecked((number * 10) + (digit - '0'));
            _position++;
        }

        // libpg_query writes no fractions: PostgreSQL's own numeric constants are texts.
        if (_position == start || _memory[_position] is (byte)'.' or (byte)'e' or (byte)'E')
        {
            throw Malformed();
        }

        return negative ? -number : number;
    }

    private string ReadString()
    {
        var start = _position;
        var hash = NameTable.FirstHash;
        while (_memory[_position] is not ((byte)'"' or (byte)'\\' or 0) and var c)
        {
            hash = NameTable.NextHash(hash, c);
            _position++;
        }

        if (_memory[_position] == '"')
        {
            var length = _position - start;
            _position++;
            return length <= NameTable.LongestShared
                ? _names.GetShared(_memory, start, length, hash)
                : Encoding.UTF8.GetString(_memory, start, length);
        }

        return ReadEscapedString(start);
    }

    private string ReadEscapedString(int start)
    {
        var text = new StringBuilder();
        while (true)
        {
            text.Append(Encoding.UTF8.GetString(_memory, start, _position - start));
            if (_memory[_position] == '"')
            {
                _position++;
                return text.ToString();
            }

            if (_memory[_position] != '\\')
            {
                throw Malformed();
            }

            _position += 2;
            text.Append(_memory[_position - 1] switch
            {
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'u' => ReadHex(),
                (byte)'"' => '"',
                (byte)'\\' => '\\',
                (byte)'/' => '/',
                _ => throw Malformed(),
            });
            start = _position;
            while (_memory[_position] is not ((byte)'"' or (byte)'\\' or 0))
            {
                _position++;
            }
        }
    }

    private char ReadHex()
    {
        var code = 0;
        for (var i = 0; i < 4; i++)
        {
            var c = _memory[_position++];
            var digit = c switch
            {
                >= (byte)'0' and <= (byte)'9' => c - '0',
                >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
                _ => throw Malformed(),
            };
            code = (code << 4) | digit;
        }

        return (char)code;
    }
}
