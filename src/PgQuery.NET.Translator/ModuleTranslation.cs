using System.Reflection;
using PgQuery.Translator.Emit;
using PgQuery.Translator.Ir;
using PgQuery.Translator.Outlining;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator;

/// <summary>From the module and its JavaScript glue to the bytes of <c>PgQuery.Module.dll</c>.</summary>
internal sealed class ModuleTranslation
{
    private const string Namespace = "PgQuery.Module";

    private const TypeAttributes StaticClass =
        TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;

    private readonly WasmModule _module;
    private readonly GlueNames _names;
    private readonly AssemblyBuilder _assembly;
    private readonly MemoryPlan _plan;
    private readonly int _stackPointer;
    private readonly TypeEntry _instance;
    private readonly MethodEntry[] _functions;

    private ModuleTranslation(WasmModule module, GlueNames names, Version version)
    {
        _module = module;
        _names = names;
        _stackPointer = StackPointer();
        _plan = MemoryPlan.For(module, _stackPointer);
        _assembly = new AssemblyBuilder(Namespace, version);
        _instance = _assembly.AddType(
            Namespace, "PgModule", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit, Object);
        _functions = new MethodEntry[module.Imports.Count + module.Functions.Count];
    }

    private System.Reflection.Metadata.EntityHandle Object => _assembly.Reference("System", "Object");

    /// <param name="glue">The JavaScript beside the module.</param>
    /// <param name="version">The version of the npm package, which becomes that of the assembly.</param>
    public static byte[] Translate(byte[] wasm, string glue, Version version)
    {
        var translation = new ModuleTranslation(WasmDecoder.Decode(wasm), GlueNames.Read(glue), version);
        return translation.Run();
    }

    private byte[] Run()
    {
        var dead = Field(_instance, "_dead", IlType.Boolean, FieldAttributes.Private);
        var memory = Field(_instance, "memory", IlType.ByteArray, FieldAttributes.Assembly);
        var globals = _module.Globals
            .Select((global, i) => Field(_instance, $"g{i}", IlType.Of(global.Type), FieldAttributes.Assembly))
            .ToArray();
        var host = _assembly.AddType(Namespace, "Host", StaticClass, Object);
        var code = _assembly.AddType(Namespace, "Functions", StaticClass, Object);
        var traps = new TrapMethods(_assembly, host, Namespace);
        var instanceType = IlType.Class(_instance.Handle);
        var context = new ModuleContext
        {
            Wasm = _module,
            Assembly = _assembly,
            Instance = _instance,
            Memory = memory,
            Globals = globals,
            Functions = _functions,
            Numeric = new NumericMethods(_assembly, host),
            Table = new TableMethods(_module, host, instanceType, _functions, traps.BadCall),
            Guard = new StackGuard(_assembly, host, instanceType, _stackPointer, globals[_stackPointer], _plan.StackLimit, traps.StackOverflow),
            MemoryMethods = new MemoryMethods(_assembly, host, _instance, memory, _plan, traps),
            Traps = traps,
        };
        AddFunctions(context, code);
        AddImports(context, host);
        new InstanceMembers(context, dead, AddData(host), _plan, _names, _stackPointer).Add();
        AddAttributes();
        return _assembly.Write();
    }

    /// <summary>The global that holds the stack pointer: the one that <c>emscripten_stack_restore</c> assigns its argument to.</summary>
    private int StackPointer()
    {
        var index = _module.Exports[_names.Exports["emscripten_stack_restore"]].Index;
        var reader = new WasmReader(_module.Functions[index - _module.Imports.Count].Code);
        return reader.Byte() == (byte)Opcode.LocalGet && reader.Count() == 0 && reader.Byte() == (byte)Opcode.GlobalSet
            ? reader.Count()
            : throw new InvalidDataException("emscripten_stack_restore does not assign the stack pointer.");
    }

    private static FieldEntry Field(TypeEntry owner, string name, IlType type, FieldAttributes attributes, byte[]? data = null)
    {
        var field = new FieldEntry { Name = name, Type = type, Attributes = attributes, Data = data };
        owner.Fields.Add(field);
        return field;
    }

    private FieldEntry AddData(TypeEntry owner)
    {
        var block = _assembly.AddType(
            string.Empty,
            "DataBlock",
            TypeAttributes.NestedAssembly | TypeAttributes.ExplicitLayout | TypeAttributes.Sealed,
            _assembly.Reference("System", "ValueType"),
            owner,
            _plan.Data.Length);
        return Field(
            owner, "Data", IlType.Struct(block.Handle), FieldAttributes.Assembly | FieldAttributes.Static | FieldAttributes.InitOnly | FieldAttributes.HasFieldRVA, _plan.Data);
    }

    private void AddFunctions(ModuleContext context, TypeEntry owner)
    {
        var lowered = _module.Functions.Select(function => FunctionLowering.Lower(_module, function, _plan.Move)).ToArray();
        var heads = new CallGraph(_module, lowered).RecursionHeads();
        foreach (var function in lowered)
        {
            var outlined = Outliner.Split(function) is { } split ? new OutlinedEmitter(context, split, Namespace) : null;
            _functions[function.Index] = TrapMethods.AddTo(
                owner,
                $"f{function.Index}",
                function.Type.Result is { } result ? IlType.Of(result) : null,
                [.. function.Type.Parameters.Select(IlType.Of), context.InstanceType],
                il =>
                {
                    if (heads.Contains(function.Index))
                    {
                        il.Call(context.Guard.EnsureExecutionStack, System.Reflection.Emit.OpCodes.Call);
                    }

                    if (outlined is not null)
                    {
                        outlined.Emit(il);
                    }
                    else
                    {
                        new FunctionEmitter(context, new FunctionSlots(function, il), il).Emit(function.Body);
                    }
                });
        }
    }

    private void AddImports(ModuleContext context, TypeEntry owner)
    {
        var setThrew = _functions[_module.Exports[_names.Exports["setThrew"]].Index];
        var invoke = new InvokeMethods(context, context.Traps.LongJump, _stackPointer, setThrew);
        var imports = new ImportMethods(context, invoke);
        for (var i = 0; i < _module.Imports.Count; i++)
        {
            var import = _module.Imports[i];
            var name = _names.Imports[import.Name];
            _functions[i] = TrapMethods.AddTo(
                owner,
                name,
                import.Type.Result is { } result ? IlType.Of(result) : null,
                [.. import.Type.Parameters.Select(IlType.Of), context.InstanceType],
                il => imports.Emit(name, import.Type, il));
        }
    }

    private void AddAttributes()
    {
        _assembly.AddAssemblyAttribute("System.Runtime.CompilerServices", "RuntimeCompatibilityAttribute");
        _assembly.AddAssemblyAttribute("System.Runtime.Versioning", "TargetFrameworkAttribute", ".NETStandard,Version=v2.0");
        _assembly.AddAssemblyAttribute("System.Reflection", "AssemblyTitleAttribute", "PostgreSQL's parser (libpg_query), translated to IL");
    }
}
