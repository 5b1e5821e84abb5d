using System.Reflection;
using System.Reflection.Emit;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Emit;

/// <summary>call_indirect: one method per signature, which switches over the slots that hold such a function.</summary>
/// <remarks>An empty slot or a function of another signature is a trap, as in WebAssembly.</remarks>
internal sealed class TableMethods(WasmModule module, TypeEntry owner, IlType instanceType, MethodEntry[] functions, MethodEntry trap)
{
    private readonly Dictionary<string, MethodEntry> _dispatchers = new(StringComparer.Ordinal);

    /// <summary>Takes the arguments, the slot and the instance.</summary>
    public MethodEntry Dispatcher(FunctionType signature)
    {
        if (!_dispatchers.TryGetValue(signature.Key, out var method))
        {
            method = new MethodEntry
            {
                Name = "CallIndirect_" + signature.Key,
                Attributes = MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig,
                Parameters = [.. signature.Parameters.Select(IlType.Of), IlType.Int32, instanceType],
                Result = signature.Result is { } result ? IlType.Of(result) : null,
                Body = il => Emit(signature, il),
            };
            _dispatchers.Add(signature.Key, method);
            owner.Methods.Add(method);
        }

        return method;
    }

    private void Emit(FunctionType signature, IlBody il)
    {
        var count = signature.Parameters.Length;
        var none = new IlLabel();
        var targets = new IlLabel[module.Table.Length];
        var labels = new SortedDictionary<int, IlLabel>();
        for (var slot = 0; slot < targets.Length; slot++)
        {
            var function = module.Table[slot];
            if (function < 0 || module.TypeOf(function).Key != signature.Key)
            {
                targets[slot] = none;
            }
            else if (!labels.TryGetValue(function, out targets[slot]!))
            {
                targets[slot] = new IlLabel();
                labels.Add(function, targets[slot]);
            }
        }

        il.LoadArgument(count);
        il.Switch(targets);
        il.Mark(none);
        il.Call(trap);
        il.Emit(OpCodes.Throw);
        foreach (var (function, label) in labels)
        {
            il.Mark(label);
            for (var i = 0; i < count; i++)
            {
                il.LoadArgument(i);
            }

            il.LoadArgument(count + 1);
            il.Call(functions[function]);
            il.Emit(OpCodes.Ret);
        }
    }
}
