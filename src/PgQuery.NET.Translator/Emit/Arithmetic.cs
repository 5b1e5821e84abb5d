using System.Reflection.Emit;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Emit;

/// <summary>Numeric instructions: most are one or two of IL's own, the rest are calls to <see cref="NumericMethods"/>.</summary>
internal static class Arithmetic
{
    /// <summary>A branch that compares by itself, or null when the opcode is no comparison.</summary>
    /// <remarks>The unordered forms (.un on floating point) make the negations right for NaN.</remarks>
    public static OpCode? BranchFor(Opcode opcode, bool when) => opcode switch
    {
        Opcode.I32Eq or Opcode.I64Eq or Opcode.F32Eq or Opcode.F64Eq => when ? OpCodes.Beq : OpCodes.Bne_Un,
        Opcode.I32Ne or Opcode.I64Ne or Opcode.F32Ne or Opcode.F64Ne => when ? OpCodes.Bne_Un : OpCodes.Beq,
        Opcode.I32LtS or Opcode.I64LtS => when ? OpCodes.Blt : OpCodes.Bge,
        Opcode.I32LtU or Opcode.I64LtU => when ? OpCodes.Blt_Un : OpCodes.Bge_Un,
        Opcode.I32GtS or Opcode.I64GtS => when ? OpCodes.Bgt : OpCodes.Ble,
        Opcode.I32GtU or Opcode.I64GtU => when ? OpCodes.Bgt_Un : OpCodes.Ble_Un,
        Opcode.I32LeS or Opcode.I64LeS => when ? OpCodes.Ble : OpCodes.Bgt,
        Opcode.I32LeU or Opcode.I64LeU => when ? OpCodes.Ble_Un : OpCodes.Bgt_Un,
        Opcode.I32GeS or Opcode.I64GeS => when ? OpCodes.Bge : OpCodes.Blt,
        Opcode.I32GeU or Opcode.I64GeU => when ? OpCodes.Bge_Un : OpCodes.Blt_Un,
        Opcode.F32Lt or Opcode.F64Lt => when ? OpCodes.Blt : OpCodes.Bge_Un,
        Opcode.F32Gt or Opcode.F64Gt => when ? OpCodes.Bgt : OpCodes.Ble_Un,
        Opcode.F32Le or Opcode.F64Le => when ? OpCodes.Ble : OpCodes.Bgt_Un,
        Opcode.F32Ge or Opcode.F64Ge => when ? OpCodes.Bge : OpCodes.Blt_Un,
        _ => null,
    };

    public static void Emit(Opcode unary, IlBody il, NumericMethods numeric)
    {
        switch (unary)
        {
            case Opcode.I32Eqz:
                il.Constant(0);
                il.Emit(OpCodes.Ceq);
                break;
            case Opcode.I64Eqz:
                il.Constant(0L);
                il.Emit(OpCodes.Ceq);
                break;
            case Opcode.I32WrapI64:
                il.Emit(OpCodes.Conv_I4);
                break;
            case Opcode.I64ExtendI32S:
                il.Emit(OpCodes.Conv_I8);
                break;
            case Opcode.I64ExtendI32U:
                il.Emit(OpCodes.Conv_U8);
                break;
            case Opcode.I32Extend8S:
                il.Emit(OpCodes.Conv_I1);
                break;
            case Opcode.I32Extend16S:
                il.Emit(OpCodes.Conv_I2);
                break;
            case Opcode.I64Extend8S:
                il.Emit(OpCodes.Conv_I1);
                il.Emit(OpCodes.Conv_I8);
                break;
            case Opcode.I64Extend16S:
                il.Emit(OpCodes.Conv_I2);
                il.Emit(OpCodes.Conv_I8);
                break;
            case Opcode.I64Extend32S:
                il.Emit(OpCodes.Conv_I4);
                il.Emit(OpCodes.Conv_I8);
                break;
            case Opcode.F32Neg or Opcode.F64Neg:
                il.Emit(OpCodes.Neg);
                break;
            case Opcode.F64ConvertI32S or Opcode.F64ConvertI64S or Opcode.F64PromoteF32:
                il.Emit(OpCodes.Conv_R8);
                break;
            case Opcode.F64ConvertI32U or Opcode.F64ConvertI64U:
                il.Emit(OpCodes.Conv_R_Un);
                il.Emit(OpCodes.Conv_R8);
                break;
            case Opcode.F32ConvertI32S or Opcode.F32ConvertI64S or Opcode.F32DemoteF64:
                il.Emit(OpCodes.Conv_R4);
                break;
            case Opcode.I32TruncF32S or Opcode.I32TruncF64S:
                il.Emit(OpCodes.Conv_Ovf_I4);
                break;
            case Opcode.I32TruncF32U or Opcode.I32TruncF64U:
                il.Emit(OpCodes.Conv_Ovf_U4);
                break;
            case Opcode.I64TruncF32S or Opcode.I64TruncF64S:
                il.Emit(OpCodes.Conv_Ovf_I8);
                break;
            default:
                il.Call(numeric.Unary(unary));
                break;
        }
    }

    /// <param name="constant">The right operand, already pushed, when it is known.</param>
    public static void Emit(Opcode binary, long? constant, IlBody il, NumericMethods numeric)
    {
        switch (binary)
        {
            case Opcode.I32Eq or Opcode.I64Eq or Opcode.F32Eq or Opcode.F64Eq:
                il.Emit(OpCodes.Ceq);
                break;
            case Opcode.I32Ne or Opcode.I64Ne or Opcode.F32Ne or Opcode.F64Ne:
                Negated(OpCodes.Ceq);
                break;
            case Opcode.I32LtS or Opcode.I64LtS or Opcode.F32Lt or Opcode.F64Lt:
                il.Emit(OpCodes.Clt);
                break;
            case Opcode.I32LtU or Opcode.I64LtU:
                il.Emit(OpCodes.Clt_Un);
                break;
            case Opcode.I32GtS or Opcode.I64GtS or Opcode.F32Gt or Opcode.F64Gt:
                il.Emit(OpCodes.Cgt);
                break;
            case Opcode.I32GtU or Opcode.I64GtU:
                il.Emit(OpCodes.Cgt_Un);
                break;
            case Opcode.I32LeS or Opcode.I64LeS:
                Negated(OpCodes.Cgt);
                break;
            case Opcode.I32LeU or Opcode.I64LeU or Opcode.F32Le or Opcode.F64Le:
                Negated(OpCodes.Cgt_Un);
                break;
            case Opcode.I32GeS or Opcode.I64GeS:
                Negated(OpCodes.Clt);
                break;
            case Opcode.I32GeU or Opcode.I64GeU or Opcode.F32Ge or Opcode.F64Ge:
                Negated(OpCodes.Clt_Un);
                break;
            case Opcode.I32Add or Opcode.I64Add or Opcode.F32Add or Opcode.F64Add:
                il.Emit(OpCodes.Add);
                break;
            case Opcode.I32Sub or Opcode.I64Sub or Opcode.F32Sub or Opcode.F64Sub:
                il.Emit(OpCodes.Sub);
                break;
            case Opcode.I32Mul or Opcode.I64Mul or Opcode.F32Mul or Opcode.F64Mul:
                il.Emit(OpCodes.Mul);
                break;
            case Opcode.I32DivS or Opcode.I64DivS or Opcode.F32Div or Opcode.F64Div:
                il.Emit(OpCodes.Div);
                break;
            case Opcode.I32DivU or Opcode.I64DivU:
                il.Emit(OpCodes.Div_Un);
                break;
            case Opcode.I32RemU or Opcode.I64RemU:
                il.Emit(OpCodes.Rem_Un);
                break;
            case Opcode.I32RemS or Opcode.I64RemS when constant is not (null or 0 or -1):
                il.Emit(OpCodes.Rem);
                break;
            case Opcode.I32And or Opcode.I64And:
                il.Emit(OpCodes.And);
                break;
            case Opcode.I32Or or Opcode.I64Or:
                il.Emit(OpCodes.Or);
                break;
            case Opcode.I32Xor or Opcode.I64Xor:
                il.Emit(OpCodes.Xor);
                break;
            case Opcode.I32Shl or Opcode.I64Shl:
                Shift(OpCodes.Shl);
                break;
            case Opcode.I32ShrS or Opcode.I64ShrS:
                Shift(OpCodes.Shr);
                break;
            case Opcode.I32ShrU or Opcode.I64ShrU:
                Shift(OpCodes.Shr_Un);
                break;
            default:
                il.Call(numeric.Binary(binary));
                break;
        }

        void Negated(OpCode opcode)
        {
            il.Emit(opcode);
            il.Constant(0);
            il.Emit(OpCodes.Ceq);
        }

        // WebAssembly takes the distance modulo the width; IL leaves larger ones undefined, and wants an int32.
        void Shift(OpCode opcode)
        {
            var wide = OpcodeShape.ResultOf(binary) == Wasm.ValueType.I64;
            if (wide)
            {
                il.Emit(OpCodes.Conv_I4);
            }

            var mask = wide ? 63 : 31;
            if (constant is null || constant < 0 || constant > mask)
            {
                il.Constant(mask);
                il.Emit(OpCodes.And);
            }

            il.Emit(opcode);
        }
    }
}
