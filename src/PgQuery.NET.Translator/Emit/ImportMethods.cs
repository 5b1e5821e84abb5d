using System.Reflection.Emit;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Emit;

/// <summary>What Emscripten's JavaScript offers to the module, as far as a parser needs it: nothing reaches the outside.</summary>
internal sealed class ImportMethods(ModuleContext context, InvokeMethods invoke)
{
    private const int BadFileDescriptor = 8; // WASI errno BADF

    public void Emit(string name, FunctionType type, IlBody il)
    {
        switch (name)
        {
            case "assert_fail":
                EmitAssertFail(il);
                break;
            case "abort_js":
                Throw(il, context.Traps.Abort);
                break;
            case "exit" or "proc_exit":
                Throw(il, context.Traps.Exit);
                break;
            case "emscripten_throw_longjmp":
                il.NewObject(context.Traps.NewLongJump);
                il.Emit(OpCodes.Throw);
                break;
            case "emscripten_resize_heap":
                il.LoadArgument(0);
                il.LoadArgument(1);
                il.Call(context.MemoryMethods.Resize);
                il.Emit(OpCodes.Ret);
                break;
            case "emscripten_runtime_keepalive_clear":
                il.Emit(OpCodes.Ret);
                break;
            case "setitimer_js" or "fd_close":
                Return(il, 0);
                break;
            case "fd_read" or "fd_seek":
                Return(il, BadFileDescriptor);
                break;
            case "fd_write":
                EmitWrite(il);
                break;
            case not null when name.StartsWith("invoke_", StringComparison.Ordinal):
                invoke.Emit(type, il);
                break;
            default:
                throw new InvalidDataException($"The module imports {name}, which the translator does not know.");
        }
    }

    private static void Return(IlBody il, int value)
    {
        il.Constant(value);
        il.Emit(OpCodes.Ret);
    }

    private static void Throw(IlBody il, MethodEntry maker)
    {
        il.Call(maker);
        il.Emit(OpCodes.Throw);
    }

    /// <summary>assert_fail(condition, file, line, function)</summary>
    private void EmitAssertFail(IlBody il)
    {
        var assembly = context.Assembly;
        il.Text(assembly.Text("The parser stopped itself: assertion failed: "));
        il.LoadArgument(0);
        il.LoadArgument(4);
        il.Call(context.MemoryMethods.ReadString);
        il.Call(
            assembly.Member(assembly.Reference("System", "String"), "Concat", isStatic: true, IlType.String, IlType.String, IlType.String),
            OpCodes.Call);
        il.NewObject(context.Traps.TrapWithMessage);
        il.Emit(OpCodes.Throw);
    }

    /// <summary>fd_write(fd, vectors, count, written): takes everything and drops it, as standard error has no reader.</summary>
    private void EmitWrite(IlBody il)
    {
        var total = il.NewLocal(IlType.Int32);
        var (loop, done) = (new IlLabel(), new IlLabel());
        il.Mark(loop);
        il.LoadArgument(2);
        il.Emit(OpCodes.Brfalse, done);
        il.LoadLocal(total);
        Word(il, 1, 4);
        il.EmitPrefix(OpCodes.Unaligned, 1);
        il.Emit(OpCodes.Ldind_I4);
        il.Emit(OpCodes.Add);
        il.StoreLocal(total);
        il.LoadArgument(1);
        il.Constant(8);
        il.Emit(OpCodes.Add);
        il.StoreArgument(1);
        il.LoadArgument(2);
        il.Constant(1);
        il.Emit(OpCodes.Sub);
        il.StoreArgument(2);
        il.Emit(OpCodes.Br, loop);
        il.Mark(done);
        Word(il, 3, 0);
        il.LoadLocal(total);
        il.EmitPrefix(OpCodes.Unaligned, 1);
        il.Emit(OpCodes.Stind_I4);
        Return(il, 0);
    }

    /// <summary>Pushes a checked reference to the four bytes at an argument plus an offset.</summary>
    private void Word(IlBody il, int argument, int offset)
    {
        il.LoadArgument(4);
        il.Field(OpCodes.Ldfld, context.Memory);
        il.LoadArgument(argument);
        il.Emit(OpCodes.Conv_U);
        il.Constant(offset + 3);
        il.Emit(OpCodes.Add_Ovf_Un);
        il.Type(OpCodes.Ldelema, context.Assembly.Reference("System", "Byte"));
        il.Constant(3);
        il.Emit(OpCodes.Sub);
    }
}
