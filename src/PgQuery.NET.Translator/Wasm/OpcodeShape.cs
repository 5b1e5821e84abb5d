namespace PgQuery.Translator.Wasm;

/// <summary>Facts about groups of instructions.</summary>
internal static class OpcodeShape
{
    public static bool IsLoad(Opcode opcode) => opcode is >= Opcode.I32Load and <= Opcode.I64Load32U;

    public static bool IsStore(Opcode opcode) => opcode is >= Opcode.I32Store and <= Opcode.I64Store32;

    public static bool IsUnary(Opcode opcode) => opcode is Opcode.I32Eqz or Opcode.I64Eqz
        or (>= Opcode.I32Clz and <= Opcode.I32Popcnt)
        or (>= Opcode.I64Clz and <= Opcode.I64Popcnt)
        or (>= Opcode.F32Abs and <= Opcode.F32Sqrt)
        or (>= Opcode.F64Abs and <= Opcode.F64Sqrt)
        or (>= Opcode.I32WrapI64 and <= Opcode.I64Extend32S);

    public static bool IsBinary(Opcode opcode) => opcode is >= Opcode.I32Eqz and <= Opcode.F64Copysign && !IsUnary(opcode);

    /// <summary>The number of bytes a load or store touches.</summary>
    public static int WidthOf(Opcode opcode) => opcode switch
    {
        Opcode.I32Load8S or Opcode.I32Load8U or Opcode.I64Load8S or Opcode.I64Load8U or Opcode.I32Store8 or Opcode.I64Store8 => 1,
        Opcode.I32Load16S or Opcode.I32Load16U or Opcode.I64Load16S or Opcode.I64Load16U or Opcode.I32Store16 or Opcode.I64Store16 => 2,
        Opcode.I32Load or Opcode.F32Load or Opcode.I64Load32S or Opcode.I64Load32U or Opcode.I32Store or Opcode.F32Store or Opcode.I64Store32 => 4,
        Opcode.I64Load or Opcode.F64Load or Opcode.I64Store or Opcode.F64Store => 8,
        _ => throw new InvalidDataException($"{opcode} does not touch memory."),
    };

    public static ValueType ResultOf(Opcode opcode) => opcode switch
    {
        Opcode.I32Load or (>= Opcode.I32Load8S and <= Opcode.I32Load16U) => ValueType.I32,
        Opcode.I64Load or (>= Opcode.I64Load8S and <= Opcode.I64Load32U) => ValueType.I64,
        Opcode.F32Load => ValueType.F32,
        Opcode.F64Load => ValueType.F64,
        >= Opcode.I32Eqz and <= Opcode.I32Rotr => ValueType.I32,
        >= Opcode.I64Clz and <= Opcode.I64Rotr => ValueType.I64,
        >= Opcode.F32Abs and <= Opcode.F32Copysign => ValueType.F32,
        >= Opcode.F64Abs and <= Opcode.F64Copysign => ValueType.F64,
        >= Opcode.I32WrapI64 and <= Opcode.I32TruncF64U => ValueType.I32,
        >= Opcode.I64ExtendI32S and <= Opcode.I64TruncF64U => ValueType.I64,
        >= Opcode.F32ConvertI32S and <= Opcode.F32DemoteF64 => ValueType.F32,
        >= Opcode.F64ConvertI32S and <= Opcode.F64PromoteF32 => ValueType.F64,
        Opcode.I32ReinterpretF32 => ValueType.I32,
        Opcode.I64ReinterpretF64 => ValueType.I64,
        Opcode.F32ReinterpretI32 => ValueType.F32,
        Opcode.F64ReinterpretI64 => ValueType.F64,
        Opcode.I32Extend8S or Opcode.I32Extend16S => ValueType.I32,
        >= Opcode.I64Extend8S and <= Opcode.I64Extend32S => ValueType.I64,
        _ => throw new InvalidDataException($"{opcode} has no result."),
    };
}
