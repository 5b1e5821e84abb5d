namespace PgQuery.Translator.Ir;

/// <summary>The direct operands of an expression, in evaluation order.</summary>
internal static class Operands
{
    public static IEnumerable<Expr> Of(Expr expression) => expression switch
    {
        Const or LocalGet or GlobalGet or MemorySize => [],
        LocalTee tee => [tee.Value],
        Load load => [load.Address],
        Unary unary => [unary.Operand],
        Saturate saturate => [saturate.Operand],
        Binary binary => [binary.Left, binary.Right],
        Call call => call.Arguments,
        CallIndirect call => [.. call.Arguments, call.Slot],
        _ => throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}."),
    };

    /// <summary>Whether evaluation may run other code, which may replace the memory by a larger one.</summary>
    public static bool ContainsCall(Expr expression) =>
        expression is Call or CallIndirect || Of(expression).Any(ContainsCall);
}
