using System.Reflection;
using System.Reflection.Emit;
using PgQuery.Translator.Ir;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Emit;

/// <summary>
/// The linear stack grows down into static data. Every function that takes room on it goes through
/// <see cref="SetStackPointer"/>, which traps when the room is gone.
/// </summary>
internal sealed class StackGuard
{
    private readonly int _stackPointer;

    /// <param name="limit">The lowest address the stack pointer may take.</param>
    public StackGuard(AssemblyBuilder assembly, TypeEntry owner, IlType instanceType, int stackPointer, FieldEntry field, int limit, MethodEntry overflow)
    {
        _stackPointer = stackPointer;
        EnsureExecutionStack = assembly.Member(
            assembly.Reference("System.Runtime.CompilerServices", "RuntimeHelpers"), "EnsureSufficientExecutionStack", isStatic: true, null);
        SetStackPointer = new MethodEntry
        {
            Name = "SetStackPointer",
            Attributes = MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig,
            Parameters = [IlType.Int32, instanceType],
            Result = null,
            Body = il =>
            {
                var room = new IlLabel();
                il.LoadArgument(0);
                il.Constant(limit);
                il.Emit(OpCodes.Bge_Un, room);
                il.Call(overflow);
                il.Emit(OpCodes.Throw);
                il.Mark(room);
                il.LoadArgument(1);
                il.LoadArgument(0);
                il.Field(OpCodes.Stfld, field);
                il.Emit(OpCodes.Ret);
            },
        };
        owner.Methods.Add(SetStackPointer);
    }

    public MethodEntry SetStackPointer { get; }

    /// <summary>The check of the thread's own stack, for functions through which recursion passes.</summary>
    public MemberHandle EnsureExecutionStack { get; }

    /// <summary>A function that returns its room adds to the pointer; anything else may take room.</summary>
    public bool Applies(GlobalSet set) =>
        set.Global == _stackPointer && set.Value is not Binary { Opcode: Opcode.I32Add, Right: Const { Bits: > 0 } };
}
