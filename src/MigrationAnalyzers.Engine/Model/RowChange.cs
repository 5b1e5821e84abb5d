using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>What a statement does to the rows of its table, where its text tells all of it.</summary>
public abstract record RowChange;

/// <summary>Adds the rows of VALUES or of a SELECT.</summary>
/// <param name="Columns">The columns in the order of the values; empty for those of the table. The other columns get their defaults.</param>
/// <param name="Rows">The values; null for one that the text does not tell.</param>
public sealed record RowsInserted(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<RowValue?>> Rows) : RowChange
{
    /// <summary>There is one row for each of its numbers, from which the values are computed.</summary>
    public NumberSeries? Series { get; init; }
}

/// <summary>Sets columns of the rows for which the condition is true; null: of all rows.</summary>
public sealed record RowsUpdated(Predicate? Where, ImmutableDictionary<string, RowValue?> Values) : RowChange;

/// <summary>Removes the rows for which the condition is true; null: all rows.</summary>
public sealed record RowsDeleted(Predicate? Where) : RowChange;

/// <summary>generate_series(from, to), under the name that the query calls it by.</summary>
public sealed record NumberSeries(string Name, long From, long To);

/// <summary>How a value comes about.</summary>
public abstract record RowValue;

/// <summary>A constant; NULL where it is null.</summary>
public sealed record RowConstant(PredicateConstant? Constant) : RowValue;

/// <summary>What a column of the row holds, or the number of the series.</summary>
public sealed record RowColumn(string Column) : RowValue;

/// <summary>An operator over two values.</summary>
public sealed record RowComputation(string Operator, RowValue Left, RowValue Right) : RowValue;
