using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>The columns that a query gives, as far as its text tells: the select list of its first SELECT.</summary>
public sealed record QueryOutput(ImmutableArray<OutputItem> Items)
{
    /// <summary>
    /// The one relation of which each row gives a row of the query, in the form that makes a view automatically updatable (view_query_is_auto_updatable in
    /// rewriteHandler.c); null where it has another form.
    /// </summary>
    public RelationName? UpdatableRelation { get; init; }
}

/// <summary>An item of a select list.</summary>
/// <param name="Name">The name of the column; null for <c>*</c>, which stands for all columns of <paramref name="Relations"/>.</param>
/// <param name="Relations">Where its columns come from; empty where that is not known or is no relation.</param>
public sealed record OutputItem(string? Name, ImmutableArray<RelationName> Relations)
{
    /// <summary>The column of one of the relations that the item is; null where it is another expression.</summary>
    public string? Column { get; init; }

    /// <summary>The type, where the text says it: a cast.</summary>
    public SqlType? Type { get; init; }
}
