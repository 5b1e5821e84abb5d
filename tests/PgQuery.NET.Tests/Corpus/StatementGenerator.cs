namespace PgQuery.Tests;

/// <summary>Writes random statements that are mostly right, from a small grammar.</summary>
internal sealed class StatementGenerator(int seed)
{
    private readonly Random _random = new(seed);

    public string Statement() => Spaced(_random.Next(14) switch
    {
        0 => $"CREATE {Any("", "UNLOGGED ", "TEMP ")}TABLE {Maybe("IF NOT EXISTS ")}{Name()} ({Many(Column)}{Maybe(", " + TableConstraint())}){Maybe($" WITH (fillfactor = {_random.Next(100)})")}",
        1 => $"ALTER TABLE {Maybe("IF EXISTS ")}{Maybe("ONLY ")}{Name()} {Many(AlterCommand)}",
        2 => $"CREATE {Maybe("UNIQUE ")}INDEX {Maybe("CONCURRENTLY ")}{Any(Ident(), "IF NOT EXISTS " + Ident(), "")} ON {Name()} {Any("", "USING gin ", "USING btree ")}({Many(IndexElement)}){Maybe(" INCLUDE (z)")}{Maybe(" WHERE " + Expression(3))}",
        3 => $"DROP {Any("TABLE", "INDEX", "VIEW", "SEQUENCE", "TYPE", "INDEX CONCURRENTLY")} {Maybe("IF EXISTS ")}{Many(Name)}{Any("", " CASCADE", " RESTRICT")}",
        4 => Select(3),
        5 => $"INSERT INTO {Name()} ({Many(Ident)}) {Any($"VALUES ({Many(() => Expression(2))})", Select(2), "DEFAULT VALUES")}{Maybe($" ON CONFLICT ({Ident()}) DO {Any("NOTHING", $"UPDATE SET {Ident()} = {Expression(2)}")}")}{Maybe(" RETURNING *")}",
        6 => $"UPDATE {Name()} SET {Many(() => $"{Ident()} = {Expression(3)}")}{Maybe($" FROM {Name()}")}{Maybe(" WHERE " + Expression(3))}",
        7 => $"DELETE FROM {Maybe("ONLY ")}{Name()}{Maybe($" USING {Name()}")}{Maybe(" WHERE " + Expression(3))}",
        8 => $"CREATE {Maybe("OR REPLACE ")}VIEW {Name()} AS {Select(2)}",
        9 => $"COMMENT ON {Any("TABLE", "VIEW", "INDEX", "TYPE")} {Name()} IS {Any(Text(), "NULL")}",
        10 => $"CREATE {Maybe("OR REPLACE ")}FUNCTION {Name()}({Maybe($"{Ident()} {Type()}")}) RETURNS {Type()} LANGUAGE {Any("sql", "plpgsql")} AS {Any($"$$ {Select(1)} $$", Text(), $"$f$begin return {Expression(2)}; end$f$")}",
        11 => $"DO $$ begin {Any($"execute {Text()};", $"perform {Expression(2)};", $"if {Expression(2)} then raise notice 'x'; end if;", $"for r in {Select(1)} loop null; end loop;")} end $$",
        12 => $"{Any("BEGIN", "COMMIT", "ROLLBACK", "SET x = 1", "VACUUM", "ANALYZE " + Name(), "LOCK TABLE " + Name(), "TRUNCATE " + Name())}",
        _ => $"GRANT {Any("SELECT", "ALL", "INSERT, UPDATE")} ON {Name()} TO {Ident()}",
    });

    /// <summary>Several statements with comments between them.</summary>
    public string Script()
    {
        var parts = new List<string>();
        for (var i = _random.Next(1, 6); i > 0; i--)
        {
            parts.Add(Any("", "-- é\n", "/* a ; b */ ", "\n\n") + Statement() + Any("", " -- tail", " /* x */"));
        }

        return string.Join(Any(";", ";\n", "\n;\n"), parts) + Any("", ";", ";;", "\n");
    }

    private string Select(int depth)
        => $"{Maybe($"WITH {Ident()} AS (SELECT 1) ")}SELECT {Any("", "DISTINCT ")}{Many(() => Expression(depth) + Maybe(" AS " + Ident()))}"
            + Maybe($" FROM {Name()}{Maybe($" {Any("JOIN", "LEFT JOIN")} {Name()} ON {Expression(1)}")}")
            + Maybe(" WHERE " + Expression(depth)) + Maybe(" GROUP BY " + Ident()) + Maybe($" ORDER BY {Ident()}{Any("", " DESC", " NULLS FIRST")}")
            + Maybe($" LIMIT {_random.Next(100)}") + Maybe(Any(" FOR UPDATE", " UNION ALL SELECT 1"));

    private string Expression(int depth) => depth == 0 ? Atom() : _random.Next(14) switch
    {
        0 => $"{Expression(depth - 1)} {Any("+", "-", "*", "/", "||", "=", "<>", "<=", "->>", "@>", "~")} {Expression(depth - 1)}",
        1 => $"({Expression(depth - 1)})",
        2 => $"NOT {Expression(depth - 1)}",
        3 => $"{Expression(depth - 1)} {Any("AND", "OR")} {Expression(depth - 1)}",
        4 => $"{Name()}({Any("", "*", Expression(depth - 1), $"{Expression(depth - 1)}, {Atom()}")})",
        5 => $"CASE WHEN {Expression(depth - 1)} THEN {Atom()} ELSE {Atom()} END",
        6 => $"{Expression(depth - 1)}::{Type()}",
        7 => $"CAST({Expression(depth - 1)} AS {Type()})",
        8 => $"{Atom()} {Any("IS NULL", "IS NOT NULL", "IS TRUE", "IS DISTINCT FROM 1")}",
        9 => $"{Atom()} {Any("IN", "NOT IN")} ({Many(Atom)})",
        10 => $"{Atom()} BETWEEN {Atom()} AND {Atom()}",
        11 => $"EXISTS ({Select(depth - 1)})",
        12 => $"ARRAY[{Many(Atom)}]",
        _ => Atom(),
    };

    private string Atom() => Any(
        Ident(), Name(), Text(), "NULL", "true", "1", "-5", "1.5e3", "$1", "now()", "current_timestamp", "E'\\n\\u00e9'", "B'01'", "'x'::text", "0x1F", "interval '1 day'", "coalesce(a, b)");

    private string Column() => $"{Ident()} {Type()}{Any("", " NOT NULL", " DEFAULT " + Expression(1), " PRIMARY KEY", " REFERENCES " + Name(), $" CHECK ({Expression(2)})", " GENERATED ALWAYS AS IDENTITY")}";

    private string TableConstraint() => Maybe($"CONSTRAINT {Ident()} ") + Any(
        $"PRIMARY KEY ({Many(Ident)})", $"UNIQUE ({Ident()})", $"CHECK ({Expression(2)})", $"FOREIGN KEY ({Ident()}) REFERENCES {Name()} ({Ident()}) ON DELETE CASCADE");

    private string AlterCommand() => Any(
        "ADD COLUMN " + Column(), "DROP COLUMN " + Ident(), $"ALTER COLUMN {Ident()} TYPE {Type()}", $"ALTER {Ident()} SET NOT NULL", $"ALTER {Ident()} SET DEFAULT {Expression(1)}",
        "ADD " + TableConstraint() + Maybe(" NOT VALID"), "DROP CONSTRAINT " + Ident(), "VALIDATE CONSTRAINT " + Ident(), "ENABLE ROW LEVEL SECURITY", "SET (fillfactor = 50)");

    private string IndexElement() => Any(Ident(), $"({Expression(2)})", $"lower({Ident()})") + Any("", " DESC", " NULLS LAST", " text_pattern_ops");

    private string Type() => Any("int", "bigint", "text", "varchar(20)", "numeric(10,2)", "timestamptz", "timestamp with time zone", "jsonb", "int[]", Name(), "double precision", "bit varying");

    private string Name() => Any(Ident(), Ident(), Ident() + "." + Ident());

    private string Ident() => Any("a", "orders", "Orders", "\"Orders\"", "größe", "\"a \"\"b\"", "x1", "é_1", "name", "value", "key", "\"select\"", "表");

    private string Text() => Any("''", "'abc'", "'it''s'", "'é😀'", "$$x$$", "E'a\\tb'", "'select 1;'", "U&'\\00e9'");

    private string Many(Func<string> part)
    {
        var text = part();
        while (_random.Next(3) == 0)
        {
            text += ", " + part();
        }

        return text;
    }

    private string Maybe(string text) => _random.Next(3) == 0 ? text : "";

    private string Any(params string[] texts) => texts[_random.Next(texts.Length)];

    private string Spaced(string sql) => _random.Next(4) == 0 ? sql.Replace(" ", Any("  ", "\n", "\t", " /*é*/ "), StringComparison.Ordinal) : sql;
}
