namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

/// <summary>The statements that stand for a renamed column in plain SQL.</summary>
internal sealed record RenamedColumnText
{
    public static RenamedColumnText Status { get; } = new()
    {
        Table = "orders",
        Column = "status",
        Copy = "state",
        Type = "text",
        Names = "status_state",
        Key = ["id"],
        Rename = """
            migrationBuilder.RenameColumn(
                name: "status",
                table: "orders",
                newName: "state");
            """,
        Index = ("", "sync_ix_orders_status", "{0}"),
    };

    public static RenamedColumnText Second { get; } = new()
    {
        Table = "pairs",
        Column = "b",
        Copy = "\"Second\"",
        Type = "bigint",
        Names = "b_Second",
        Key = ["a", "b"],
        Rename = """
            migrationBuilder.RenameColumn(
                name: "b",
                table: "pairs",
                newName: "Second");
            """,
        Index = ("UNIQUE ", "sync_pk_pairs", "a, {0}"),
    };

    public static RenamedColumnText Email { get; } = new()
    {
        Table = "users",
        Column = "email",
        Copy = "email_address",
        Type = "text",
        Names = "email_email_address",
        Key = ["id"],
        Rename = """
            migrationBuilder.RenameColumn(
                name: "email",
                table: "users",
                newName: "email_address");
            """,
    };

    public static RenamedColumnText Score { get; } = new()
    {
        Table = "users",
        Column = "points",
        Copy = "score",
        Type = "numeric",
        Names = "points_score",
        Default = "1.0",
        Key = ["id"],
        Rename = """
            migrationBuilder.RenameColumn(
                name: "points",
                table: "users",
                newName: "score");
            """,
    };

    /// <summary>As it is written in SQL, like the columns.</summary>
    public required string Table { get; init; }

    public required string Column { get; init; }

    public required string Copy { get; init; }

    public required string Type { get; init; }

    /// <summary>Of both columns, in the names of the function and the trigger.</summary>
    public required string Names { get; init; }

    public string? Default { get; init; }

    /// <summary>The columns by which the rows are walked.</summary>
    public required string[] Key { get; init; }

    /// <summary>The call of the contraction.</summary>
    public required string Rename { get; init; }

    /// <summary>A word, the name and the columns of the copied index.</summary>
    public (string Unique, string Name, string Columns)? Index { get; init; }

    public string Expand => Join(Add(Column, Copy), Fill(Column, Copy, Key));

    public string Cancel => Join(Check, Drop, Line($"ALTER TABLE {Table} DROP COLUMN {Copy}"));

    public string Contract => Join(
        Check,
        Drop,
        $"""
        migrationBuilder.DropColumn(
            name: "{Copy.Trim('"')}",
            table: "{Table}");
        """,
        Rename);

    public string Reopen => Join(
        Add(Copy, Column),
        Fill(Copy, Column, [.. Key.Select(k => k == Column ? Copy : k)]),
        Line($"ALTER TABLE {Table} RENAME COLUMN {Copy} TO {Quoted("sync_" + Names)}"),
        Line($"ALTER TABLE {Table} RENAME COLUMN {Column} TO {Copy}"),
        Line($"ALTER TABLE {Table} RENAME COLUMN {Quoted("sync_" + Names)} TO {Column}"),
        Function(Column, Copy));

    private string FunctionName => Quoted($"sync_{Table}_{Names}");

    private string Check => Block($"""
        DO $check$
        BEGIN
            IF EXISTS (SELECT FROM {Table} AS t WHERE pg_catalog.record_image_ne(ROW(t.{Copy}), ROW(t.{Column}))) THEN
                RAISE EXCEPTION 'Rows of {Table} have something else in {Copy} than in {Column}';
            END IF;
        END $check$
        """);

    private string Drop => Join(Line($"DROP TRIGGER \"~sync_{Names}\" ON {Table}"), Line($"DROP FUNCTION {FunctionName}()"));

    private string Add(string column, string copy) => Join(
        Line($"ALTER TABLE {Table} ADD COLUMN IF NOT EXISTS {copy} {Type}{(Default is null ? "" : $", ALTER COLUMN {copy} SET DEFAULT {Default}")}"),
        Function(column, copy),
        Line($"DROP TRIGGER IF EXISTS \"~sync_{Names}\" ON {Table}"),
        Line($"CREATE TRIGGER \"~sync_{Names}\" BEFORE INSERT OR UPDATE ON {Table} FOR EACH ROW EXECUTE FUNCTION {FunctionName}()"),
        Line($"ALTER TABLE {Table} ENABLE ALWAYS TRIGGER \"~sync_{Names}\""),
        Block($"""
            DO $grant$
            DECLARE
                part record;
            BEGIN
                FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                    FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = '{Table}'::regclass AND c.attname = '{column.Trim('"')}' LOOP
                    EXECUTE format('GRANT %s ({copy}) ON {Table} TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                END LOOP;
            END $grant$
            """));

    private string Function(string column, string copy) => Block($"""
        CREATE OR REPLACE FUNCTION {FunctionName}() RETURNS trigger LANGUAGE plpgsql AS $sync$
        {(Default is null ? "" : $"DECLARE\n    standard {Table}.{copy}%TYPE := {Default};\n")}BEGIN
            IF TG_OP = 'INSERT' THEN
                IF {(Default is null ? $"NEW.{copy} IS NOT DISTINCT FROM NULL" : $"pg_catalog.record_image_eq(ROW(NEW.{copy}), ROW(standard))")} THEN
                    NEW.{copy} := NEW.{column};
                ELSE
                    NEW.{column} := NEW.{copy};
                END IF;
            ELSIF pg_catalog.record_image_ne(ROW(NEW.{copy}), ROW(OLD.{copy})) THEN
                NEW.{column} := NEW.{copy};
            ELSE
                NEW.{copy} := NEW.{column};
            END IF;
            RETURN NEW;
        END
        $sync$
        """);

    private string Fill(string from, string to, string[] key)
    {
        var block = Block(
            $"""
            DO $$
            DECLARE
            {Declarations("batch_first", key)}
            {Declarations("batch_last", key)}
            {Declarations("batch_end", key)}
            BEGIN
                SELECT {List("t.", key)} INTO {Variables("batch_first", key)} FROM {Table} AS t ORDER BY {List("t.", key)} LIMIT 1;
                SELECT {List("t.", key)} INTO {Variables("batch_end", key)} FROM {Table} AS t ORDER BY {List("t.", key, " DESC")} LIMIT 1;
                WHILE {(key.Length == 1 ? "batch_first" : "batch_first_1")} IS NOT NULL LOOP
                    SELECT {List("b.", key)} INTO {Variables("batch_last", key)}
                    FROM (SELECT {List("t.", key)} FROM {Table} AS t WHERE {Row("t.", key)} >= {VariableRow("batch_first", key)} AND {Row("t.", key)} <= {VariableRow("batch_end", key)} ORDER BY {List("t.", key)} LIMIT 5000) AS b
                    ORDER BY {List("b.", key, " DESC")} LIMIT 1;
                    UPDATE {Table} SET {to} = {from}
                    WHERE {Row(Table + ".", key)} >= {VariableRow("batch_first", key)} AND {Row(Table + ".", key)} <= {VariableRow("batch_last", key)}
                    AND {to} IS NULL AND {from} IS NOT NULL;
                    COMMIT;
                    SELECT {List("t.", key)} INTO {Variables("batch_first", key)} FROM {Table} AS t WHERE {Row("t.", key)} > {VariableRow("batch_last", key)} AND {Row("t.", key)} <= {VariableRow("batch_end", key)} ORDER BY {List("t.", key)} LIMIT 1;
                END LOOP;
            END $$
            """,
            isAlone: true);
        var analyze = Line($"ANALYZE {Table} ({to})");
        return Index is not var (unique, name, columns)
            ? Join(block, analyze)
            : Join(
                block,
                Line($"DROP INDEX CONCURRENTLY IF EXISTS {name}", isAlone: true),
                Line($"CREATE {unique}INDEX CONCURRENTLY {name} ON {Table} ({columns.Replace("{0}", to, StringComparison.Ordinal)})", isAlone: true),
                analyze);
    }

    private string Declarations(string variable, string[] key) =>
        string.Join('\n', key.Select((k, i) => $"    {variable}{(key.Length == 1 ? "" : "_" + (i + 1))} {Table}.{k}%TYPE;"));

    private static string Variables(string variable, string[] key) => key.Length == 1 ? variable : string.Join(", ", Enumerable.Range(1, key.Length).Select(n => $"{variable}_{n}"));

    private static string VariableRow(string variable, string[] key) => key.Length == 1 ? variable : $"({Variables(variable, key)})";

    private static string List(string prefix, string[] key, string suffix = "") => string.Join(", ", key.Select(k => prefix + k + suffix));

    private static string Row(string prefix, string[] key) => key.Length == 1 ? prefix + key[0] : $"({List(prefix, key)})";

    private static string Quoted(string name) => name.Any(char.IsAsciiLetterUpper) ? $"\"{name}\"" : name;

    private static string Line(string sql, bool isAlone = false) =>
        $"migrationBuilder.Sql(\"{sql.Replace("\"", "\\\"", StringComparison.Ordinal)};\"{(isAlone ? ", suppressTransaction: true" : "")});";

    private static string Block(string sql, bool isAlone = false) =>
        $"migrationBuilder.Sql(\n    \"\"\"\n    {sql.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal)};\n    \"\"\"{(isAlone ? ",\n    suppressTransaction: true" : "")});";

    private static string Join(params string[] statements) => string.Join("\n\n", statements);
}
