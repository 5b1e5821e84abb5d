namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>
/// Parts of the PL/pgSQL blocks of this folder. The blocks look at the catalog themselves, so that the same text is right whoever runs it, and
/// right again when it has run before.
/// </summary>
internal static class SyncSql
{
    /// <summary>
    /// A block that has the table as <c>t</c>. In it, the search path holds nothing but the catalog: whatever PostgreSQL prints of expressions, types and tables
    /// carries its schema, and means the same in the sessions of the application. <c>path</c> is the search path of before, to which it returns.
    /// </summary>
    public static string Block(TableName table, string declarations, string body) => $"""
        DO $migration$
        <<migration>>
        DECLARE
            t regclass := to_regclass({table.RegclassLiteral});
            path text := current_setting('search_path');
            {Indent(declarations)}
        BEGIN
            PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
            <<work>>
            BEGIN
                {Indent(Indent(body))}
            END;
            PERFORM set_config('search_path', migration.path, true);
        END $migration$
        """;

    /// <summary>Ends the transaction with what is wrong and what to do about it.</summary>
    /// <param name="condition">An SQL condition.</param>
    /// <param name="message">Text.</param>
    /// <param name="hint">Text.</param>
    public static string Refuse(string condition, string message, string hint) =>
        RefuseWith(condition, TableName.Literal(message), TableName.Literal(hint));

    /// <summary>The same with SQL expressions for message and hint.</summary>
    public static string RefuseWith(string condition, string message, string hint) => $"""
        IF {condition} THEN
            RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = {message}, HINT = {hint};
        END IF;
        """;

    public static string MissingTable(TableName table) => Refuse(
        "t IS NULL", $"table {table} does not exist", "Check its name and schema, and whether the migration that creates it has run.");

    /// <summary>What no column of a table can be done to by these forms. Needs <c>source pg_attribute</c>.</summary>
    public static string CheckTable(ColumnPair pair) => Join(
        Refuse(
            "NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = t AND c.relkind IN ('r', 'p'))",
            $"{pair.Table} is no table", "Views and foreign tables have no rows of their own: change the table that they read."),
        Refuse(
            "EXISTS (SELECT FROM pg_class c WHERE c.oid = t AND c.relispartition)",
            $"{pair.Table} is a partition", "Name the partitioned table: all partitions have the same columns."),
        Refuse(
            "EXISTS (SELECT FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent WHERE p.relkind = 'r' AND t IN (h.inhrelid, h.inhparent))",
            $"{pair.Table} inherits from a table, or another inherits from it", "A trigger is not inherited, so that rows of the others would not be kept equal: use a plain change in a maintenance window."),
        $"SELECT a.* INTO source FROM pg_attribute a WHERE a.attrelid = t AND a.attname = {TableName.Literal(pair.Name)} AND a.attnum > 0 AND NOT a.attisdropped;",
        Refuse(
            "source.attnum IS NULL", $"table {pair.Table} has no column {pair.Name}", "Check its name, upper and lower case included, and whether the change has been finished before."),
        Refuse(
            "source.attgenerated <> ''", $"column {pair.Name} of {pair.Table} is generated from other columns", "Nobody can write to it: add a generated column with the new name or type, and drop this one when no application reads it."),
        Refuse(
            $"EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t AND a.attname = {TableName.Literal(pair.Copy)} AND NOT a.attisdropped)",
            $"table {pair.Table} already has a column {pair.Copy}, and no trigger keeps it equal to {pair.Name}", "Drop or rename that column, or choose another name."),
        RefuseWith(
            $"EXISTS (SELECT {LaterTriggers(pair)})",
            $"""
            (SELECT 'trigger ' || min(g.tgname::text) || {TableName.Literal($" of {pair.Table} fires after the one that keeps the columns equal, and could change one of them alone")}
                {LaterTriggers(pair)})
            """,
            "'BEFORE triggers fire in the order of their names: rename it (ALTER TRIGGER ... RENAME TO) to a name that begins with an ASCII letter.'"));

    /// <summary>BEFORE triggers for each row that fire after the pair's own; not those of other pairs, which touch none of its columns.</summary>
    private static string LaterTriggers(ColumnPair pair) => $$"""
        FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid WHERE g.tgrelid = t AND NOT g.tgisinternal AND g.tgtype & 3 = 3 AND g.tgname > {{TableName.Literal(pair.Trigger)}}::name
            AND NOT (g.tgname ~ '^~sync_[0-9a-f]{8}$' AND position(format('NEW.%I', {{TableName.Literal(pair.Name)}}) IN f.prosrc) = 0)
        """;

    /// <summary>The rows whose columns are not equal, as images of their bytes: also for types without an equality operator, and when 1.0 and 1.00 differ.</summary>
    public static string Differ(string left, string right) => $"pg_catalog.record_image_ne(ROW({left}), ROW({right}))";

    /// <summary>Adds a nullable column of the type and collation of another.</summary>
    /// <param name="name">Its name, an SQL expression.</param>
    /// <param name="like">A variable of the type pg_attribute.</param>
    public static string AddColumn(string name, string like) => $"""
        EXECUTE format('ALTER TABLE %s ADD COLUMN %I %s', t, {name}, format_type({like}.atttypid, {like}.atttypmod)) || coalesce((
            SELECT format(' COLLATE %I.%I', n.nspname, l.collname) FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace JOIN pg_type y ON y.oid = {like}.atttypid
            WHERE l.oid = {like}.attcollation AND l.oid <> y.typcollation), '');
        """;

    /// <summary>A condition for names of indexes and constraints that <see cref="ColumnPair.CopyNameOf"/> made.</summary>
    public static string IsCopyName(string name) => $"{name} ~ '^sync_[0-9a-f]{{8}}_'";

    /// <summary>The privileges on the column <c>source</c> alone, for <paramref name="copy"/> too. Needs <c>granted record</c>.</summary>
    public static string CopyPrivileges(string copy) => $"""
        FOR granted IN SELECT a.* FROM aclexplode(source.attacl) a LOOP
            EXECUTE format('GRANT %s (%I) ON %s TO %s%s', granted.privilege_type, {copy}, t,
                CASE granted.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
        END LOOP;
        """;

    /// <summary>
    /// The trigger, which calls the function with the body in <c>body</c>. It fires ALWAYS: also for rows that logical replication applies, and in sessions
    /// with session_replication_role = replica. Needs <c>body, options, fn text</c> and <c>part regclass</c>.
    /// </summary>
    public static string CreateTrigger(ColumnPair pair) => $"""
        fn := (SELECT format('%I.%I', n.nspname, {TableName.Literal(pair.Function)}) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = t);
        EXECUTE format('CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql %s AS %L', fn, options, body);
        EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION %s()', {TableName.Literal(pair.Trigger)}, t, fn);
        FOR part IN SELECT t UNION SELECT p.relid FROM pg_partition_tree(t) p LOOP
            EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', part, {TableName.Literal(pair.Trigger)});
        END LOOP;
        """;

    /// <summary>Drops the trigger and its function. Needs <c>fn text</c>.</summary>
    public static string DropTrigger(ColumnPair pair) => $"""
        fn := (SELECT g.tgfoid::regprocedure::text FROM pg_trigger g WHERE g.tgrelid = t AND g.tgname = {TableName.Literal(pair.Trigger)});
        EXECUTE format('DROP TRIGGER %I ON %s', {TableName.Literal(pair.Trigger)}, t);
        EXECUTE 'DROP FUNCTION ' || fn;
        """;

    public static string IsColumn(string name) =>
        $"EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t AND a.attname = {TableName.Literal(name)} AND a.attnum > 0 AND NOT a.attisdropped)";

    public static string IsColumnQuery(TableName table, string name) =>
        $"EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass({table.RegclassLiteral}) AND a.attname = {TableName.Literal(name)} AND a.attnum > 0 AND NOT a.attisdropped)";

    public static string IsTrigger(ColumnPair pair) => $"EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t AND g.tgname = {TableName.Literal(pair.Trigger)})";

    public static string Join(params string[] parts) => string.Join('\n', parts);

    private static string Indent(string text) => text.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal);
}
