using System.Collections.Immutable;
using System.Text;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>An index as EF Core and Npgsql can describe it.</summary>
internal sealed record IndexDefinition(string Name, TableName Table, ImmutableArray<string> Columns)
{
    public bool IsUnique { get; init; }

    public string? Filter { get; init; }

    /// <summary>One value for each column, or none at all: ascending.</summary>
    public ImmutableArray<bool> Descending { get; init; } = [];

    public string? Method { get; init; }

    public ImmutableArray<string> Include { get; init; } = [];

    public bool NullsDistinct { get; init; } = true;

    /// <summary>Operator classes, <c>schema.name</c> or <c>name</c>, one for each column (empty: the default one), or none at all.</summary>
    public ImmutableArray<string> Operators { get; init; } = [];

    public ImmutableArray<string> Collations { get; init; } = [];

    public ImmutableArray<NullSortOrder> NullSortOrders { get; init; } = [];

    /// <summary>Where it lies: in the schema of its table.</summary>
    public TableName Index => Table.Sibling(Name);

    /// <summary>The statement; <paramref name="options"/> stand between INDEX and the name.</summary>
    public string Create(string options = "", string on = "", TableName? table = null) =>
        $"CREATE {(IsUnique ? "UNIQUE " : "")}INDEX {options}{TableName.Quote(Name)} ON {on}{(table ?? Table).Sql}{Rest}";

    /// <summary>The same index on another table.</summary>
    public IndexDefinition On(TableName table, string name) => this with { Table = table, Name = name };

    private string Rest
    {
        get
        {
            var sql = new StringBuilder();
            if (Method is not null)
            {
                sql.Append(" USING ").Append(Method);
            }

            sql.Append(" (").AppendJoin(", ", Columns.Select(Column)).Append(')');
            if (!Include.IsEmpty)
            {
                sql.Append(" INCLUDE (").Append(TableName.QuoteAll(Include)).Append(')');
            }

            if (!NullsDistinct)
            {
                sql.Append(" NULLS NOT DISTINCT");
            }

            return Filter is null ? sql.ToString() : sql.Append(" WHERE ").Append(Filter).ToString();
        }
    }

    private string Column(string column, int position)
    {
        var sql = TableName.Quote(column);
        if (!Collations.IsEmpty && Collations[position].Length > 0)
        {
            sql += $" COLLATE {QualifiedName(Collations[position])}";
        }

        if (!Operators.IsEmpty && Operators[position].Length > 0)
        {
            sql += $" {QualifiedName(Operators[position])}";
        }

        // As the provider does it: of PostgreSQL's own access methods only btree knows an order.
        if (Method is not (null or "btree"))
        {
            return sql;
        }

        var nulls = NullSortOrders.IsEmpty ? NullSortOrder.Unspecified : NullSortOrders[position];
        return sql + (!Descending.IsEmpty && Descending[position] ? " DESC" : "") + nulls switch
        {
            NullSortOrder.NullsFirst => " NULLS FIRST",
            NullSortOrder.NullsLast => " NULLS LAST",
            _ => "",
        };
    }

    private static string QualifiedName(string name) => string.Join('.', name.Split('.').Select(TableName.Quote));
}
