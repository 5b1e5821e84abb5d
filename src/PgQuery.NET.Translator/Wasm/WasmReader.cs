using System.Buffers.Binary;
using System.Text;

namespace PgQuery.Translator.Wasm;

/// <summary>A cursor over the WebAssembly binary format: LEB128 numbers, names, fixed-width floats.</summary>
internal struct WasmReader(ReadOnlyMemory<byte> bytes)
{
    private readonly ReadOnlyMemory<byte> _bytes = bytes;
    private int _position = 0;

    public readonly bool AtEnd => _position == _bytes.Length;

    public readonly int Position => _position;

    public byte Byte()
    {
        if (AtEnd)
        {
            throw new InvalidDataException("The WebAssembly file ends in the middle of an item.");
        }

        return _bytes.Span[_position++];
    }

    public ReadOnlyMemory<byte> Bytes(int count)
    {
        if (count < 0 || count > _bytes.Length - _position)
        {
            throw new InvalidDataException("The WebAssembly file ends in the middle of an item.");
        }

        var slice = _bytes.Slice(_position, count);
        _position += count;
        return slice;
    }

    public uint Unsigned()
    {
        var result = 0u;
        for (var shift = 0; ; shift += 7)
        {
            var b = Byte();
            result |= (uint)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return result;
            }
        }
    }

    public int Count() => checked((int)Unsigned());

    public long Signed()
    {
        var result = 0L;
        for (var shift = 0; ;)
        {
            var b = Byte();
            result |= (long)(b & 0x7f) << shift;
            shift += 7;
            if (b < 0x80)
            {
                return shift < 64 && (b & 0x40) != 0 ? result | (-1L << shift) : result;
            }
        }
    }

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Bytes(4).Span);

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Bytes(8).Span);

    public string Name() => Encoding.UTF8.GetString(Bytes(Count()).Span);

    public ValueType Type()
    {
        var type = (ValueType)Byte();
        return Enum.IsDefined(type) ? type : throw new InvalidDataException($"Unsupported value type 0x{(byte)type:x2}.");
    }
}
