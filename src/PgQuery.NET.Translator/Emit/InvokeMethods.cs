using System.Reflection.Emit;
using System.Reflection.Metadata;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Emit;

/// <summary>
/// invoke_*: Emscripten's way to call a function inside which longjmp may be called. The import takes a table slot and the
/// arguments; after a longjmp the stack pointer is put back, setThrew tells the caller, and the result is 0.
/// </summary>
internal sealed class InvokeMethods(ModuleContext context, EntityHandle longJump, int stackPointer, MethodEntry setThrew)
{
    /// <summary>The signature behind an invoke_* import: without the slot; null when there is no slot.</summary>
    public static string? TargetOf(FunctionType import) => SignatureOf(import)?.Key;

    public void Emit(FunctionType import, IlBody il)
    {
        var target = SignatureOf(import) ?? throw new InvalidDataException("An invoke import takes no table slot.");
        var saved = il.NewLocal(IlType.Int32);
        var result = target.Result is { } type ? il.NewLocal(IlType.Of(type)) : -1;
        var instance = import.Parameters.Length;
        var (start, end, handled) = (new IlLabel(), new IlLabel(), new IlLabel());

        il.LoadArgument(instance);
        il.Field(OpCodes.Ldfld, context.Globals[stackPointer]);
        il.StoreLocal(saved);

        il.Mark(start);
        for (var i = 1; i < import.Parameters.Length; i++)
        {
            il.LoadArgument(i);
        }

        il.LoadArgument(0);
        il.LoadArgument(instance);
        il.Call(context.Table.Dispatcher(target));
        if (result >= 0)
        {
            il.StoreLocal(result);
        }

        il.Emit(OpCodes.Leave, handled);
        il.Mark(end);

        il.Catch(start, end, handled, longJump);
        il.Emit(OpCodes.Pop);
        il.LoadArgument(instance);
        il.LoadLocal(saved);
        il.Field(OpCodes.Stfld, context.Globals[stackPointer]);
        il.Constant(1);
        il.Constant(0);
        il.LoadArgument(instance);
        il.Call(setThrew);
        if (result >= 0)
        {
            if (target.Result == Wasm.ValueType.I64)
            {
                il.Constant(0L);
            }
            else
            {
                il.Constant(0);
            }

            il.StoreLocal(result);
        }

        il.Emit(OpCodes.Leave, handled);
        il.Mark(handled);
        if (result >= 0)
        {
            il.LoadLocal(result);
        }

        il.Emit(OpCodes.Ret);
    }

    private static FunctionType? SignatureOf(FunctionType import) =>
        import.Parameters is [Wasm.ValueType.I32, .. var rest] ? new FunctionType(rest, import.Result) : null;
}
