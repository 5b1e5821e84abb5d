using System.Reflection.Emit;
using PgQuery.Translator.Ir;
using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Emit;

/// <summary>Writes expressions: each leaves exactly its value on the evaluation stack.</summary>
internal sealed class ExpressionEmitter(ModuleContext context, IlBody il, LocalSlots locals)
{
    private readonly Dictionary<(ValueType Type, int Purpose), int> _scratch = [];

    public LocalSlots Locals { get; } = locals;

    public void LoadInstance() => Locals.LoadInstance();

    public void Emit(Expr expression)
    {
        switch (expression)
        {
            case Const constant:
                EmitConstant(constant);
                break;
            case LocalGet get:
                Locals.Load(get.Local);
                break;
            case LocalTee tee:
                Emit(tee.Value);
                Locals.Tee(tee.Local);
                break;
            case GlobalGet get:
                LoadInstance();
                il.Field(OpCodes.Ldfld, context.Globals[get.Global]);
                break;
            case Load load:
                EmitLoad(load);
                break;
            case Unary unary:
                Emit(unary.Operand);
                Arithmetic.Emit(unary.Opcode, il, context.Numeric);
                break;
            case Saturate saturate:
                Emit(saturate.Operand);
                il.Call(context.Numeric.Saturate(saturate.Opcode));
                break;
            case Binary binary:
                EmitBinary(binary);
                break;
            case Call call:
                EmitAll(call.Arguments);
                LoadInstance();
                il.Call(context.Functions[call.Function]);
                break;
            case CallIndirect call:
                EmitAll(call.Arguments);
                Emit(call.Slot);
                LoadInstance();
                il.Call(context.Table.Dispatcher(call.Signature));
                break;
            case MemorySize:
                LoadInstance();
                il.Field(OpCodes.Ldfld, context.Memory);
                il.Emit(OpCodes.Ldlen);
                il.Emit(OpCodes.Conv_I4);
                il.Constant(16);
                il.Emit(OpCodes.Shr_Un);
                break;
            default:
                throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}.");
        }
    }

    public void EmitStore(Store store)
    {
        var width = OpcodeShape.WidthOf(store.Opcode);
        var value = store.Value;
        if (Operands.ContainsCall(value))
        {
            // A call may replace the memory: both operands are computed before the array is read.
            var address = Scratch(store.Address.Type, 1);
            var evaluated = Scratch(value.Type, 2);
            Emit(store.Address);
            il.StoreLocal(address);
            Emit(value);
            il.StoreLocal(evaluated);
            LoadMemory();
            il.LoadLocal(address);
            PointAt(store.Offset, width);
            il.LoadLocal(evaluated);
        }
        else
        {
            MemoryAndAddress(store.Address, store.Offset, width);
            Emit(value);
        }

        if (value.Type == ValueType.I64 && width < 8)
        {
            il.Emit(OpCodes.Conv_I4);
        }

        if (width == 1)
        {
            il.Emit(OpCodes.Stelem_I1);
            return;
        }

        Unaligned();
        il.Emit(store.Opcode switch
        {
            Opcode.F32Store => OpCodes.Stind_R4,
            Opcode.F64Store => OpCodes.Stind_R8,
            _ when width == 2 => OpCodes.Stind_I2,
            _ when width == 4 => OpCodes.Stind_I4,
            _ => OpCodes.Stind_I8,
        });
    }

    /// <summary>Branches when the condition is non-zero, or, for <paramref name="when"/> false, zero.</summary>
    public void EmitBranch(Expr condition, IlLabel target, bool when)
    {
        while (condition is Unary { Opcode: Opcode.I32Eqz } not)
        {
            condition = not.Operand;
            when = !when;
        }

        if (condition is Unary { Opcode: Opcode.I64Eqz } zero)
        {
            Emit(zero.Operand);
            il.Emit(when ? OpCodes.Brfalse : OpCodes.Brtrue, target);
        }
        else if (condition is Binary binary && Arithmetic.BranchFor(binary.Opcode, when) is { } branch)
        {
            Emit(binary.Left);
            Emit(binary.Right);
            il.Emit(branch, target);
        }
        else
        {
            Emit(condition);
            il.Emit(when ? OpCodes.Brtrue : OpCodes.Brfalse, target);
        }
    }

    private void EmitAll(Expr[] expressions)
    {
        foreach (var expression in expressions)
        {
            Emit(expression);
        }
    }

    private void EmitConstant(Const constant)
    {
        switch (constant.Type)
        {
            case ValueType.I32:
                il.Constant((int)constant.Bits);
                break;
            case ValueType.I64:
                il.Constant(constant.Bits);
                break;
            case ValueType.F32:
                il.SingleConstant((int)constant.Bits);
                break;
            default:
                il.DoubleConstant(constant.Bits);
                break;
        }
    }

    private void EmitBinary(Binary binary)
    {
        Emit(binary.Left);
        Emit(binary.Right);
        var constant = (binary.Right as Const)?.Bits;
        Arithmetic.Emit(binary.Opcode, constant, il, context.Numeric);
    }

    private void EmitLoad(Load load)
    {
        var width = OpcodeShape.WidthOf(load.Opcode);
        MemoryAndAddress(load.Address, load.Offset, width);
        if (width > 1)
        {
            Unaligned();
        }

        il.Emit(load.Opcode switch
        {
            Opcode.I32Load => OpCodes.Ldind_I4,
            Opcode.I64Load => OpCodes.Ldind_I8,
            Opcode.F32Load => OpCodes.Ldind_R4,
            Opcode.F64Load => OpCodes.Ldind_R8,
            Opcode.I32Load8S or Opcode.I64Load8S => OpCodes.Ldelem_I1,
            Opcode.I32Load8U or Opcode.I64Load8U => OpCodes.Ldelem_U1,
            Opcode.I32Load16S or Opcode.I64Load16S => OpCodes.Ldind_I2,
            Opcode.I32Load16U or Opcode.I64Load16U => OpCodes.Ldind_U2,
            Opcode.I64Load32S => OpCodes.Ldind_I4,
            _ => OpCodes.Ldind_U4,
        });
        if (load.Type == ValueType.I64 && width < 8)
        {
            il.Emit(load.Opcode is Opcode.I64Load8U or Opcode.I64Load16U or Opcode.I64Load32U ? OpCodes.Conv_U8 : OpCodes.Conv_I8);
        }
    }

    /// <summary>Pushes a checked reference to the bytes; for a single byte the array and the index.</summary>
    private void MemoryAndAddress(Expr address, uint offset, int width)
    {
        if (Operands.ContainsCall(address))
        {
            var scratch = Scratch(address.Type, 0);
            Emit(address);
            il.StoreLocal(scratch);
            LoadMemory();
            il.LoadLocal(scratch);
            PointAt(offset, width);
        }
        else if (address is Const constant && (uint)constant.Bits + (long)offset + width <= int.MaxValue)
        {
            LoadMemory();
            PointAtConstant((int)((uint)constant.Bits + offset), width);
        }
        else
        {
            LoadMemory();
            Emit(address);
            PointAt(offset, width);
        }
    }

    private void LoadMemory()
    {
        LoadInstance();
        il.Field(OpCodes.Ldfld, context.Memory);
    }

    /// <summary>
    /// Array and address become a reference. The check is made on the last byte: as address and offset are unsigned and are
    /// added as native integers, no first byte can lie below the array when the last one lies inside it.
    /// </summary>
    private void PointAt(uint offset, int width)
    {
        var last = checked((int)offset + width - 1);
        if (last != 0)
        {
            il.Emit(OpCodes.Conv_U);
            il.Constant(last);
            il.Emit(OpCodes.Add_Ovf_Un);
        }

        PointBack(width);
    }

    private void PointAtConstant(int address, int width)
    {
        il.Constant(address + width - 1);
        PointBack(width);
    }

    private void PointBack(int width)
    {
        if (width > 1)
        {
            il.Type(OpCodes.Ldelema, context.Assembly.Reference("System", "Byte"));
            il.Constant(width - 1);
            il.Emit(OpCodes.Sub);
        }
    }

    private void Unaligned() => il.EmitPrefix(OpCodes.Unaligned, 1);

    /// <summary>A variable that is read right after it is written; a store keeps its operands in other ones than the loads inside them.</summary>
    private int Scratch(ValueType type, int purpose)
    {
        if (!_scratch.TryGetValue((type, purpose), out var slot))
        {
            slot = il.NewLocal(IlType.Of(type));
            _scratch.Add((type, purpose), slot);
        }

        return slot;
    }
}
