using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Ir;

/// <summary>A function as statements. The first locals are its parameters.</summary>
internal sealed class Function(int index, FunctionType type, List<ValueType> locals, List<Statement> body)
{
    public int Index { get; } = index;

    public FunctionType Type { get; } = type;

    public List<ValueType> Locals { get; } = locals;

    public List<Statement> Body { get; } = body;
}
