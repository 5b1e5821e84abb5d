using System.Reflection;
using System.Reflection.Emit;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Emit;

/// <summary>Numeric instructions that IL lacks, as methods of the emitted assembly; each is added when it is first used.</summary>
internal sealed class NumericMethods(AssemblyBuilder assembly, TypeEntry owner)
{
    private readonly Dictionary<string, MethodEntry> _methods = new(StringComparer.Ordinal);

    public MethodEntry Unary(Opcode opcode) => opcode switch
    {
        Opcode.I32Clz => Add("Clz32", IlType.Int32, IlType.Int32, il => CountLeadingZeros(il, 32)),
        Opcode.I64Clz => Add("Clz64", IlType.Int64, IlType.Int64, il => CountLeadingZeros(il, 64)),
        Opcode.I32Ctz => Add("Ctz32", IlType.Int32, IlType.Int32, il => CountTrailingZeros(il, 32)),
        Opcode.I64Ctz => Add("Ctz64", IlType.Int64, IlType.Int64, il => CountTrailingZeros(il, 64)),
        Opcode.I64ReinterpretF64 => Forward("BitConverter", "DoubleToInt64Bits", IlType.Int64, IlType.Double),
        Opcode.F64ReinterpretI64 => Forward("BitConverter", "Int64BitsToDouble", IlType.Double, IlType.Int64),
        Opcode.F64Abs => Forward("Math", "Abs", IlType.Double, IlType.Double),
        Opcode.F64Ceil => Forward("Math", "Ceiling", IlType.Double, IlType.Double),
        Opcode.F64Floor => Forward("Math", "Floor", IlType.Double, IlType.Double),
        Opcode.F64Trunc => Forward("Math", "Truncate", IlType.Double, IlType.Double),
        Opcode.F64Nearest => Forward("Math", "Round", IlType.Double, IlType.Double),
        Opcode.F64Sqrt => Forward("Math", "Sqrt", IlType.Double, IlType.Double),
        _ => throw new InvalidDataException($"Unsupported instruction {opcode}."),
    };

    public MethodEntry Binary(Opcode opcode) => opcode switch
    {
        Opcode.I32Rotl => Rotate("Rotl32", IlType.Int32, 32, OpCodes.Shl, OpCodes.Shr_Un),
        Opcode.I32Rotr => Rotate("Rotr32", IlType.Int32, 32, OpCodes.Shr_Un, OpCodes.Shl),
        Opcode.I64Rotl => Rotate("Rotl64", IlType.Int64, 64, OpCodes.Shl, OpCodes.Shr_Un),
        Opcode.I64Rotr => Rotate("Rotr64", IlType.Int64, 64, OpCodes.Shr_Un, OpCodes.Shl),
        Opcode.I32RemS => Add("RemS32", IlType.Int32, [IlType.Int32, IlType.Int32], il => Remainder(il, 32)),
        Opcode.I64RemS => Add("RemS64", IlType.Int64, [IlType.Int64, IlType.Int64], il => Remainder(il, 64)),
        Opcode.F64Min => Forward("Math", "Min", IlType.Double, IlType.Double, IlType.Double),
        Opcode.F64Max => Forward("Math", "Max", IlType.Double, IlType.Double, IlType.Double),
        _ => throw new InvalidDataException($"Unsupported instruction {opcode}."),
    };

    public MethodEntry Saturate(ExtendedOpcode opcode) => opcode switch
    {
        ExtendedOpcode.I32TruncSatF64S => Add(
            "SaturateInt32", IlType.Int32, IlType.Double, il => Clamp(il, -2147483649.0, 2147483648.0, int.MinValue, int.MaxValue, true, false)),
        ExtendedOpcode.I32TruncSatF64U => Add(
            "SaturateUInt32", IlType.Int32, IlType.Double, il => Clamp(il, -1.0, 4294967296.0, 0, -1, false, false)),
        ExtendedOpcode.I64TruncSatF64S => Add(
            "SaturateInt64", IlType.Int64, IlType.Double, il => Clamp(il, double.BitDecrement(-9223372036854775808.0), 9223372036854775808.0, long.MinValue, long.MaxValue, true, true)),
        ExtendedOpcode.I64TruncSatF64U => Add(
            "SaturateUInt64", IlType.Int64, IlType.Double, il => Clamp(il, -1.0, 18446744073709551616.0, 0, -1, false, true)),
        _ => throw new InvalidDataException($"Unsupported instruction {opcode}."),
    };

    private MethodEntry Add(string name, IlType result, IlType parameter, Action<IlBody> body) => Add(name, result, [parameter], body);

    private MethodEntry Add(string name, IlType result, IlType[] parameters, Action<IlBody> body)
    {
        if (!_methods.TryGetValue(name, out var method))
        {
            method = new MethodEntry
            {
                Name = name,
                Attributes = MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig,
                Parameters = parameters,
                Result = result,
                Body = body,
            };
            _methods.Add(name, method);
            owner.Methods.Add(method);
        }

        return method;
    }

    private MethodEntry Forward(string type, string name, IlType result, params IlType[] parameters) => Add(
        name,
        result,
        parameters,
        il =>
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                il.LoadArgument(i);
            }

            il.Call(assembly.Member(assembly.Reference("System", type), name, isStatic: true, result, parameters), OpCodes.Call);
            il.Emit(OpCodes.Ret);
        });

    /// <summary><c>(x shift (n &amp; mask)) | (x opposite (-n &amp; mask))</c>: the JIT knows it as a rotation.</summary>
    private MethodEntry Rotate(string name, IlType type, int width, OpCode shift, OpCode opposite) => Add(
        name,
        type,
        [type, type],
        il =>
        {
            il.LoadArgument(0);
            Distance(negate: false);
            il.Emit(shift);
            il.LoadArgument(0);
            Distance(negate: true);
            il.Emit(opposite);
            il.Emit(OpCodes.Or);
            il.Emit(OpCodes.Ret);

            void Distance(bool negate)
            {
                il.LoadArgument(1);
                il.Emit(OpCodes.Conv_I4);
                if (negate)
                {
                    il.Emit(OpCodes.Neg);
                }

                il.Constant(width - 1);
                il.Emit(OpCodes.And);
            }
        });

    /// <summary>Halves the range until one bit is left: no lookup table, and no API that netstandard2.0 lacks.</summary>
    private static void CountLeadingZeros(IlBody il, int width)
    {
        var zeros = il.NewLocal(IlType.Int32);
        il.Constant(width);
        il.StoreLocal(zeros);
        for (var step = width / 2; step >= 1; step /= 2)
        {
            var next = new IlLabel();
            il.LoadArgument(0);
            il.Constant(step);
            il.Emit(OpCodes.Shr_Un);
            il.Emit(OpCodes.Brfalse, next);
            il.LoadLocal(zeros);
            il.Constant(step);
            il.Emit(OpCodes.Sub);
            il.StoreLocal(zeros);
            il.LoadArgument(0);
            il.Constant(step);
            il.Emit(OpCodes.Shr_Un);
            il.StoreArgument(0);
            il.Mark(next);
        }

        // What is left of x is 0 or 1.
        il.LoadLocal(zeros);
        il.LoadArgument(0);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Sub);
        Widen(il, width);
        il.Emit(OpCodes.Ret);
    }

    private static void CountTrailingZeros(IlBody il, int width)
    {
        var zeros = il.NewLocal(IlType.Int32);
        var some = new IlLabel();
        il.LoadArgument(0);
        il.Emit(OpCodes.Brtrue, some);
        il.Constant(width);
        Widen(il, width);
        il.Emit(OpCodes.Ret);
        il.Mark(some);
        il.Constant(0);
        il.StoreLocal(zeros);
        for (var step = width / 2; step >= 1; step /= 2)
        {
            var next = new IlLabel();
            il.LoadArgument(0);
            il.Constant(width - step);
            il.Emit(OpCodes.Shl);
            il.Emit(OpCodes.Brtrue, next);
            il.LoadLocal(zeros);
            il.Constant(step);
            il.Emit(OpCodes.Add);
            il.StoreLocal(zeros);
            il.LoadArgument(0);
            il.Constant(step);
            il.Emit(OpCodes.Shr_Un);
            il.StoreArgument(0);
            il.Mark(next);
        }

        il.LoadLocal(zeros);
        Widen(il, width);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>IL throws for the smallest number divided by -1; WebAssembly says the remainder is 0.</summary>
    private static void Remainder(IlBody il, int width)
    {
        var divide = new IlLabel();
        il.LoadArgument(1);
        il.Constant(-1);
        Widen(il, width);
        il.Emit(OpCodes.Bne_Un, divide);
        il.Constant(0);
        Widen(il, width);
        il.Emit(OpCodes.Ret);
        il.Mark(divide);
        il.LoadArgument(0);
        il.LoadArgument(1);
        il.Emit(OpCodes.Rem);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>NaN is 0; what is at or beyond a bound is the smallest or largest integer.</summary>
    private static void Clamp(IlBody il, double below, double above, long smallest, long largest, bool signed, bool wide)
    {
        var number = new IlLabel();
        var notBelow = new IlLabel();
        var inside = new IlLabel();
        il.LoadArgument(0);
        il.LoadArgument(0);
        il.Emit(OpCodes.Beq, number);
        Result(0);
        il.Mark(number);
        il.LoadArgument(0);
        il.DoubleConstant(BitConverter.DoubleToInt64Bits(below));
        il.Emit(OpCodes.Bgt, notBelow);
        Result(smallest);
        il.Mark(notBelow);
        il.LoadArgument(0);
        il.DoubleConstant(BitConverter.DoubleToInt64Bits(above));
        il.Emit(OpCodes.Blt, inside);
        Result(largest);
        il.Mark(inside);
        il.LoadArgument(0);
        il.Emit(signed || !wide ? OpCodes.Conv_I8 : OpCodes.Conv_U8);
        if (!wide)
        {
            il.Emit(OpCodes.Conv_I4);
        }

        il.Emit(OpCodes.Ret);

        void Result(long value)
        {
            if (wide)
            {
                il.Constant(value);
            }
            else
            {
                il.Constant((int)value);
            }

            il.Emit(OpCodes.Ret);
        }
    }

    private static void Widen(IlBody il, int width)
    {
        if (width == 64)
        {
            il.Emit(OpCodes.Conv_I8);
        }
    }
}
