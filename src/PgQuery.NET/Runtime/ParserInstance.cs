using System.Text;
using PgQuery.Module;
using PgQuery.Text;

namespace PgQuery.Runtime;

/// <summary>One parser with its memory. Not thread-safe; after an exception it must not be used again.</summary>
internal sealed class ParserInstance
{
    private readonly PgModule _module = new();
    private readonly TreeReader _reader = new();

    /// <summary>How much memory the instance holds, in bytes.</summary>
    internal int MemorySize => _module.Memory.Length;

    /// <summary>Parses SQL.</summary>
    /// <param name="sql">Well-formed UTF-16 without NUL.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The tree, with kind <c>ParseResult</c> at its root, or the error.</returns>
    internal Outcome<PgNode> ParseTree(string sql, PositionMap map)
        => ParseRaw(sql, map, json => _reader.Read(_module.Memory, json, "ParseResult", map));

    /// <summary>Parses SQL.</summary>
    /// <param name="sql">Well-formed UTF-16 without NUL.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The JSON as libpg_query wrote it, or the error.</returns>
    internal Outcome<string> ParseJson(string sql, PositionMap map) => ParseRaw(sql, map, ReadString);

    /// <summary>Parses the bodies of PL/pgSQL functions.</summary>
    /// <param name="sql">Well-formed UTF-16 without NUL.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The tree, with kind <c>PlPgSqlResult</c> at its root, or the error.</returns>
    internal Outcome<PgNode> ParsePlPgSqlTree(string sql, PositionMap map)
        => Call(sql, map, _module.ParsePlPgSql, IsJson, json => _reader.Read(_module.Memory, json, "PLpgSQL_result", null));

    /// <summary>Parses the bodies of PL/pgSQL functions.</summary>
    /// <param name="sql">Well-formed UTF-16 without NUL.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The JSON as libpg_query wrote it, or the error.</returns>
    internal Outcome<string> ParsePlPgSqlJson(string sql, PositionMap map) => Call(sql, map, _module.ParsePlPgSql, IsJson, ReadString);

    /// <summary>Scans SQL.</summary>
    /// <param name="sql">Well-formed UTF-16 without NUL.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The tree, with kind <c>ScanResult</c> at its root, or the error.</returns>
    internal Outcome<PgNode> ScanTree(string sql, PositionMap map)
        => Call(sql, map, _module.Scan, IsJson, json => _reader.Read(_module.Memory, json, "ScanResult", null));

    /// <summary>Scans SQL.</summary>
    /// <param name="sql">Well-formed UTF-16 without NUL.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The JSON as libpg_query wrote it, or the error.</returns>
    internal Outcome<string> ScanJson(string sql, PositionMap map) => Call(sql, map, _module.Scan, IsJson, ReadString);

    /// <summary>Makes the fingerprint of SQL.</summary>
    /// <param name="sql">Well-formed UTF-16 without NUL, known to parse.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The fingerprint.</returns>
    internal Outcome<string> Fingerprint(string sql, PositionMap map) => Call(sql, map, _module.Fingerprint, _ => true, ReadString);

    /// <summary>Replaces the constants of SQL by parameters.</summary>
    /// <param name="sql">Well-formed UTF-16 without NUL, known to parse.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The text.</returns>
    internal Outcome<string> Normalize(string sql, PositionMap map) => Call(sql, map, _module.Normalize, _ => true, ReadString);

    private Outcome<T> ParseRaw<T>(string sql, PositionMap map, Func<int, T> read)
        where T : class
    {
        var input = Write(sql, map);
        var result = _module.ParseRaw(input);
        if (result == 0)
        {
            throw new OutOfMemoryException();
        }

        var error = ReadInt(result + 8);
        var outcome = error == 0
            ? new Outcome<T>(read(ReadInt(result)))
            : new Outcome<T>(ReadString(ReadInt(error)), ReadInt(error + 16));
        _module.FreeParseResult(result);
        _module.Free(input);
        return outcome;
    }

    private Outcome<T> Call<T>(string sql, PositionMap map, Func<int, int> function, Func<int, bool> isResult, Func<int, T> read)
        where T : class
    {
        var input = Write(sql, map);
        var result = function(input);
        if (result == 0)
        {
            throw new OutOfMemoryException();
        }

        var outcome = isResult(result) ? new Outcome<T>(read(result)) : new Outcome<T>(ReadString(result), 0);
        _module.FreeString(result);
        _module.Free(input);
        return outcome;
    }

    private int Write(string sql, PositionMap map)
    {
        var input = _module.Malloc(map.ByteCount + 1);
        if (input == 0)
        {
            throw new OutOfMemoryException();
        }

        // Only now: the memory may have grown into another array.
        var memory = _module.Memory;
        Encoding.UTF8.GetBytes(sql, 0, sql.Length, memory, input);
        memory[input + map.ByteCount] = 0;
        return input;
    }

    // libpg_query returns a bare string: everything that is no JSON object is an error message.
    private bool IsJson(int result) => _module.Memory[result] == '{';

    private int ReadInt(int address)
    {
        var memory = _module.Memory;
        return memory[address] | (memory[address + 1] << 8) | (memory[address + 2] << 16) | (memory[address + 3] << 24);
    }

    private string ReadString(int address)
    {
        if (address == 0)
        {
            return "";
        }

        var memory = _module.Memory;
        return Encoding.UTF8.GetString(memory, address, Array.IndexOf(memory, (byte)0, address) - address);
    }
}
