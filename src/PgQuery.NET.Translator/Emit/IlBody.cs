using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace PgQuery.Translator.Emit;

/// <summary>A method body under construction: instructions, locals, handlers, and the depth of the evaluation stack.</summary>
internal sealed class IlBody
{
    private readonly List<IlInstruction> _instructions = [];
    private readonly List<IlType> _locals = [];
    private readonly List<IlHandler> _handlers = [];
    private int _depth;

    public IReadOnlyList<IlInstruction> Instructions => _instructions;

    public IReadOnlyList<IlType> Locals => _locals;

    public IReadOnlyList<IlHandler> Handlers => _handlers;

    public int MaxStack { get; private set; }

    public int NewLocal(IlType type)
    {
        _locals.Add(type);
        return _locals.Count - 1;
    }

    public void Mark(IlLabel label)
    {
        if (label.Instruction >= 0)
        {
            throw new InvalidOperationException("A label is marked twice.");
        }

        label.Instruction = _instructions.Count;
    }

    public void Emit(OpCode opcode) => Add(new IlInstruction(opcode), Pushes(opcode) - Pops(opcode));

    public void Emit(OpCode opcode, IlLabel target) => Add(new IlInstruction(opcode, Label: target), Pushes(opcode) - Pops(opcode));

    public void EmitPrefix(OpCode opcode, int operand) => Add(new IlInstruction(opcode, Number: operand), 0);

    public void Switch(IlLabel[] targets) => Add(new IlInstruction(OpCodes.Switch, Targets: targets), -1);

    public void Call(MethodEntry method) => Add(new IlInstruction(OpCodes.Call, Token: method), method.StackEffect);

    public void Call(MemberHandle method, OpCode opcode) => Add(new IlInstruction(opcode, Token: method), method.StackEffect);

    public void NewObject(MemberHandle constructor) =>
        Add(new IlInstruction(OpCodes.Newobj, Token: constructor), constructor.StackEffect + 2);

    public void NewObject(MethodEntry constructor) =>
        Add(new IlInstruction(OpCodes.Newobj, Token: constructor), constructor.StackEffect + 2);

    public void Field(OpCode opcode, FieldEntry field) => Add(new IlInstruction(opcode, Token: field), Pushes(opcode) - Pops(opcode));

    public void Field(OpCode opcode, MemberReferenceHandle field) => Add(new IlInstruction(opcode, Token: field), Pushes(opcode) - Pops(opcode));

    public void Type(OpCode opcode, EntityHandle type) => Add(new IlInstruction(opcode, Token: type), Pushes(opcode) - Pops(opcode));

    public void Text(UserStringHandle text) => Add(new IlInstruction(OpCodes.Ldstr, Token: text), 1);

    public void Constant(int value)
    {
        if (value is >= -1 and <= 8)
        {
            Emit(value switch
            {
                -1 => OpCodes.Ldc_I4_M1,
                0 => OpCodes.Ldc_I4_0,
                1 => OpCodes.Ldc_I4_1,
                2 => OpCodes.Ldc_I4_2,
                3 => OpCodes.Ldc_I4_3,
                4 => OpCodes.Ldc_I4_4,
                5 => OpCodes.Ldc_I4_5,
                6 => OpCodes.Ldc_I4_6,
                7 => OpCodes.Ldc_I4_7,
                _ => OpCodes.Ldc_I4_8,
            });
        }
        else if (value is >= sbyte.MinValue and <= sbyte.MaxValue)
        {
            Add(new IlInstruction(OpCodes.Ldc_I4_S, Number: value), 1);
        }
        else
        {
            Add(new IlInstruction(OpCodes.Ldc_I4, Number: value), 1);
        }
    }

    public void Constant(long value)
    {
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            Constant((int)value);
            Emit(OpCodes.Conv_I8);
        }
        else
        {
            Add(new IlInstruction(OpCodes.Ldc_I8, Number: value), 1);
        }
    }

    public void SingleConstant(int bits) => Add(new IlInstruction(OpCodes.Ldc_R4, Number: bits), 1);

    public void DoubleConstant(long bits) => Add(new IlInstruction(OpCodes.Ldc_R8, Number: bits), 1);

    public void LoadArgument(int index)
    {
        switch (index)
        {
            case 0:
                Emit(OpCodes.Ldarg_0);
                break;
            case 1:
                Emit(OpCodes.Ldarg_1);
                break;
            case 2:
                Emit(OpCodes.Ldarg_2);
                break;
            case 3:
                Emit(OpCodes.Ldarg_3);
                break;
            default:
                Variable(OpCodes.Ldarg_S, index, 1);
                break;
        }
    }

    public void StoreArgument(int index) => Variable(OpCodes.Starg_S, index, -1);

    public void LoadArgumentAddress(int index) => Variable(OpCodes.Ldarga_S, index, 1);

    public void LoadLocalAddress(int index) =>
        Variable(index <= byte.MaxValue ? OpCodes.Ldloca_S : OpCodes.Ldloca, index, 1);

    public void LoadLocal(int index)
    {
        switch (index)
        {
            case 0:
                Emit(OpCodes.Ldloc_0);
                break;
            case 1:
                Emit(OpCodes.Ldloc_1);
                break;
            case 2:
                Emit(OpCodes.Ldloc_2);
                break;
            case 3:
                Emit(OpCodes.Ldloc_3);
                break;
            default:
                Variable(index <= byte.MaxValue ? OpCodes.Ldloc_S : OpCodes.Ldloc, index, 1);
                break;
        }
    }

    public void StoreLocal(int index)
    {
        switch (index)
        {
            case 0:
                Emit(OpCodes.Stloc_0);
                break;
            case 1:
                Emit(OpCodes.Stloc_1);
                break;
            case 2:
                Emit(OpCodes.Stloc_2);
                break;
            case 3:
                Emit(OpCodes.Stloc_3);
                break;
            default:
                Variable(index <= byte.MaxValue ? OpCodes.Stloc_S : OpCodes.Stloc, index, -1);
                break;
        }
    }

    /// <summary>Declares a handler; the bounds are marked by the caller. The exception is on the stack where it starts.</summary>
    public void Catch(IlLabel tryStart, IlLabel tryEnd, IlLabel handlerEnd, EntityHandle exception)
    {
        _handlers.Add(new IlHandler(tryStart, tryEnd, handlerEnd, exception));
        _depth = 1;
        MaxStack = Math.Max(MaxStack, 1);
    }

    private void Variable(OpCode opcode, int index, int effect)
    {
        if (opcode.OperandType == OperandType.ShortInlineVar && index > byte.MaxValue)
        {
            throw new InvalidOperationException($"Variable {index} is out of reach of {opcode}.");
        }

        Add(new IlInstruction(opcode, Number: index), effect);
    }

    private void Add(IlInstruction instruction, int effect)
    {
        _instructions.Add(instruction);
        _depth += effect;
        if (_depth < 0)
        {
            throw new InvalidOperationException($"{instruction.OpCode} takes a value from an empty stack.");
        }

        MaxStack = Math.Max(MaxStack, _depth);
        if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
        {
            _depth = 0;
        }
    }

    private static int Pushes(OpCode opcode) => opcode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    private int Pops(OpCode opcode) => opcode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
            or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Varpop when opcode == OpCodes.Ret => _depth,
        var other => other == StackBehaviour.Varpop ? throw new InvalidOperationException($"{opcode} pops a variable number.") : 3,
    };
}
