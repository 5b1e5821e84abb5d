using System.Buffers.Binary;

namespace PgQuery.Translator.Wasm;

/// <summary>Reads the sections of a WebAssembly 1.0 module (plus bulk memory and sign extension in function bodies).</summary>
/// <remarks>Whatever the translator could not carry over faithfully is an error here, never skipped.</remarks>
internal sealed class WasmDecoder
{
    private readonly List<FunctionType> _types = [];
    private readonly List<WasmImport> _imports = [];
    private readonly List<int> _functionTypes = [];
    private readonly List<WasmFunction> _functions = [];
    private readonly List<WasmGlobal> _globals = [];
    private readonly Dictionary<string, WasmExport> _exports = new(StringComparer.Ordinal);
    private readonly List<WasmSegment> _data = [];
    private int[] _table = [];

    public static WasmModule Decode(byte[] file)
    {
        if (file.Length < 8 || BinaryPrimitives.ReadInt32LittleEndian(file) != 0x6d736100 || BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)) != 1)
        {
            throw new InvalidDataException("Not a WebAssembly version 1 module.");
        }

        var decoder = new WasmDecoder();
        var reader = new WasmReader(file.AsMemory(8));
        while (!reader.AtEnd)
        {
            var id = reader.Byte();
            decoder.Section(id, reader.Bytes(reader.Count()));
        }

        return new WasmModule
        {
            Types = decoder._types,
            Imports = decoder._imports,
            Functions = decoder._functions,
            Globals = decoder._globals,
            Exports = decoder._exports,
            Table = decoder._table,
            Data = decoder._data,
        };
    }

    private void Section(byte id, ReadOnlyMemory<byte> content)
    {
        var reader = new WasmReader(content);
        switch (id)
        {
            case 0: // custom: names, producers
            case 5: // memory: its size is the translator's own choice
            case 12: // number of data segments, repeated in section 11
                return;
            case 1:
                Repeat(ref reader, Type);
                break;
            case 2:
                Repeat(ref reader, Import);
                break;
            case 3:
                Repeat(ref reader, (ref WasmReader r) => _functionTypes.Add(r.Count()));
                break;
            case 4:
                Repeat(ref reader, Table);
                break;
            case 6:
                Repeat(ref reader, Global);
                break;
            case 7:
                Repeat(ref reader, Export);
                break;
            case 9:
                Repeat(ref reader, Element);
                break;
            case 10:
                Repeat(ref reader, Function);
                break;
            case 11:
                Repeat(ref reader, Segment);
                break;
            default:
                throw new InvalidDataException($"Unsupported WebAssembly section {id}.");
        }

        if (!reader.AtEnd)
        {
            throw new InvalidDataException($"WebAssembly section {id} has bytes left over.");
        }
    }

    private delegate void ItemReader(ref WasmReader reader);

    private static void Repeat(ref WasmReader reader, ItemReader item)
    {
        for (var count = reader.Count(); count > 0; count--)
        {
            item(ref reader);
        }
    }

    private void Type(ref WasmReader reader)
    {
        if (reader.Byte() != 0x60)
        {
            throw new InvalidDataException("Only function types are supported.");
        }

        var parameters = Types(ref reader);
        var results = Types(ref reader);
        if (results.Length > 1)
        {
            throw new InvalidDataException("Functions with several results are not supported.");
        }

        _types.Add(new FunctionType(parameters, results.Length == 0 ? null : results[0]));
    }

    private static ValueType[] Types(ref WasmReader reader)
    {
        var types = new ValueType[reader.Count()];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = reader.Type();
        }

        return types;
    }

    private void Import(ref WasmReader reader)
    {
        var module = reader.Name();
        var name = reader.Name();
        if (reader.Byte() != 0)
        {
            throw new InvalidDataException($"Import {module}.{name} is no function.");
        }

        _imports.Add(new WasmImport(module, name, _types[reader.Count()]));
    }

    private void Table(ref WasmReader reader)
    {
        if (_table.Length != 0 || reader.Byte() != 0x70)
        {
            throw new InvalidDataException("Only one table of functions is supported.");
        }

        var limited = reader.Byte() != 0;
        _table = new int[reader.Count()];
        Array.Fill(_table, -1);
        if (limited)
        {
            reader.Count();
        }
    }

    private void Global(ref WasmReader reader)
    {
        var type = reader.Type();
        var mutable = reader.Byte() != 0;
        _globals.Add(new WasmGlobal(type, mutable, Constant(ref reader)));
    }

    private void Export(ref WasmReader reader)
    {
        var name = reader.Name();
        var kind = (ExportKind)reader.Byte();
        _exports.Add(name, new WasmExport(kind, reader.Count()));
    }

    private void Element(ref WasmReader reader)
    {
        if (reader.Count() != 0)
        {
            throw new InvalidDataException("Only active element segments of table 0 are supported.");
        }

        var slot = checked((int)Constant(ref reader));
        for (var count = reader.Count(); count > 0; count--)
        {
            _table[slot++] = reader.Count();
        }
    }

    private void Function(ref WasmReader reader)
    {
        var body = new WasmReader(reader.Bytes(reader.Count()));
        var locals = new List<ValueType>();
        for (var groups = body.Count(); groups > 0; groups--)
        {
            var count = body.Count();
            locals.AddRange(Enumerable.Repeat(body.Type(), count));
        }

        var type = _types[_functionTypes[_functions.Count]];
        _functions.Add(new WasmFunction(_imports.Count + _functions.Count, type, [.. locals], Rest(ref body)));
    }

    private static ReadOnlyMemory<byte> Rest(ref WasmReader reader)
    {
        var copy = reader;
        var length = 0;
        while (!copy.AtEnd)
        {
            copy.Byte();
            length++;
        }

        return reader.Bytes(length);
    }

    private void Segment(ref WasmReader reader)
    {
        if (reader.Count() != 0)
        {
            throw new InvalidDataException("Only active data segments are supported.");
        }

        var address = checked((int)Constant(ref reader));
        _data.Add(new WasmSegment(address, reader.Bytes(reader.Count())));
    }

    private static long Constant(ref WasmReader reader)
    {
        var value = reader.Byte() switch
        {
            (byte)Opcode.I32Const or (byte)Opcode.I64Const => reader.Signed(),
            var other => throw new InvalidDataException($"Unsupported constant expression 0x{other:x2}."),
        };

        return reader.Byte() == (byte)Opcode.End ? value : throw new InvalidDataException("Unsupported constant expression.");
    }
}
