using System.Buffers.Binary;
using System.Text;
using PgQuery.Module;

namespace PgQuery.Tests.Module;

/// <summary>Strings in and out of one <see cref="PgModule"/>, with nothing of the library in between.</summary>
internal sealed class ModuleSession
{
    public PgModule Module { get; } = new();

    /// <summary>The JSON, or <c>error: message @ cursor</c>.</summary>
    public string Parse(string sql)
    {
        var pointer = Write(sql);
        var result = Module.ParseRaw(pointer);
        var error = Word(result + 8);
        var text = error == 0 ? Read(Word(result)) : $"error: {Read(Word(error))} @ {Word(error + 16)}";
        Module.FreeParseResult(result);
        Module.Free(pointer);
        return text;
    }

    public string Scan(string sql) => Call(sql, Module.Scan);

    public string Normalize(string sql) => Call(sql, Module.Normalize);

    public string Fingerprint(string sql) => Call(sql, Module.Fingerprint);

    public string ParsePlPgSql(string sql) => Call(sql, Module.ParsePlPgSql);

    public int Write(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var pointer = Module.Malloc(bytes.Length + 1);
        bytes.CopyTo(Module.Memory, pointer);
        Module.Memory[pointer + bytes.Length] = 0;
        return pointer;
    }

    public string Read(int pointer)
    {
        var length = Module.Memory.AsSpan(pointer).IndexOf((byte)0);
        return Encoding.UTF8.GetString(Module.Memory, pointer, length);
    }

    public int Word(int address) => BinaryPrimitives.ReadInt32LittleEndian(Module.Memory.AsSpan(address));

    private string Call(string sql, Func<int, int> export)
    {
        var pointer = Write(sql);
        var result = export(pointer);
        var text = Read(result);
        Module.FreeString(result);
        Module.Free(pointer);
        return text;
    }
}
