using System.Reflection.Emit;

namespace PgQuery.Translator.Emit;

/// <summary>Work on linear memory that is more than one instruction: copy, fill, grow, read a C string.</summary>
internal sealed class MemoryMethods
{
    private const int PageSize = 64 * 1024;

    private readonly AssemblyBuilder _assembly;
    private readonly FieldEntry _memory;
    private readonly MemberHandle _blockCopy;

    public MemoryMethods(AssemblyBuilder assembly, TypeEntry owner, TypeEntry instance, FieldEntry memory, MemoryPlan plan, TrapMethods traps)
    {
        _assembly = assembly;
        _memory = memory;
        var array = IlType.Class(assembly.Reference("System", "Array"));
        _blockCopy = assembly.Member(
            assembly.Reference("System", "Buffer"), "BlockCopy", isStatic: true, null, array, IlType.Int32, array, IlType.Int32, IlType.Int32);
        var instanceType = IlType.Class(instance.Handle);
        Copy = TrapMethods.AddTo(owner, "Copy", null, [IlType.Int32, IlType.Int32, IlType.Int32, instanceType], EmitCopy);
        Fill = TrapMethods.AddTo(owner, "Fill", null, [IlType.Int32, IlType.Int32, IlType.Int32, instanceType], EmitFill);
        Resize = TrapMethods.AddTo(owner, "Resize", IlType.Int32, [IlType.Int32, instanceType], il => EmitResize(il, plan, traps));
        ReadString = TrapMethods.AddTo(owner, "ReadString", IlType.String, [IlType.Int32, instanceType], EmitReadString);
    }

    /// <summary><c>void Copy(int target, int source, int count, PgModule)</c>, overlapping or not.</summary>
    public MethodEntry Copy { get; }

    /// <summary><c>void Fill(int target, int value, int count, PgModule)</c></summary>
    public MethodEntry Fill { get; }

    /// <summary><c>int Resize(int bytes, PgModule)</c>: 1, or a trap beyond the maximum.</summary>
    public MethodEntry Resize { get; }

    /// <summary><c>string ReadString(int address, PgModule)</c>: NUL-terminated UTF-8.</summary>
    public MethodEntry ReadString { get; }

    /// <summary>Buffer.BlockCopy checks both ranges and has the semantics of memmove.</summary>
    private void EmitCopy(IlBody il)
    {
        LoadMemory(il, 3);
        il.LoadArgument(1);
        LoadMemory(il, 3);
        il.LoadArgument(0);
        il.LoadArgument(2);
        il.Call(_blockCopy, OpCodes.Call);
        il.Emit(OpCodes.Ret);
    }

    private void EmitFill(IlBody il)
    {
        var some = new IlLabel();
        il.LoadArgument(2);
        il.Emit(OpCodes.Brtrue, some);
        il.Emit(OpCodes.Ret);

        // The last byte is checked first, without wrapping; then the first one.
        il.Mark(some);
        LoadMemory(il, 3);
        il.LoadArgument(0);
        il.Emit(OpCodes.Conv_U8);
        il.LoadArgument(2);
        il.Emit(OpCodes.Conv_U8);
        il.Emit(OpCodes.Add);
        il.Constant(1L);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Conv_Ovf_I4);
        il.Emit(OpCodes.Ldelem_U1);
        il.Emit(OpCodes.Pop);
        LoadMemory(il, 3);
        il.LoadArgument(0);
        il.Type(OpCodes.Ldelema, _assembly.Reference("System", "Byte"));
        il.LoadArgument(1);
        il.LoadArgument(2);
        il.EmitPrefix(OpCodes.Unaligned, 1);
        il.Emit(OpCodes.Initblk);
        il.Emit(OpCodes.Ret);
    }

    private void EmitResize(IlBody il, MemoryPlan plan, TrapMethods traps)
    {
        var fits = new IlLabel();
        var enough = new IlLabel();
        var capped = new IlLabel();
        var size = il.NewLocal(IlType.Int32);
        var larger = il.NewLocal(IlType.ByteArray);
        il.LoadArgument(0);
        il.Constant(plan.MaximumSize);
        il.Emit(OpCodes.Ble_Un, fits);
        il.Call(traps.OutOfMemory);
        il.Emit(OpCodes.Throw);

        // Half as much again, so that a long script does not copy the memory page by page.
        il.Mark(fits);
        LoadMemory(il, 1);
        il.Emit(OpCodes.Ldlen);
        il.Emit(OpCodes.Conv_I4);
        il.Constant(3);
        il.Emit(OpCodes.Mul);
        il.Constant(2);
        il.Emit(OpCodes.Div);
        il.StoreLocal(size);
        il.LoadLocal(size);
        il.LoadArgument(0);
        il.Emit(OpCodes.Bge, enough);
        il.LoadArgument(0);
        il.StoreLocal(size);
        il.Mark(enough);
        il.LoadLocal(size);
        il.Constant(PageSize - 1);
        il.Emit(OpCodes.Add);
        il.Constant(-PageSize);
        il.Emit(OpCodes.And);
        il.StoreLocal(size);
        il.LoadLocal(size);
        il.Constant(plan.MaximumSize);
        il.Emit(OpCodes.Ble, capped);
        il.Constant(plan.MaximumSize);
        il.StoreLocal(size);
        il.Mark(capped);
        il.LoadLocal(size);
        il.Type(OpCodes.Newarr, _assembly.Reference("System", "Byte"));
        il.StoreLocal(larger);
        LoadMemory(il, 1);
        il.Constant(0);
        il.LoadLocal(larger);
        il.Constant(0);
        LoadMemory(il, 1);
        il.Emit(OpCodes.Ldlen);
        il.Emit(OpCodes.Conv_I4);
        il.Call(_blockCopy, OpCodes.Call);
        il.LoadArgument(1);
        il.LoadLocal(larger);
        il.Field(OpCodes.Stfld, _memory);
        il.Constant(1);
        il.Emit(OpCodes.Ret);
    }

    private void EmitReadString(IlBody il)
    {
        var end = il.NewLocal(IlType.Int32);
        var (loop, found) = (new IlLabel(), new IlLabel());
        var encoding = _assembly.Reference("System.Text", "Encoding");
        il.LoadArgument(0);
        il.StoreLocal(end);
        il.Mark(loop);
        LoadMemory(il, 1);
        il.LoadLocal(end);
        il.Emit(OpCodes.Ldelem_U1);
        il.Emit(OpCodes.Brfalse, found);
        il.LoadLocal(end);
        il.Constant(1);
        il.Emit(OpCodes.Add);
        il.StoreLocal(end);
        il.Emit(OpCodes.Br, loop);
        il.Mark(found);
        il.Call(_assembly.Member(encoding, "get_UTF8", isStatic: true, IlType.Class(encoding)), OpCodes.Call);
        LoadMemory(il, 1);
        il.LoadArgument(0);
        il.LoadLocal(end);
        il.LoadArgument(0);
        il.Emit(OpCodes.Sub);
        il.Call(
            _assembly.Member(encoding, "GetString", isStatic: false, IlType.String, IlType.ByteArray, IlType.Int32, IlType.Int32),
            OpCodes.Callvirt);
        il.Emit(OpCodes.Ret);
    }

    private void LoadMemory(IlBody il, int instance)
    {
        il.LoadArgument(instance);
        il.Field(OpCodes.Ldfld, _memory);
    }
}
