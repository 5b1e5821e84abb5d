using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A view under the old name of a renamed table or view, through which the version that knows that name reads and writes on (https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS).
/// </summary>
/// <param name="Old">The name of the view.</param>
/// <param name="Renamed">The table as it is called now.</param>
internal sealed record OldNameView(RelationName Old, RelationName Renamed)
{
    /// <summary>It is a table; else a view or a foreign table, which have no row version.</summary>
    public bool OfTable { get; init; } = true;

    /// <summary>Both belong in the transaction that renames the table. The row version, which EF Core can use as a concurrency token, is no column of a view unless it is named.</summary>
    public ImmutableArray<SqlCommand> Create =>
    [
        new($"CREATE VIEW {SqlIdentifier.Quote(Old)} AS SELECT *{(OfTable ? ", xmin" : "")} FROM {SqlIdentifier.Quote(Renamed)}"),
        new(Properties),
    ];

    public SqlCommand Drop => new($"DROP VIEW {SqlIdentifier.Quote(Old)}");

    /// <summary>
    /// What no migration tells and the server knows. The table is read and written with the rights of the view's owner, so that it is the table's; what default privileges gave the view goes, and
    /// roles get what they have on the table. With row level security, and of a view that says so, it is the user's rights that count, which needs PostgreSQL 15 and rights on all columns. An INSERT takes the table's defaults
    /// by itself, SET column = DEFAULT those of the view.
    /// </summary>
    private string Properties
    {
        get
        {
            var view = SqlIdentifier.Quote(Old);
            var (viewName, tableName) = (SqlClauses.Text(view), SqlClauses.Text(SqlIdentifier.Quote(Renamed)));
            var isInvoker = OfTable ? "renamed.relrowsecurity" : "EXISTS (SELECT FROM pg_options_to_table(renamed.reloptions) AS o WHERE o.option_name = 'security_invoker' AND o.option_value::boolean)";
            return $$"""
                DO $view$
                DECLARE
                    renamed pg_class;
                    part record;
                BEGIN
                    SELECT c.* INTO renamed FROM pg_class AS c WHERE c.oid = {{tableName}}::regclass;
                    EXECUTE format('ALTER VIEW {{InFormat(view)}} OWNER TO %I', pg_get_userbyid(renamed.relowner));
                    IF {{isInvoker}} THEN
                        IF EXISTS (SELECT FROM pg_attribute AS c WHERE c.attrelid = renamed.oid AND c.attacl IS NOT NULL AND NOT c.attisdropped) THEN
                            RAISE EXCEPTION 'a view with the rights of its user cannot have privileges on single columns';
                        END IF;
                        EXECUTE 'ALTER VIEW {{InLiteral(view)}} SET (security_invoker = true)';
                    END IF;
                    FOR part IN SELECT c.attname, pg_get_expr(d.adbin, d.adrelid) AS value FROM pg_attrdef AS d JOIN pg_attribute AS c ON c.attrelid = d.adrelid AND c.attnum = d.adnum
                        WHERE d.adrelid = renamed.oid AND c.attgenerated = '' LOOP
                        EXECUTE format('ALTER VIEW {{InFormat(view)}} ALTER COLUMN %I SET DEFAULT %s', part.attname, part.value);
                    END LOOP;
                    FOR part IN SELECT DISTINCT CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee
                        FROM pg_class AS c CROSS JOIN aclexplode(c.relacl) AS p WHERE c.oid = {{viewName}}::regclass AND p.grantee <> c.relowner LOOP
                        EXECUTE format('REVOKE ALL ON {{InFormat(view)}} FROM %s', part.grantee);
                    END LOOP;
                    FOR part IN SELECT p.privilege_type || p.columns AS privilege, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                        FROM (SELECT t.*, '' AS columns FROM aclexplode(renamed.relacl) AS t
                            UNION ALL SELECT t.*, format(' (%I)', c.attname) FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS t WHERE c.attrelid = renamed.oid AND NOT c.attisdropped) AS p LOOP
                        EXECUTE format('GRANT %s ON {{InFormat(view)}} TO %s%s', part.privilege, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                    END LOOP;
                END $view$
                """.Replace("\r\n", "\n");
        }
    }

    private static string InLiteral(string name) => name.Replace("'", "''");

    private static string InFormat(string name) => InLiteral(name).Replace("%", "%%");
}
