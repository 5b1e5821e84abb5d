using System.Text;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>Writes names into SQL the way PostgreSQL's own quote_ident does: quoted only where the bare name would mean something else.</summary>
internal static class SqlIdentifier
{
    /// <summary>
    /// The keywords that are not free for every use as a name: pg_get_keywords() of PostgreSQL 18 without category U. That of earlier
    /// versions is a part of it.
    /// </summary>
    private static readonly HashSet<string> s_keywords = new(
        ("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char character check coalesce "
        + "collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema current_time "
        + "current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign "
        + "freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join json "
        + "json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading "
        + "least left like limit localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on "
        + "only or order out outer overlaps overlay placing position precision primary real references returning right row select session_user setof "
        + "similar smallint some substring symmetric system_user table tablesample then time timestamp to trailing treat trim true union unique user "
        + "using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse "
        + "xmlpi xmlroot xmlserialize xmltable").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The longest name that PostgreSQL keeps whole, in bytes (NAMEDATALEN - 1).</summary>
    public const int MaxBytes = 63;

    public static string Quote(string name) => IsPlain(name) ? name : "\"" + name.Replace("\"", "\"\"") + "\"";

    public static string Quote(RelationName relation) =>
        relation.Schema is null ? Quote(relation.Name) : Quote(relation.Schema) + "." + Quote(relation.Name);

    /// <summary>A name made of another one, which is cut where the whole would be too long for PostgreSQL.</summary>
    public static string WithSuffix(string stem, string suffix)
    {
        while (Encoding.UTF8.GetByteCount(stem + suffix) > MaxBytes || char.IsHighSurrogate(stem[stem.Length - 1]))
        {
            stem = stem.Substring(0, stem.Length - 1);
        }

        return stem + suffix;
    }

    private static bool IsPlain(string name)
    {
        if (name.Length == 0 || name[0] is >= '0' and <= '9')
        {
            return false;
        }

        foreach (var character in name)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return !s_keywords.Contains(name);
    }
}
