namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>A column that is to have another type, and how values go over and back.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The column.</param>
/// <param name="NewType">As it is written behind ALTER COLUMN ... TYPE.</param>
internal sealed record TypeChange(TableName Table, string Name, string NewType)
{
    /// <summary>The new value as an SQL expression over the old one; null: an assignment.</summary>
    public string? Using { get; init; }

    /// <summary>The old value as an SQL expression over the new one, under the same name; null: an assignment.</summary>
    public string? UsingBack { get; init; }

    public ColumnPair Pair { get; } = new(Table, Name, ColumnPair.ShadowOf(Name));

    public IndexCopies Copies => new(Pair) { NewType = NewType, Using = Using };

    public string NameLiteral => TableName.Literal(Name);

    public string ShadowLiteral => TableName.Literal(Pair.Copy);

    /// <summary>The name of the CHECK constraint which says that the new column is not NULL.</summary>
    public string NotNullName => Pair.CopyNameOf("'not null'");

    /// <summary>What an UPDATE sets the new column to.</summary>
    public string NewValue => Using is null ? TableName.Quote(Name) : $"({Using})";

    /// <summary>
    /// Is the column what the change makes of it? Then the change has been finished before. PostgreSQL says what the type is, in a temporary table. Needs
    /// <c>source pg_attribute; target pg_attribute; is_finished boolean</c>.
    /// </summary>
    public string FindFinished => $"""
        SELECT a.* INTO source FROM pg_attribute a WHERE a.attrelid = t AND a.attname = {NameLiteral} AND a.attnum > 0 AND NOT a.attisdropped;
        PERFORM set_config('search_path', migration.path, true);
        DROP TABLE IF EXISTS pg_temp.migration_type;
        EXECUTE {TableName.Literal($"CREATE TEMPORARY TABLE migration_type (c {NewType}) ON COMMIT DROP")};
        PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
        SELECT a.* INTO target FROM pg_attribute a WHERE a.attrelid = 'pg_temp.migration_type'::regclass AND a.attname = 'c';
        is_finished := coalesce((target.atttypid, target.atttypmod, target.attcollation) = (source.atttypid, source.atttypmod, source.attcollation), false);
        DROP TABLE pg_temp.migration_type;
        """;

    /// <summary>
    /// An SQL condition: each value has one of the new type. So it is for casts that PostgreSQL makes silently, but for that from numeric to real, and for all that becomes a text of any length. Needs
    /// what <see cref="FindFinished"/> finds.
    /// </summary>
    public string IsCertain => Using is not null ? "false" : """
        target.atttypmod = -1 AND (target.atttypid IN (source.atttypid, 'text'::regtype, 'varchar'::regtype) OR EXISTS (
            SELECT FROM pg_cast c WHERE c.castsource = source.atttypid AND c.casttarget = target.atttypid AND c.castcontext = 'i' AND c.castsource <> 'numeric'::regtype))
        """;

    /// <summary>Converts all values and does nothing with them. They are assigned, as UPDATE assigns them: a text that is too long fails, where a cast would cut it off.</summary>
    public string ConvertAll => "DO " + TableName.Literal($"""
        #variable_conflict use_column
        DECLARE
            converted {NewType};
        BEGIN
            FOR converted IN SELECT {NewValue} FROM {Table.Sql} LOOP
            END LOOP;
        END
        """.ReplaceLineEndings("\n"));

    /// <summary>
    /// The foreign keys from and to the column and the CHECK constraints, with the definition of each for the new column; needs the model, and
    /// <c>source pg_attribute</c>. Of a foreign key it is the columns' numbers that tell, and what stands behind both lists of columns is taken as it is.
    /// </summary>
    public string Constraints => $"""
        SELECT k.oid, k.conrelid::regclass AS owner, k.conname, k.contype, k.convalidated, {Pair.CopyNameOf("k.conname::text")} AS copy,
            CASE k.contype WHEN 'f' THEN {ForeignKeyHead(ShadowName)} || substr(pg_get_constraintdef(k.oid), 1 + length({ForeignKeyHead("a.attname")}))
                ELSE (SELECT pg_get_constraintdef(m.oid) FROM pg_constraint m WHERE m.conrelid = to_regclass('pg_temp.{IndexCopies.Model}') AND m.conname = 'c' || k.oid) END AS definition,
            k.contype = 'f' AND (NOT starts_with(pg_get_constraintdef(k.oid), {ForeignKeyHead("a.attname")}) OR pg_get_constraintdef(k.oid) ~ ' ON DELETE SET (NULL|DEFAULT) \('
                OR k.conparentid <> 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid IN (k.conrelid, k.confrelid) AND c.relkind = 'p')) AS is_strange
        FROM pg_constraint k
        WHERE NOT {SyncSql.IsCopyName("k.conname")}
          AND (k.contype IN ('c', 'f') AND k.conrelid = t AND source.attnum = ANY (k.conkey) OR k.contype = 'f' AND k.confrelid = t AND source.attnum = ANY (k.confkey))
        ORDER BY k.oid
        """;

    private string ShadowName => $"CASE WHEN a.attrelid = t AND a.attnum = source.attnum THEN {ShadowLiteral}::name ELSE a.attname END";

    private static string ForeignKeyHead(string name) =>
        $"format('FOREIGN KEY (%s) REFERENCES %s(%s)', {Names("k.conrelid", "k.conkey", name)}, k.confrelid::regclass, {Names("k.confrelid", "k.confkey", name)})";

    private static string Names(string table, string numbers, string name) =>
        $"(SELECT string_agg(format('%I', {name}), ', ' ORDER BY u.n) FROM unnest({numbers}) WITH ORDINALITY u(attnum, n) JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = u.attnum)";

    /// <summary>
    /// A format() string of the old and the new column, of the new column's table for %TYPE, and of what makes the one of the other. An application that knows nothing of the new
    /// column writes the old one. A value that is copied is none that somebody wrote: it must not change the old one on its way back.
    /// </summary>
    public const string FunctionBody = """

        #variable_conflict use_column
        DECLARE
            migrated %3$s.%2$I%%TYPE;
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF NEW.%2$I IS NOT DISTINCT FROM NULL THEN
                    NEW.%2$I := %4$s;
                ELSE
                    NEW.%1$I := %5$s;
                END IF;
            ELSIF pg_catalog.record_image_ne(ROW(NEW.%1$I), ROW(OLD.%1$I)) THEN
                NEW.%2$I := %4$s;
            ELSE
                migrated := %4$s;
                IF pg_catalog.record_image_eq(ROW(NEW.%2$I), ROW(OLD.%2$I)) THEN
                    NEW.%2$I := migrated;
                ELSIF pg_catalog.record_image_ne(ROW(NEW.%2$I), ROW(migrated)) THEN
                    NEW.%1$I := %5$s;
                END IF;
            END IF;
            RETURN NEW;
        END
        """;

    /// <summary>An SQL expression that gives the text of a PL/pgSQL expression: the value of one column made of the other's.</summary>
    public string Conversion(bool isBack)
    {
        var from = isBack ? ShadowLiteral : NameLiteral;
        return (isBack ? UsingBack : Using) is { } expression
            ? $"format('(SELECT (%s) FROM (SELECT NEW.%I) AS given(%I))', {TableName.Literal(expression)}, {from}, {NameLiteral})"
            : $"format('NEW.%I', {from})";
    }
}
