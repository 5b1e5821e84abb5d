using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>A table's old and new name.</summary>
/// <param name="Old">As it is called at first.</param>
/// <param name="New">Without a schema: in that of the old name.</param>
internal sealed record TableNames(TableName Old, TableName New)
{
    private TableName NewAsWritten => New.Schema is null ? Old.Sibling(New.Name) : New;

    public string OldOid => $"to_regclass({Old.RegclassLiteral})";

    public string NewOid => $"to_regclass({NewAsWritten.RegclassLiteral})";

    /// <summary>The view with the old name reads the table with the new one.</summary>
    public string IsExpanded => Reads(OldOid, NewOid);

    /// <summary>The same in a block, whose search path does not lead to either, and which has both in the variables <c>t</c> and <c>renamed</c>.</summary>
    public static string IsExpandedInBlock => Reads("t", "renamed");

    public static string Has(string oid, string kinds) => $"EXISTS (SELECT FROM pg_class c WHERE c.oid = {oid} AND c.relkind IN ({kinds}))";

    private static string Reads(string view, string table) =>
        $"EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass "
        + $"WHERE r.ev_class = {view} AND d.refobjid = {table} AND {Has(view, "'v'")} AND {Has(table, "'r', 'p'")})";

    public override string ToString() => $"table {Old} to {New}";
}

/// <summary>Renames a table and leaves a view with its old name, through which everything can be read and written.</summary>
internal sealed record ExpandRenameTableStep(TableNames Names) : SafeStep
{
    public override string Title => $"rename {Names}, with a view {Names.Old}";

    public override ImmutableArray<StepPhase> Phases =>
    [
        StepPhase.ShortLock(SyncSql.Block(
            Names.Old,
            $"source pg_class; home text; target text; granted record; standard record; columns text; renamed regclass := {Names.NewOid}; is_renamed boolean := false; creation name := current_schema();",
            SyncSql.Join(
                // After a contraction that is taken back only the view is missing.
                $"""
                IF t IS NULL AND {TableNames.Has("renamed", "'r', 'p'")} THEN
                    t := renamed;
                    is_renamed := true;
                END IF;
                """,
                SyncSql.MissingTable(Names.Old),
                "SELECT c.* INTO source FROM pg_class c WHERE c.oid = t;",
                $"""
                SELECT CASE WHEN is_renamed THEN coalesce({Literal(Names.Old.Schema)}, {(Names.New.Schema is null ? "n.nspname" : "creation")}) ELSE n.nspname END, coalesce({Literal(Names.New.Schema)}, n.nspname)
                INTO home, target FROM pg_namespace n WHERE n.oid = source.relnamespace;
                """,
                SyncSql.Refuse(
                    "source.relkind NOT IN ('r', 'p')", $"{Names.Old} is no table", "A view, a materialized view and a foreign table are renamed with plain SQL: make a view with the old name by hand."),
                SyncSql.RefuseWith(
                    $"NOT is_renamed AND to_regclass(format('%I.%I', target, {TableName.Literal(Names.New.Name)})) IS NOT NULL",
                    TableName.Literal($"there already is a table, view, index or sequence {Names.New}"),
                    "'Choose another name, or rename or drop what has it.'"),
                SyncSql.RefuseWith(
                    "source.relrowsecurity AND current_setting('server_version_num')::int < 150000",
                    TableName.Literal($"{Names.Old} has row level security, which a view passes by before PostgreSQL 15"),
                    "'Upgrade PostgreSQL, or rename the table while no application runs.'"),
                // A view that checks row level security as its user also asks for privileges on all columns that it reads, so that there would be none on single columns.
                SyncSql.Refuse(
                    "source.relrowsecurity AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t AND a.attacl IS NOT NULL AND NOT a.attisdropped)",
                    $"{Names.Old} has row level security and privileges on single columns, and a view can keep only one of both",
                    "Grant the privileges on the whole table, or rename the table while no application runs."),
                $"""
                IF NOT is_renamed THEN
                    IF source.relname <> {TableName.Literal(Names.New.Name)} THEN
                        EXECUTE format('ALTER TABLE %s RENAME TO %I', t, {TableName.Literal(Names.New.Name)});
                    END IF;
                    IF target <> home THEN
                        EXECUTE format('ALTER TABLE %s SET SCHEMA %I', t, target);
                    END IF;
                END IF;
                SELECT string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) INTO columns FROM pg_attribute a WHERE a.attrelid = t AND a.attnum > 0 AND NOT a.attisdropped;
                """,
                // The row version, which EF Core can use as a concurrency token, is no column of a view unless it is named.
                $"""
                EXECUTE format('CREATE VIEW %I.%I %s AS SELECT %s FROM %s', home, {OldName}, CASE WHEN source.relrowsecurity THEN 'WITH (security_invoker = true)' ELSE '' END,
                    concat_ws(', ', columns, 'xmin'), t);
                EXECUTE format('COMMENT ON VIEW %I.%I IS %L', home, {OldName}, format('%s under its old name, until no application uses it.', t));
                EXECUTE format('ALTER VIEW %I.%I OWNER TO %I', home, {OldName}, pg_get_userbyid(source.relowner));
                """,
                // INSERT takes the table's defaults for columns that are not named; SET column = DEFAULT takes the view's, or NULL.
                $"""
                FOR standard IN SELECT a.attname, pg_get_expr(d.adbin, d.adrelid) AS expression FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                    WHERE d.adrelid = t AND a.attgenerated = '' LOOP
                    EXECUTE format('ALTER VIEW %I.%I ALTER COLUMN %I SET DEFAULT %s', home, {OldName}, standard.attname, standard.expression);
                END LOOP;
                """,
                $"""
                FOR granted IN SELECT DISTINCT a.grantee FROM pg_class c CROSS JOIN aclexplode(c.relacl) a
                    WHERE c.oid = to_regclass(format('%I.%I', home, {OldName})) AND a.grantee <> source.relowner LOOP
                    EXECUTE format('REVOKE ALL ON %I.%I FROM %s', home, {OldName}, {Grantee});
                END LOOP;
                FOR granted IN SELECT a.*, ''::text AS columns FROM aclexplode(source.relacl) a
                    UNION ALL SELECT x.*, format('(%I)', a.attname) FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) x WHERE a.attrelid = t AND NOT a.attisdropped AND a.attnum > 0 LOOP
                    EXECUTE format('GRANT %s %s ON %I.%I TO %s%s', granted.privilege_type, granted.columns, home, {OldName}, {Grantee},
                        CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                END LOOP;
                """))) with
        {
            IsDone = $"SELECT {Names.IsExpanded}",
            Summary = $"rename table {Names.Old} to {Names.New}, and create an updatable view {Names.Old} of it",
        },
    ];

    private const string Grantee = "CASE granted.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END";

    private string OldName => TableName.Literal(Names.Old.Name);

    private static string Literal(string? value) => value is null ? "NULL" : TableName.Literal(value);
}

/// <summary>Ends <see cref="ExpandRenameTableStep"/>: the view goes.</summary>
internal sealed record ContractRenameTableStep(TableNames Names) : SafeStep
{
    public override string Title => $"drop view {Names.Old}, the old name of table {Names.New}";

    public override ImmutableArray<StepPhase> Phases =>
    [
        StepPhase.ShortLock(SyncSql.Block(
            Names.Old,
            $"renamed regclass := {Names.NewOid};",
            SyncSql.Join(RenameTableChecks.IsExpanded(Names), "EXECUTE 'DROP VIEW ' || t;"))) with
        {
            IsDone = $"SELECT {Names.OldOid} IS NULL AND {TableNames.Has(Names.NewOid, "'r', 'p'")}",
            Summary = $"drop view {Names.Old}",
        },
    ];
}

/// <summary>Takes <see cref="ExpandRenameTableStep"/> back.</summary>
internal sealed record CancelRenameTableStep(TableNames Names) : SafeStep
{
    public override string Title => $"take back the renaming of {Names}";

    public override ImmutableArray<StepPhase> Phases =>
    [
        StepPhase.ShortLock(SyncSql.Block(
            Names.Old,
            $"renamed regclass := {Names.NewOid}; home text; source name;",
            SyncSql.Join(
                RenameTableChecks.IsExpanded(Names),
                $"""
                SELECT n.nspname INTO home FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = t;
                SELECT n.nspname INTO source FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = renamed;
                EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', renamed);
                EXECUTE 'DROP VIEW ' || t;
                IF {(Names.Old.Name == Names.New.Name ? "false" : "true")} THEN
                    EXECUTE format('ALTER TABLE %s RENAME TO %I', renamed, {TableName.Literal(Names.Old.Name)});
                END IF;
                IF source <> home THEN
                    EXECUTE format('ALTER TABLE %s SET SCHEMA %I', renamed, home);
                END IF;
                """))) with
        {
            IsDone = $"SELECT {Names.NewOid} IS NULL AND {TableNames.Has(Names.OldOid, "'r', 'p'")}",
            Summary = $"drop view {Names.Old}, and rename table {Names.New} to {Names.Old}",
        },
    ];
}

internal static class RenameTableChecks
{
    public static string IsExpanded(TableNames names) => SyncSql.Refuse(
        $"NOT {TableNames.IsExpandedInBlock}",
        $"{names.Old} is no view of the table {names.New}",
        "Apply the migration with ExpandRenameTable first, and give both forms the same names.");
}
