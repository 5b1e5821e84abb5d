namespace MigrationAnalyzers.Engine.Model;

/// <summary>A literal in quotes whose type the statement gives: that of a cast, or of the column that it is compared with or written to.</summary>
/// <param name="Text">Without quotes.</param>
public readonly record struct LiteralUse(string Text)
{
    /// <summary>The type, where it is written: <c>'x'::color</c>, or the DEFAULT of a new column of that type.</summary>
    public RelationName? Type { get; init; }

    /// <summary>The column's table; null: one of those of the statement.</summary>
    public RelationName? Table { get; init; }

    /// <summary>The column (folded); null: the one at <see cref="Position"/>.</summary>
    public string? Column { get; init; }

    /// <summary>The column's place in its table, for an INSERT without a list of columns.</summary>
    public int Position { get; init; }
}
