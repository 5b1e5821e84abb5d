using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

public enum ExpressionUseKind
{
    Call,
    Operator,
    Cast,

    /// <summary>CURRENT_DATE, CURRENT_USER and the like.</summary>
    SessionValue,
}

/// <summary>A function, an operator or a cast that an expression uses, with what it is given: which overload is meant depends on the types of columns.</summary>
/// <param name="Name">The function or operator, or the type of the cast.</param>
public sealed record ExpressionUse(ExpressionUseKind Kind, RelationName Name, ImmutableArray<ExpressionOperand> Operands)
{
    /// <summary>The type of a cast.</summary>
    public SqlType? Target { get; init; }
}
