namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>Questions about the catalog, each a query of one boolean, on PostgreSQL 12 to 18. What does not exist gives false.</summary>
internal static class CatalogSql
{
    /// <summary>The table's oid, or null.</summary>
    public static string Oid(TableName table) => $"to_regclass({table.RegclassLiteral})";

    public static string ColumnExists(TableName table, string column) => $"SELECT EXISTS ({Column(table, column)})";

    /// <summary>Since PostgreSQL 18 attnotnull is set by a NOT NULL constraint that is not valid too.</summary>
    public static string ColumnIsNotNull(TableName table, string column) =>
        $"SELECT EXISTS ({Column(table, column)} AND a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid"
        + " AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum]))";

    public static string ColumnHasOtherType(TableName table, string column, string type) =>
        $"SELECT EXISTS ({Column(table, column)} AND a.atttypid <> to_regtype({TableName.Literal(type)}))";

    public static string ConstraintExists(TableName table, string name) => $"SELECT EXISTS ({Constraint(table, name)})";

    public static string ConstraintIsValid(TableName table, string name) => $"SELECT EXISTS ({Constraint(table, name)} AND c.convalidated)";

    /// <summary>A constraint of that name is there, but it is not the one of <paramref name="definition"/> (a condition on <c>c</c>).</summary>
    public static string ConstraintIsOther(TableName table, string name, string definition) => $"SELECT EXISTS ({Constraint(table, name)} AND ({definition}) IS NOT TRUE)";

    /// <summary>An index of that name on the table, in the table's schema, as indexes are.</summary>
    public static string IndexIsValid(TableName table, string name) =>
        "SELECT EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        + $" WHERE i.indrelid = {Oid(table)} AND c.relname = {TableName.Literal(name)} AND i.indisvalid)";

    public static string Exists(TableName relation) => $"SELECT {Oid(relation)} IS NOT NULL";

    public static string HasKind(TableName relation, char kind) => $"SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = {Oid(relation)} AND c.relkind = '{kind}')";

    /// <summary>The names of columns of an array of their numbers, in its order, as an SQL expression.</summary>
    public static string ColumnNames(string table, string numbers) =>
        $"(SELECT array_agg(x.attname::text ORDER BY k.n) FROM unnest({numbers}) WITH ORDINALITY k(attnum, n)"
        + $" JOIN pg_attribute x ON x.attrelid = {table} AND x.attnum = k.attnum)";

    public static string TextArray(IEnumerable<string> values) => $"ARRAY[{string.Join(", ", values.Select(TableName.Literal))}]::text[]";

    private static string Column(TableName table, string column) =>
        $"SELECT FROM pg_attribute a WHERE a.attrelid = {Oid(table)} AND a.attname = {TableName.Literal(column)} AND a.attnum > 0 AND NOT a.attisdropped";

    private static string Constraint(TableName table, string name) =>
        $"SELECT FROM pg_constraint c WHERE c.conrelid = {Oid(table)} AND c.conname = {TableName.Literal(name)}";
}
