using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What a change of a column's type means for the values in it; both types are known.</summary>
public sealed record ColumnConversion(SqlType From, SqlType To)
{
    /// <summary>There is no USING, and no cast that an assignment takes: PostgreSQL refuses the statement, whatever the rows are.</summary>
    public bool NeedsUsing { get; init; }

    /// <summary>With <see cref="NeedsUsing"/>: <c>USING column::type</c> is enough.</summary>
    public bool HasExplicitCast { get; init; }

    /// <summary>What becomes of values that the new type cannot hold; null where it holds them all, or that is not known.</summary>
    public ValueLoss? Loss { get; init; }
}
