using System.Buffers.Binary;
using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Tests;

/// <summary>WebAssembly instructions, written one after another.</summary>
internal sealed class Code
{
    private readonly List<byte> _bytes = [];

    public IReadOnlyList<byte> Bytes => _bytes;

    public static byte[] Unsigned(uint value)
    {
        var bytes = new List<byte>();
        do
        {
            var b = (byte)(value & 0x7f);
            value >>= 7;
            bytes.Add(value == 0 ? b : (byte)(b | 0x80));
        }
        while (value != 0);
        return [.. bytes];
    }

    public static byte[] Signed(long value)
    {
        var bytes = new List<byte>();
        while (true)
        {
            var b = (byte)(value & 0x7f);
            value >>= 7;
            if ((value == 0 && (b & 0x40) == 0) || (value == -1 && (b & 0x40) != 0))
            {
                bytes.Add(b);
                return [.. bytes];
            }

            bytes.Add((byte)(b | 0x80));
        }
    }

    public Code Op(Opcode opcode)
    {
        _bytes.Add((byte)opcode);
        return this;
    }

    /// <summary>An instruction with one number: a local, a label, a function.</summary>
    public Code Op(Opcode opcode, uint number)
    {
        _bytes.Add((byte)opcode);
        _bytes.AddRange(Unsigned(number));
        return this;
    }

    public Code Get(uint local) => Op(Opcode.LocalGet, local);

    public Code Set(uint local) => Op(Opcode.LocalSet, local);

    public Code Tee(uint local) => Op(Opcode.LocalTee, local);

    public Code I32(int value)
    {
        _bytes.Add((byte)Opcode.I32Const);
        _bytes.AddRange(Signed(value));
        return this;
    }

    public Code I64(long value)
    {
        _bytes.Add((byte)Opcode.I64Const);
        _bytes.AddRange(Signed(value));
        return this;
    }

    public Code F64(double value)
    {
        _bytes.Add((byte)Opcode.F64Const);
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>A load or store.</summary>
    public Code Memory(Opcode opcode, uint offset)
    {
        _bytes.Add((byte)opcode);
        _bytes.Add(0);
        _bytes.AddRange(Unsigned(offset));
        return this;
    }

    public Code Block(Opcode kind, ValueType? type = null)
    {
        _bytes.Add((byte)kind);
        _bytes.Add(type is { } t ? (byte)t : (byte)0x40);
        return this;
    }

    public Code End() => Op(Opcode.End);

    public Code Table(uint otherwise, params uint[] targets)
    {
        Op(Opcode.BrTable, (uint)targets.Length);
        foreach (var target in targets)
        {
            _bytes.AddRange(Unsigned(target));
        }

        _bytes.AddRange(Unsigned(otherwise));
        return this;
    }

    public Code CallIndirect(uint type)
    {
        Op(Opcode.CallIndirect, type);
        _bytes.Add(0);
        return this;
    }

    public Code Extended(ExtendedOpcode opcode, int zeros = 0)
    {
        Op(Opcode.Extended, (uint)opcode);
        _bytes.AddRange(new byte[zeros]);
        return this;
    }

    /// <summary>memory.size</summary>
    public Code Size()
    {
        _bytes.AddRange([(byte)Opcode.MemorySize, 0]);
        return this;
    }

    public Code Append(Code other)
    {
        _bytes.AddRange(other._bytes);
        return this;
    }
}
