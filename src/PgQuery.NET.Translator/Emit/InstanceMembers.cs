using System.Reflection;
using System.Reflection.Emit;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Emit;

/// <summary>The public members of <c>PgModule</c>: the constructor, the memory, and one method per export.</summary>
internal sealed class InstanceMembers(
    ModuleContext context, FieldEntry dead, FieldEntry data, MemoryPlan plan, GlueNames names, int stackPointer)
{
    /// <summary>Public name, C name, names of the parameters.</summary>
    private static readonly (string Name, string Export, string[] Parameters)[] s_exports =
    [
        ("Malloc", "malloc", ["size"]),
        ("Free", "free", ["pointer"]),
        ("ParseRaw", "wasm_parse_query_raw", ["sql"]),
        ("FreeParseResult", "wasm_free_parse_result", ["result"]),
        ("ParsePlPgSql", "wasm_parse_plpgsql", ["sql"]),
        ("Fingerprint", "wasm_fingerprint", ["sql"]),
        ("Normalize", "wasm_normalize_query", ["sql"]),
        ("Scan", "wasm_scan", ["sql"]),
        ("ParseDetailed", "wasm_parse_query_detailed", ["sql"]),
        ("FreeDetailed", "wasm_free_detailed_result", ["result"]),
        ("FreeString", "wasm_free_string", ["pointer"]),
    ];

    public void Add()
    {
        var wrap = context.Traps.Wrap();
        var initialize = Guarded("Initialize", ExportedAs(names.Constructors), [], MethodAttributes.Private, wrap);
        context.Instance.Methods.Add(Constructor(initialize));
        context.Instance.Methods.Add(initialize);
        AddGetter("Memory", IlType.ByteArray, il => { });
        AddGetter("MemorySize", IlType.Int32, il =>
        {
            il.Emit(OpCodes.Ldlen);
            il.Emit(OpCodes.Conv_I4);
        });
        foreach (var (name, export, parameters) in s_exports)
        {
            var function = ExportedAs(names.Exports[export]);
            context.Instance.Methods.Add(Guarded(name, function, parameters, MethodAttributes.Public, wrap));
        }
    }

    private int ExportedAs(string minified) => context.Wasm.Exports[minified] is { Kind: ExportKind.Function, Index: var index }
        ? index
        : throw new InvalidDataException($"Export {minified} is no function.");

    private MethodEntry Constructor(MethodEntry initialize) => new()
    {
        Name = ".ctor",
        Attributes = MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
        Parameters = [],
        Result = null,
        Body = il =>
        {
            var assembly = context.Assembly;
            var littleEndian = new IlLabel();
            il.LoadArgument(0);
            il.Call(assembly.Member(assembly.Reference("System", "Object"), ".ctor", isStatic: false, null), OpCodes.Call);
            il.Field(OpCodes.Ldsfld, assembly.Field(assembly.Reference("System", "BitConverter"), "IsLittleEndian", IlType.Boolean));
            il.Emit(OpCodes.Brtrue, littleEndian);
            il.Text(assembly.Text("The parser needs a little-endian processor."));
            il.NewObject(assembly.Member(assembly.Reference("System", "PlatformNotSupportedException"), ".ctor", isStatic: false, null, IlType.String));
            il.Emit(OpCodes.Throw);

            il.Mark(littleEndian);
            il.LoadArgument(0);
            il.Constant(plan.InitialSize);
            il.Type(OpCodes.Newarr, assembly.Reference("System", "Byte"));
            il.Field(OpCodes.Stfld, context.Memory);
            for (var i = 0; i < context.Globals.Length; i++)
            {
                var global = context.Wasm.Globals[i];
                il.LoadArgument(0);
                il.Constant(i == stackPointer ? plan.StackTop : checked((int)global.Initial));
                il.Field(OpCodes.Stfld, context.Globals[i]);
            }

            il.LoadArgument(0);
            il.Field(OpCodes.Ldfld, context.Memory);
            il.Constant(plan.DataStart);
            il.Type(OpCodes.Ldelema, assembly.Reference("System", "Byte"));
            il.Field(OpCodes.Ldsflda, data);
            il.Constant(plan.Data.Length);
            il.EmitPrefix(OpCodes.Unaligned, 1);
            il.Emit(OpCodes.Cpblk);
            il.LoadArgument(0);
            il.Call(initialize);
            il.Emit(OpCodes.Ret);
        },
    };

    /// <summary>A method that runs a function of the module; whatever escapes from it is a trap and ends the instance.</summary>
    private MethodEntry Guarded(string name, int function, string[] parameters, MethodAttributes visibility, MethodEntry wrap)
    {
        var type = context.Wasm.TypeOf(function);
        if (type.Parameters.Length != parameters.Length || type.Parameters.Any(parameter => parameter != Wasm.ValueType.I32))
        {
            throw new InvalidDataException($"The export behind {name} has parameters {type.Key}.");
        }

        return new MethodEntry
        {
            Name = name,
            Attributes = visibility | MethodAttributes.HideBySig,
            Parameters = [.. type.Parameters.Select(IlType.Of)],
            ParameterNames = parameters,
            Result = type.Result is { } result ? IlType.Of(result) : null,
            Body = il => EmitGuarded(il, type, function, wrap),
        };
    }

    private void EmitGuarded(IlBody il, FunctionType type, int function, MethodEntry wrap)
    {
        var (alive, start, end, failed, done) = (new IlLabel(), new IlLabel(), new IlLabel(), new IlLabel(), new IlLabel());
        var failure = il.NewLocal(context.Traps.Exception);
        var result = type.Result is { } value ? il.NewLocal(IlType.Of(value)) : -1;
        il.LoadArgument(0);
        il.Field(OpCodes.Ldfld, dead);
        il.Emit(OpCodes.Brfalse, alive);
        il.Call(context.Traps.Dead);
        il.Emit(OpCodes.Throw);
        il.Mark(alive);
        il.Mark(start);
        il.Call(context.Guard.EnsureExecutionStack, OpCodes.Call);
        for (var i = 1; i <= type.Parameters.Length; i++)
        {
            il.LoadArgument(i);
        }

        il.LoadArgument(0);
        il.Call(context.Functions[function]);
        if (result >= 0)
        {
            il.StoreLocal(result);
        }

        il.Emit(OpCodes.Leave, done);
        il.Mark(end);
        il.Catch(start, end, failed, context.Assembly.Reference("System", "Exception"));
        il.StoreLocal(failure);
        il.LoadArgument(0);
        il.Constant(1);
        il.Field(OpCodes.Stfld, dead);
        il.Emit(OpCodes.Leave, failed);

        // Thrown from outside the handler: while a handler runs, the frames of the failed parse are still on the thread's
        // stack, and the caller could not start a new instance after a stack overflow.
        il.Mark(failed);
        il.LoadLocal(failure);
        il.Call(wrap);
        il.Emit(OpCodes.Throw);
        il.Mark(done);
        if (result >= 0)
        {
            il.LoadLocal(result);
        }

        il.Emit(OpCodes.Ret);
    }

    private void AddGetter(string name, IlType type, Action<IlBody> convert)
    {
        var getter = new MethodEntry
        {
            Name = "get_" + name,
            Attributes = MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName,
            Parameters = [],
            Result = type,
            Body = il =>
            {
                il.LoadArgument(0);
                il.Field(OpCodes.Ldfld, context.Memory);
                convert(il);
                il.Emit(OpCodes.Ret);
            },
        };
        context.Instance.Methods.Add(getter);
        context.Instance.Properties.Add(new PropertyEntry(name, type, getter));
    }
}
