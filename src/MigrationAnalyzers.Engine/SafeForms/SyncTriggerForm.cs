using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// Two columns of a table that a trigger keeps equal, or the one what a conversion makes of the other, whichever of them a version of the application writes. An INSERT writes the column that its
/// application knows, an UPDATE too: the one that is not what it was has been written. A row that has not been copied yet has the copy unchanged, and is copied on the way.
/// </summary>
/// <param name="Table">Where both are.</param>
/// <param name="Column">The one with the constraints.</param>
/// <param name="Copy">The one that is added: nullable, with no default but a constant one.</param>
internal sealed record SyncTriggerForm(RelationName Table, string Column, string Copy)
{
    public string Trigger { get; init; } = RowTriggerForm.TriggerName(Column, Copy);

    /// <summary>In the schema of the table.</summary>
    public RelationName Function { get; init; } = RowTriggerForm.FunctionName(Table, Column, Copy);

    /// <summary>The value of the copy as an expression over <c>NEW.column</c>; null: the same value.</summary>
    public string? Forth { get; init; }

    /// <summary>The value of the column as an expression over <c>NEW.copy</c>; null: the same value.</summary>
    public string? Back { get; init; }

    /// <summary>Nobody writes the copy: its value is always that of the column.</summary>
    public bool IsOneWay { get; init; }

    /// <summary>What the expressions name is found in every session where the migration's session finds it.</summary>
    public bool KeepsSearchPath { get; init; }

    /// <summary>A constant, which the nullable column has as its default too: an INSERT that sets the copy to NULL cannot be told from one that does not name it, but for a default.</summary>
    public SqlExpression? Default { get; init; }

    /// <summary>The other column has the constraints; trigger and function are the same.</summary>
    public SyncTriggerForm Mirrored => this with { Column = Copy, Copy = Column, Forth = Back, Back = Forth };

    /// <summary>Can be run again. The transaction that adds the copy should have these too.</summary>
    public ImmutableArray<SqlCommand> Create => Made.Create;

    public SqlCommand CreateFunction => Made.CreateFunction;

    /// <summary>Those on the column alone, for the copy too: no migration tells which roles have them.</summary>
    public SqlCommand Privileges
    {
        get
        {
            var table = SqlIdentifier.Quote(Table);
            var target = $"({SqlIdentifier.Quote(Copy)}) ON {table}".Replace("'", "''").Replace("%", "%%");
            return new($"""
                DO $grant$
                DECLARE
                    part record;
                BEGIN
                    FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                        FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = {SqlClauses.Text(table)}::regclass AND c.attname = {SqlClauses.Text(Column)} LOOP
                        EXECUTE format('GRANT %s {target} TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                    END LOOP;
                END $grant$
                """.Replace("\r\n", "\n"));
        }
    }

    public ImmutableArray<SqlCommand> Drop => Made.Drop;

    private RowTriggerForm Made => new(Table, Trigger, Function, Body) { KeepsSearchPath = KeepsSearchPath };

    /// <summary>
    /// The images of the values are compared (https://www.postgresql.org/docs/current/functions-comparisons.html#COMPOSITE-TYPE-COMPARISON): that is possible for types without an equality operator
    /// too, and 1.0 and 1.00 are two values. Not by *&lt;&gt;, which between two ROW() asks for such an operator of each pair.
    /// </summary>
    public static string Differ(string left, string right) => $"pg_catalog.record_image_ne(ROW({left}), ROW({right}))";

    public static string Same(string left, string right) => $"pg_catalog.record_image_eq(ROW({left}), ROW({right}))";

    private string Body => IsOneWay ? OneWay : (Forth ?? Back) is null ? SameValue : Converted;

    /// <summary>A column may have the name of a variable of PL/pgSQL, as found.</summary>
    private string OneWay => (Forth is null ? "" : "#variable_conflict use_column\n") + $"BEGIN\n    {New(Copy)} := {Forth ?? New(Column)};\n    RETURN NEW;\nEND";

    private string SameValue
    {
        get
        {
            var (column, copy) = (New(Column), New(Copy));
            var isNotGiven = Default is null
                ? $"{copy} IS NOT DISTINCT FROM NULL"
                : Same(copy, "standard");
            var declaration = Default is null
                ? ""
                : $"DECLARE\n    standard {SqlIdentifier.Quote(Table)}.{SqlIdentifier.Quote(Copy)}%TYPE := {SqlClauses.Expression(Default)};\n";
            return $"""
                {declaration}BEGIN
                    IF TG_OP = 'INSERT' THEN
                        IF {isNotGiven} THEN
                            {copy} := {column};
                        ELSE
                            {column} := {copy};
                        END IF;
                    ELSIF {Differ(copy, Old(Copy))} THEN
                        {column} := {copy};
                    ELSE
                        {copy} := {column};
                    END IF;
                    RETURN NEW;
                END
                """.Replace("\r\n", "\n");
        }
    }

    /// <summary>A value that is copied is none that somebody wrote: it must not change the column on its way back, where the conversion loses something.</summary>
    private string Converted
    {
        get
        {
            var (column, copy) = (New(Column), New(Copy));
            var (forth, back) = (Forth ?? column, Back ?? copy);
            return $"""
                DECLARE
                    converted {SqlIdentifier.Quote(Table)}.{SqlIdentifier.Quote(Copy)}%TYPE;
                BEGIN
                    IF TG_OP = 'INSERT' THEN
                        IF {copy} IS NOT DISTINCT FROM NULL THEN
                            {copy} := {forth};
                        ELSE
                            {column} := {back};
                        END IF;
                    ELSIF {Differ(column, Old(Column))} THEN
                        {copy} := {forth};
                    ELSE
                        converted := {forth};
                        IF {Same(copy, Old(Copy))} THEN
                            {copy} := converted;
                        ELSIF {Differ(copy, "converted")} THEN
                            {column} := {back};
                        END IF;
                    END IF;
                    RETURN NEW;
                END
                """.Replace("\r\n", "\n");
        }
    }

    private static string New(string column) => "NEW." + SqlIdentifier.Quote(column);

    private static string Old(string column) => "OLD." + SqlIdentifier.Quote(column);

    /// <summary>PostgreSQL would cut a name that is too long, and two pairs could get the same.</summary>
    public static string Shortened(params string[] parts)
    {
        var name = string.Join("_", parts);
        if (Encoding.UTF8.GetByteCount(name) <= SqlIdentifier.MaxBytes)
        {
            return name;
        }

        // FNV-1a: the same in every process.
        var hash = name.Aggregate(2166136261u, static (h, c) => unchecked((h ^ c) * 16777619u));
        return SqlIdentifier.WithSuffix(name, "_" + hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture));
    }
}
