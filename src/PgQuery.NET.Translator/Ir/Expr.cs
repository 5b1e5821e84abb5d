using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Ir;

/// <summary>A value. Operands are evaluated left to right, exactly once.</summary>
internal abstract class Expr(ValueType type)
{
    public ValueType Type { get; } = type;
}

internal sealed class Const(ValueType type, long bits) : Expr(type)
{
    /// <summary>The value; for floating point the IEEE bits.</summary>
    public long Bits { get; } = bits;

    public static Const I32(int value) => new(ValueType.I32, value);
}

internal sealed class LocalGet(ValueType type, int local) : Expr(type)
{
    public int Local { get; } = local;
}

/// <summary>Assigns a local and is its value.</summary>
internal sealed class LocalTee(int local, Expr value) : Expr(value.Type)
{
    public int Local { get; } = local;

    public Expr Value { get; } = value;
}

internal sealed class GlobalGet(ValueType type, int global) : Expr(type)
{
    public int Global { get; } = global;
}

internal sealed class Load(Opcode opcode, uint offset, Expr address) : Expr(OpcodeShape.ResultOf(opcode))
{
    public Opcode Opcode { get; } = opcode;

    public uint Offset { get; } = offset;

    public Expr Address { get; } = address;
}

internal sealed class Unary(Opcode opcode, Expr operand) : Expr(OpcodeShape.ResultOf(opcode))
{
    public Opcode Opcode { get; } = opcode;

    public Expr Operand { get; } = operand;
}

/// <summary>A conversion of floating point to integer that clamps instead of trapping.</summary>
internal sealed class Saturate(ExtendedOpcode opcode, Expr operand)
    : Expr(opcode >= ExtendedOpcode.I64TruncSatF32S ? ValueType.I64 : ValueType.I32)
{
    public ExtendedOpcode Opcode { get; } = opcode;

    public Expr Operand { get; } = operand;
}

internal sealed class Binary(Opcode opcode, Expr left, Expr right) : Expr(OpcodeShape.ResultOf(opcode))
{
    public Opcode Opcode { get; } = opcode;

    public Expr Left { get; } = left;

    public Expr Right { get; } = right;
}

/// <summary>A call by function index, imports included. Without a result it appears in <see cref="Evaluate"/> only.</summary>
internal sealed class Call(int function, FunctionType signature, Expr[] arguments) : Expr(signature.Result ?? ValueType.I32)
{
    public int Function { get; } = function;

    public FunctionType Signature { get; } = signature;

    public Expr[] Arguments { get; } = arguments;
}

/// <summary>A call through the function table.</summary>
internal sealed class CallIndirect(FunctionType signature, Expr[] arguments, Expr slot) : Expr(signature.Result ?? ValueType.I32)
{
    public FunctionType Signature { get; } = signature;

    public Expr[] Arguments { get; } = arguments;

    public Expr Slot { get; } = slot;
}

/// <summary>The size of the memory in pages of 64 KiB.</summary>
internal sealed class MemorySize() : Expr(ValueType.I32);
