using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Emit;

/// <summary>What the code of one function refers to outside itself.</summary>
internal sealed class ModuleContext
{
    public required WasmModule Wasm { get; init; }

    public required AssemblyBuilder Assembly { get; init; }

    /// <summary>The public class; an instance of it is the last parameter of every emitted function.</summary>
    public required TypeEntry Instance { get; init; }

    /// <summary><c>byte[] memory</c>: index = address.</summary>
    public required FieldEntry Memory { get; init; }

    /// <summary>One field by global index.</summary>
    public required FieldEntry[] Globals { get; init; }

    /// <summary>One method by function index, imports included.</summary>
    public required MethodEntry[] Functions { get; init; }

    public required NumericMethods Numeric { get; init; }

    public required TableMethods Table { get; init; }

    public required StackGuard Guard { get; init; }

    public required MemoryMethods MemoryMethods { get; init; }

    public required TrapMethods Traps { get; init; }

    public IlType InstanceType => IlType.Class(Instance.Handle);
}
