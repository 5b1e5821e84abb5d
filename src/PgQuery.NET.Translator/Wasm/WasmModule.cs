namespace PgQuery.Translator.Wasm;

/// <summary>What the translator needs of a WebAssembly module, decoded. Function indexes count imports first.</summary>
internal sealed class WasmModule
{
    public required IReadOnlyList<FunctionType> Types { get; init; }

    public required IReadOnlyList<WasmImport> Imports { get; init; }

    public required IReadOnlyList<WasmFunction> Functions { get; init; }

    public required IReadOnlyList<WasmGlobal> Globals { get; init; }

    public required IReadOnlyDictionary<string, WasmExport> Exports { get; init; }

    /// <summary>Function index by table slot, -1 where the slot is empty.</summary>
    public required int[] Table { get; init; }

    public required IReadOnlyList<WasmSegment> Data { get; init; }

    public FunctionType TypeOf(int function) => function < Imports.Count
        ? Imports[function].Type
        : Functions[function - Imports.Count].Type;
}

internal sealed record WasmImport(string Module, string Name, FunctionType Type);

internal sealed record WasmGlobal(ValueType Type, bool Mutable, long Initial);

internal enum ExportKind : byte
{
    Function,
    Table,
    Memory,
    Global,
}

internal sealed record WasmExport(ExportKind Kind, int Index);

/// <summary>An active data segment: bytes and the address they are copied to.</summary>
internal sealed record WasmSegment(int Address, ReadOnlyMemory<byte> Bytes);

/// <summary>A function body, not decoded yet. <paramref name="Locals"/> excludes the parameters.</summary>
internal sealed record WasmFunction(int Index, FunctionType Type, ValueType[] Locals, ReadOnlyMemory<byte> Code);
