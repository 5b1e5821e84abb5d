namespace MigrationAnalyzers.Engine.Model;

/// <summary>What a function, an operator or a cast in an expression is given.</summary>
/// <param name="Column">The column that it is (folded); null for anything else.</param>
/// <param name="Type">Its type where the text says it; null for columns and where it does not.</param>
/// <param name="IsUntyped">A quoted literal, which takes the type that is wanted of it.</param>
public readonly record struct ExpressionOperand(string? Column, SqlType? Type, bool IsUntyped);
