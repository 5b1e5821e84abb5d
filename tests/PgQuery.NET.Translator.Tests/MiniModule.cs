using System.Buffers.Binary;
using System.Reflection;
using System.Text;
using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Tests;

/// <summary>
/// A WebAssembly module laid out as Emscripten lays out libpg_query, with the code of a test in it: translated, loaded, and
/// called through <c>ParseRaw</c>, which is function <see cref="Main"/>.
/// </summary>
internal sealed class MiniModule
{
    /// <summary>Types of functions by number, for calls through the table.</summary>
    public const uint IntToInt = 0;
    public const uint IntToNothing = 1;
    public const uint Nothing = 2;
    public const uint TwoIntsToNothing = 3;
    public const uint TwoIntsToInt = 4;

    /// <summary>Imports: functions 0 to 2.</summary>
    public const uint ResizeHeap = 0;
    public const uint ThrowLongJump = 1;
    public const uint Invoke = 2;

    public const uint Main = 3;

    /// <summary>A second function of the test, of type (i32) -> i32; it is slot 1 of the table.</summary>
    public const uint Helper = 4;

    /// <summary>Where setThrew puts its first argument.</summary>
    public const int ThrewAddress = 1_028;

    /// <summary>Addresses that a test may use.</summary>
    public const int Free = 8_192;

    private const int StackLow = 4_096;
    private const int LinkedTop = StackLow + (32 * 1024 * 1024);

    private readonly object _module;

    public MiniModule(Code main, ValueType[]? locals = null, Code? helper = null)
    {
        var bytes = ModuleTranslation.Translate(Binary(main, locals ?? [], helper ?? new Code().Get(0)), Glue, new Version(1, 0, 0, 0));
        _module = Activator.CreateInstance(Assembly.Load(bytes).GetType("PgQuery.Module.PgModule")!)!;
    }

    public byte[] Memory => (byte[])_module.GetType().GetProperty("Memory")!.GetValue(_module)!;

    /// <summary>Whether <see cref="Main"/> was split.</summary>
    public bool HasRegions => _module.GetType().Assembly.GetType($"PgQuery.Module.Regions{Main}") is not null;

    public int Run(int argument = 0)
    {
        try
        {
            return (int)_module.GetType().GetMethod("ParseRaw")!.Invoke(_module, [argument])!;
        }
        catch (TargetInvocationException e) when (e.InnerException!.GetType().Name == "PgTrapException")
        {
            throw new TrapException(e.InnerException.Message);
        }
    }

    public long Int64(int address) => BinaryPrimitives.ReadInt64LittleEndian(Memory.AsSpan(address));

    public void Put(int address, long value) => BinaryPrimitives.WriteInt64LittleEndian(Memory.AsSpan(address), value);

    private static string Glue => """
        var wasmImports={q:_emscripten_resize_heap,p:__emscripten_throw_longjmp,i:invoke_ii};
        function initRuntime(){wasmExports["A"]()}
        function assign(){_setThrew=wasmExports["P"];__emscripten_stack_restore=wasmExports["Q"];
        _malloc=Module["_malloc"]=wasmExports["I"];_free=Module["_free"]=wasmExports["V"];
        _wasm_parse_query_raw=Module["_wasm_parse_query_raw"]=wasmExports["M"];_wasm_free_parse_result=Module["x"]=wasmExports["V"];
        _wasm_parse_plpgsql=wasmExports["I"];_wasm_fingerprint=wasmExports["I"];_wasm_normalize_query=wasmExports["I"];_wasm_scan=wasmExports["I"];
        _wasm_parse_query_detailed=wasmExports["I"];_wasm_free_detailed_result=wasmExports["V"];_wasm_free_string=wasmExports["V"]}
        """;

    private static byte[] Binary(Code main, ValueType[] locals, Code helper)
    {
        var file = new List<byte>([0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0]);
        byte[] i32 = [(byte)ValueType.I32];
        Section(1, [Type([ValueType.I32], i32), Type([ValueType.I32], []), Type([], []), Type([ValueType.I32, ValueType.I32], []), Type([ValueType.I32, ValueType.I32], i32)]);
        Section(2, [Import("q", IntToInt), Import("p", Nothing), Import("i", TwoIntsToInt)]);
        Section(3, [[(byte)IntToInt], [(byte)IntToInt], [(byte)Nothing], [(byte)IntToNothing], [(byte)TwoIntsToNothing], [(byte)IntToNothing]]);
        Section(4, [[0x70, 1, 3, 3]]);
        Section(6, [[(byte)ValueType.I32, 1, (byte)Opcode.I32Const, .. Code.Signed(LinkedTop), (byte)Opcode.End]]);
        Section(7, [Export("M", Main), Export("I", Helper), Export("A", 5), Export("Q", 6), Export("P", 7), Export("V", 8)]);
        Section(9, [[0, (byte)Opcode.I32Const, 1, (byte)Opcode.End, 2, (byte)Helper, 8]]);
        Section(10, [
            Body(main, locals),
            Body(helper, []),
            Body(new Code(), []),
            Body(new Code().Get(0).Op(Opcode.GlobalSet, 0), []),
            Body(new Code().I32(ThrewAddress).Get(0).Memory(Opcode.I32Store, 0), []),
            Body(new Code(), []),
        ]);
        Section(11, [[0, (byte)Opcode.I32Const, .. Code.Signed(1_024), (byte)Opcode.End, 4, .. BitConverter.GetBytes(LinkedTop)]]);
        return [.. file];

        void Section(byte id, byte[][] items)
        {
            byte[] content = [.. Code.Unsigned((uint)items.Length), .. items.SelectMany(item => item)];
            file.Add(id);
            file.AddRange(Code.Unsigned((uint)content.Length));
            file.AddRange(content);
        }
    }

    private static byte[] Type(ValueType[] parameters, byte[] results) =>
        [0x60, (byte)parameters.Length, .. parameters.Select(parameter => (byte)parameter), (byte)results.Length, .. results];

    private static byte[] Import(string name, uint type) => [1, (byte)'a', 1, (byte)name[0], 0, (byte)type];

    private static byte[] Export(string name, uint function) => [(byte)name.Length, .. Encoding.UTF8.GetBytes(name), 0, .. Code.Unsigned(function)];

    private static byte[] Body(Code code, ValueType[] locals)
    {
        byte[] body = [.. Code.Unsigned((uint)locals.Length), .. locals.SelectMany(local => new byte[] { 1, (byte)local }), .. code.Bytes, (byte)Opcode.End];
        return [.. Code.Unsigned((uint)body.Length), .. body];
    }
}

internal sealed class TrapException(string message) : Exception(message);
