using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>Ends <see cref="ExpandColumnTypeStep"/>: the new column takes the place of the old one, and the copies of its indexes and constraints their names.</summary>
internal sealed record ContractColumnTypeStep(TypeChange Change) : SafeStep
{
    public override string Title => $"change column {Change.Name} of {Change.Table} to type {Change.NewType}";

    public override ImmutableArray<StepPhase> Phases => [Check, Swap];

    private ColumnPair Pair => Change.Pair;

    private StepPhase Check => StepPhase.Online(SyncSql.Block(
        Change.Table,
        $"source pg_attribute; target pg_attribute; is_finished boolean; differing bigint; missing text; {IndexCopies.Declarations}",
        Unfinished(SyncSql.Join(
            PairChecks.IsExpanded(Pair),
            $"""
            SELECT string_agg(x.name, ', ') INTO missing FROM (
                SELECT o.relname::text AS name FROM ({Change.Copies.Originals}) o
                WHERE NOT EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = t AND i.indisvalid AND c.relname = {Pair.CopyNameOf("o.relname::text")})
                UNION ALL SELECT k.conname::text FROM ({Change.Constraints}) k
                WHERE NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = k.owner AND n.conname = k.copy AND (n.convalidated OR NOT k.convalidated))
                UNION ALL SELECT 'NOT NULL' WHERE source.attnotnull
                    AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = t AND n.conname = {Change.NotNullName} AND n.convalidated)) x;
            """,
            SyncSql.RefuseWith(
                "missing IS NOT NULL",
                $"{TableName.Literal($"the new column of {Change.Table}.{Change.Name} has not got these yet: ")} || missing",
                "'Somebody made them, or the preparation was interrupted: run the migration with ExpandColumnType again, which adds what is missing.'"),
            $"""
            PERFORM set_config('search_path', migration.path, true);
            EXECUTE format('SELECT count(*) FROM %s WHERE pg_catalog.record_image_ne(ROW(%I), ROW(CAST(%s AS %s)))', {TableName.Literal(Change.Table.Sql)}, {Change.ShadowLiteral}, {TableName.Literal(Change.NewValue)},
                (SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a WHERE a.attrelid = t AND a.attname = {Change.ShadowLiteral})) INTO differing;
            PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
            """,
            SyncSql.RefuseWith(
                "differing > 0",
                $"differing || {TableName.Literal($" rows of {Change.Table} have another value in the new column than {Change.Name} gives")}",
                TableName.Literal(
                    $"The trigger was off for a time, or the rows have not been copied. Find them: SELECT * FROM {Change.Table.Sql} WHERE {TableName.Quote(Pair.Copy)} IS DISTINCT FROM {Change.NewValue}; "
                    + $"make it right: UPDATE {Change.Table.Sql} SET {TableName.Quote(Pair.Copy)} = {Change.NewValue} with that condition.")))))) with
    {
        Summary = $"check that the new column of {Change.Table}.{Change.Name} is complete and right in all rows",
    };

    private StepPhase Swap => StepPhase.ShortLock(SyncSql.Block(
        Change.Table,
        $"""
        source pg_attribute; target pg_attribute; is_finished boolean; fn text; granted record; standard text; remark text; command text; identity_of regclass; identity_options text; identity_name text; last bigint; called boolean;
        drops text[] := '{"{}"}'; makes text[] := '{"{}"}'; grants text[] := '{"{}"}'; {IndexCopies.Declarations}
        """,
        Unfinished(SyncSql.Join(
            PairChecks.IsExpanded(Pair),
            // The model takes the longest, and needs no lock to speak of: it is made before the others have to wait.
            $"""
            {Change.Copies.MakeModel}
            EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', t);
            SELECT pg_get_expr(d.adbin, d.adrelid) INTO standard FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
            WHERE d.adrelid = 'pg_temp.{IndexCopies.Model}'::regclass AND a.attname = {Change.ShadowLiteral};
            """,
            SyncSql.CopyPrivileges(Change.ShadowLiteral),
            Indexes,
            Constraints,
            Column,
            Sequences,
            $"DROP TABLE pg_temp.{IndexCopies.Model};",
            SyncSql.DropTrigger(Pair),
            $"""
            FOREACH command IN ARRAY drops LOOP
                EXECUTE command;
            END LOOP;
            EXECUTE format('ALTER TABLE %s DROP COLUMN %I', t, {Change.NameLiteral});
            EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', t, {Change.ShadowLiteral}, {Change.NameLiteral});
            FOREACH command IN ARRAY makes || grants LOOP
                EXECUTE command;
            END LOOP;
            IF last IS NOT NULL THEN
                PERFORM setval(pg_get_serial_sequence(t::text, {Change.NameLiteral})::regclass, last, called);
            END IF;
            """)))) with
    {
        Summary = $"drop column {Change.Name} of {Change.Table}, and give the new column and its indexes and constraints the old names",
    };

    /// <summary>Unique constraints take over the index with the copy's name; other indexes are renamed.</summary>
    private string Indexes => $"""
        FOR original IN SELECT o.indexrelid, o.relname, {Pair.CopyNameOf("o.relname::text")} AS copy, k.oid AS constraint_oid, k.conname, k.contype, k.condeferrable, k.condeferred, i.indisclustered, i.indisreplident,
                n.nspname, obj_description(o.indexrelid, 'pg_class') AS remark, obj_description(k.oid, 'pg_constraint') AS constraint_remark
            FROM ({Change.Copies.Originals}) o JOIN pg_index i ON i.indexrelid = o.indexrelid JOIN pg_class c ON c.oid = o.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_constraint k ON k.conindid = o.indexrelid AND k.conrelid = t AND k.contype IN ('p', 'u') LOOP
            makes := makes || CASE WHEN original.constraint_oid IS NULL THEN format('ALTER INDEX %I.%I RENAME TO %I', original.nspname, original.copy, original.relname)
                ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s USING INDEX %I%s%s', t, original.conname, CASE original.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END, original.copy,
                    CASE WHEN original.condeferrable THEN ' DEFERRABLE' ELSE '' END, CASE WHEN original.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END) END;
            IF original.indisclustered THEN
                makes := makes || format('ALTER TABLE %s CLUSTER ON %I', t, original.relname);
            END IF;
            IF original.indisreplident THEN
                makes := makes || format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', t, original.relname);
            END IF;
            IF original.remark IS NOT NULL THEN
                makes := makes || format('COMMENT ON INDEX %I.%I IS %L', original.nspname, original.relname, original.remark);
            END IF;
            IF original.constraint_remark IS NOT NULL THEN
                makes := makes || format('COMMENT ON CONSTRAINT %I ON %s IS %L', original.conname, t, original.constraint_remark);
            END IF;
        END LOOP;
        """;

    private string Constraints => $"""
        FOR original IN SELECT k.*, obj_description(k.oid, 'pg_constraint') AS remark FROM ({Change.Constraints}) k LOOP
            drops := drops || format('ALTER TABLE %s DROP CONSTRAINT %I', original.owner, original.conname);
            makes := makes || format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', original.owner, original.copy, original.conname);
            IF original.remark IS NOT NULL THEN
                makes := makes || format('COMMENT ON CONSTRAINT %I ON %s IS %L', original.conname, original.owner, original.remark);
            END IF;
        END LOOP;
        """;

    /// <summary>SET NOT NULL believes a validated CHECK constraint, as long as that is there, and reads no rows. It comes before everything else: an identity and a primary key need it.</summary>
    private string Column => $"""
        IF source.attnotnull THEN
            makes := ARRAY[format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', t, {Change.NameLiteral}), format('ALTER TABLE %s DROP CONSTRAINT %I', t, {Change.NotNullName})] || makes;
        END IF;
        IF standard IS NOT NULL THEN
            makes := makes || format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', t, {Change.NameLiteral}, standard);
        END IF;
        IF source.attoptions IS NOT NULL THEN
            makes := makes || format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', t, {Change.NameLiteral}, array_to_string(source.attoptions, ', '));
        END IF;
        IF source.attstattarget >= 0 THEN
            makes := makes || format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', t, {Change.NameLiteral}, source.attstattarget);
        END IF;
        remark := col_description(t, source.attnum);
        IF remark IS NOT NULL THEN
            makes := makes || format('COMMENT ON COLUMN %s.%I IS %L', t, {Change.NameLiteral}, remark);
        END IF;
        """;

    /// <summary>
    /// A sequence that a serial column owns is handed on. An identity's goes with its column, and a new one with the same name goes on where it ended; a bound that the old type
    /// gave it becomes the new type's, as ALTER COLUMN TYPE does it.
    /// </summary>
    private string Sequences => $"""
        FOR original IN SELECT d.objid::regclass AS sequence FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = t AND d.refobjsubid = source.attnum AND d.deptype = 'a' LOOP
            drops := format('ALTER SEQUENCE %s OWNED BY %s.%I', original.sequence, t, {Change.ShadowLiteral}) || drops;
        END LOOP;
        IF source.attidentity <> '' THEN
            identity_of := pg_get_serial_sequence(t::text, {Change.NameLiteral})::regclass;
            SELECT format('START %s INCREMENT %s CACHE %s%s%s%s', s.seqstart, s.seqincrement, s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END,
                CASE WHEN s.seqmax = b.greatest OR s.seqincrement < 0 AND s.seqmax = -1 THEN '' ELSE ' MAXVALUE ' || s.seqmax END,
                CASE WHEN s.seqmin = -b.greatest - 1 OR s.seqincrement > 0 AND s.seqmin = 1 THEN '' ELSE ' MINVALUE ' || s.seqmin END)
            INTO identity_options FROM pg_sequence s CROSS JOIN LATERAL (SELECT CASE s.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END AS greatest) b
            WHERE s.seqrelid = identity_of;
            EXECUTE format('SELECT last_value, is_called FROM %s', identity_of) INTO last, called;
            makes := makes || format('ALTER TABLE %s ALTER COLUMN %I ADD GENERATED %s AS IDENTITY (SEQUENCE NAME %s %s)', t, {Change.NameLiteral},
                CASE source.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, identity_of, identity_options);
            FOR granted IN SELECT a.* FROM pg_class c CROSS JOIN aclexplode(c.relacl) a WHERE c.oid = identity_of LOOP
                grants := grants || format('GRANT %s ON SEQUENCE %s TO %s%s', granted.privilege_type, identity_of, CASE granted.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                    CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
            END LOOP;
        END IF;
        """;

    private string Unfinished(string body) => SyncSql.Join(
        SyncSql.MissingTable(Change.Table),
        Change.FindFinished,
        $"IF NOT is_finished OR {SyncSql.IsTrigger(Pair)} THEN",
        body,
        "END IF;");
}

/// <summary>Takes <see cref="ExpandColumnTypeStep"/> back: the new column goes with all that was made for it. The old one has all that was written.</summary>
internal sealed record CancelColumnTypeStep(TypeChange Change) : SafeStep
{
    public override string Title => $"take back type {Change.NewType} of column {Change.Name} of {Change.Table}";

    public override ImmutableArray<StepPhase> Phases =>
    [
        StepPhase.ShortLock(SyncSql.Block(
            Change.Table,
            "fn text; copied record;",
            SyncSql.Join(
                SyncSql.MissingTable(Change.Table),
                PairChecks.IsExpanded(Change.Pair),
                "EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', t);",
                $"""
                FOR copied IN SELECT k.conrelid::regclass AS owner, k.conname FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = t AND a.attname = {Change.ShadowLiteral}
                    WHERE k.contype = 'f' AND {SyncSql.IsCopyName("k.conname")} AND (k.confrelid = t AND a.attnum = ANY (k.confkey) OR k.conrelid = t AND a.attnum = ANY (k.conkey)) LOOP
                    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', copied.owner, copied.conname);
                END LOOP;
                """,
                SyncSql.DropTrigger(Change.Pair),
                $"EXECUTE format('ALTER TABLE %s DROP COLUMN %I', t, {Change.ShadowLiteral});"))) with
        {
            IsDone = $"SELECT {SyncSql.IsColumnQuery(Change.Table, Change.Name)} AND NOT {SyncSql.IsColumnQuery(Change.Table, Change.Pair.Copy)}",
            Summary = $"drop the new column of {Change.Table}.{Change.Name}, its trigger, indexes and constraints",
        },
    ];
}
