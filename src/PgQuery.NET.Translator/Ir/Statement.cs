using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Ir;

/// <summary>A step of a function. Between statements the evaluation stack is empty.</summary>
internal abstract class Statement;

internal sealed class LocalSet(int local, Expr value) : Statement
{
    public int Local { get; } = local;

    public Expr Value { get; } = value;
}

internal sealed class GlobalSet(int global, Expr value) : Statement
{
    public int Global { get; } = global;

    public Expr Value { get; } = value;
}

internal sealed class Store(Opcode opcode, uint offset, Expr address, Expr value) : Statement
{
    public Opcode Opcode { get; } = opcode;

    public uint Offset { get; } = offset;

    public Expr Address { get; } = address;

    public Expr Value { get; } = value;
}

/// <summary>Evaluates for the side effect.</summary>
internal sealed class Evaluate(Expr value) : Statement
{
    public Expr Value { get; } = value;
}

/// <summary>memory.copy or memory.fill: three operands.</summary>
internal sealed class BulkMemory(ExtendedOpcode opcode, Expr target, Expr source, Expr count) : Statement
{
    public ExtendedOpcode Opcode { get; } = opcode;

    public Expr Target { get; } = target;

    /// <summary>The source address of a copy, the byte of a fill.</summary>
    public Expr Source { get; } = source;

    public Expr Count { get; } = count;
}

/// <summary>A target of branches: the end of a block, or the start of a loop.</summary>
internal sealed class Label(bool isLoop, ValueType? type, int resultLocal)
{
    public bool IsLoop { get; } = isLoop;

    /// <summary>The type of the value that the construct leaves behind.</summary>
    public ValueType? Type { get; } = type;

    /// <summary>The local that carries that value; meaningless without <see cref="Type"/>.</summary>
    public int ResultLocal { get; } = resultLocal;
}

/// <summary>A block (the label is its end) or a loop (the label is its start).</summary>
internal sealed class Block(Label label, List<Statement> body) : Statement
{
    public Label Label { get; } = label;

    public List<Statement> Body { get; } = body;
}

internal sealed class If(Label label, Expr condition, List<Statement> then, List<Statement> otherwise) : Statement
{
    /// <summary>The end of the construct.</summary>
    public Label Label { get; } = label;

    public Expr Condition { get; } = condition;

    public List<Statement> Then { get; } = then;

    public List<Statement> Else { get; } = otherwise;
}

internal sealed class Branch(Label target) : Statement
{
    public Label Target { get; } = target;
}

internal sealed class BranchIf(Expr condition, Label target) : Statement
{
    public Expr Condition { get; } = condition;

    public Label Target { get; } = target;
}

internal sealed class BranchTable(Expr index, Label[] targets, Label otherwise) : Statement
{
    public Expr Index { get; } = index;

    public Label[] Targets { get; } = targets;

    public Label Default { get; } = otherwise;
}

internal sealed class Return(Expr? value) : Statement
{
    public Expr? Value { get; } = value;
}

internal sealed class Unreachable : Statement;
