using PgQuery.Translator.Ir;
using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Outlining;

/// <summary>About how many bytes of IL a piece of code takes: what the JIT compiler's time is proportional to.</summary>
internal static class Cost
{
    private const int MemoryAccess = 22;

    public static int Of(IEnumerable<Statement> statements) => statements.Sum(Of);

    public static int Of(Statement statement) => statement switch
    {
        LocalSet set => 2 + Of(set.Value),
        GlobalSet set => 7 + Of(set.Value),
        Store store => MemoryAccess + Of(store.Address) + Of(store.Value),
        Evaluate evaluate => Of(evaluate.Value),
        BulkMemory bulk => 7 + Of(bulk.Target) + Of(bulk.Source) + Of(bulk.Count),
        Block block => Of(block.Body),
        If conditional => 4 + Of(conditional.Condition) + Of(conditional.Then) + Of(conditional.Else),
        Branch => 3,
        BranchIf branch => 4 + Of(branch.Condition),
        BranchTable table => 10 + Of(table.Index) + (4 * table.Targets.Length),
        Return { Value: { } value } => 1 + Of(value),
        Return => 1,
        Unreachable => 6,
        RegionCall => 12,
        _ => throw new InvalidOperationException($"Unknown statement {statement.GetType().Name}."),
    };

    private static int Of(Expr expression) => Operands.Of(expression).Sum(Of) + expression switch
    {
        Const { Bits: >= -1 and <= 8 } => 1,
        Const { Bits: >= sbyte.MinValue and <= sbyte.MaxValue } => 2,
        Const => 5,
        LocalGet => 2,
        LocalTee => 3,
        GlobalGet or Call or CallIndirect => 7,
        Load => MemoryAccess,
        Binary { Opcode: >= Opcode.I32Add } or Unary or Saturate => 1,
        _ => 3,
    };
}
