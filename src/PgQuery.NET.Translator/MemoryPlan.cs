using System.Buffers.Binary;
using PgQuery.Translator.Ir;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator;

/// <summary>The layout of linear memory, with a smaller stack than the module was linked with.</summary>
/// <remarks>
/// Emscripten lays out static data, then the stack, which grows down, then the heap. The stack top is known in three places:
/// the initial stack pointer, the word in static data from which sbrk starts, and the start code that records the bounds.
/// </remarks>
internal sealed class MemoryPlan
{
    /// <summary>The stack the npm package is linked with: <c>-sSTACK_SIZE=33554432</c>.</summary>
    private const int LinkedStackSize = 32 * 1024 * 1024;

    /// <summary>Enough for 2,000 nested parentheses.</summary>
    private const int StackSize = 1024 * 1024;

    /// <summary>Functions that call nothing may use so much below the stack pointer without moving it (LLVM's red zone: 128).</summary>
    private const int RedZone = 256;

    private readonly int _linkedTop;

    private MemoryPlan(int linkedTop, int stackLow, int dataStart, byte[] data)
    {
        _linkedTop = linkedTop;
        StackTop = stackLow + StackSize;
        StackLimit = stackLow + RedZone;
        DataStart = dataStart;
        Data = data;
    }

    /// <summary>Bytes an instance starts with: 3 MiB.</summary>
    public int InitialSize { get; } = 3 * 1024 * 1024;

    /// <summary>Bytes an instance may grow to: 64 MiB.</summary>
    public int MaximumSize { get; } = 64 * 1024 * 1024;

    public int StackTop { get; }

    public int StackLimit { get; }

    public int DataStart { get; }

    /// <summary>All segments, merged.</summary>
    public byte[] Data { get; }

    public static MemoryPlan For(WasmModule module, int stackPointer)
    {
        var linkedTop = checked((int)module.Globals[stackPointer].Initial);
        var stackLow = linkedTop - LinkedStackSize;
        var dataStart = module.Data.Min(segment => segment.Address);
        var dataEnd = module.Data.Max(segment => segment.Address + segment.Bytes.Length);
        if (stackLow < dataEnd || stackLow > dataEnd + (64 * 1024))
        {
            throw new InvalidDataException("The module was not linked with a 32 MiB stack above its static data.");
        }

        var data = new byte[dataEnd - dataStart];
        foreach (var segment in module.Data)
        {
            segment.Bytes.Span.CopyTo(data.AsSpan(segment.Address - dataStart));
        }

        var plan = new MemoryPlan(linkedTop, stackLow, dataStart, data);
        plan.MoveHeapStart();
        return plan;
    }

    /// <summary>What the start code knows of the stack, moved; every other constant is left alone.</summary>
    public Const Move(Const constant) => constant.Type == Wasm.ValueType.I32 && constant.Bits == _linkedTop ? Const.I32(StackTop) : constant;

    private void MoveHeapStart()
    {
        var word = -1;
        for (var i = (4 - (DataStart & 3)) & 3; i + 4 <= Data.Length; i += 4)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(Data.AsSpan(i)) == _linkedTop)
            {
                word = word < 0 ? i : throw new InvalidDataException("The start of the heap occurs twice in static data.");
            }
        }

        if (word < 0)
        {
            throw new InvalidDataException("Static data does not have the start of the heap.");
        }

        BinaryPrimitives.WriteInt32LittleEndian(Data.AsSpan(word), StackTop);
    }
}
