using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads types. The grammar has already turned the names of the SQL standard into those of the catalog (<c>int</c> into <c>int4</c>).</summary>
internal static class TypeReader
{
    // INTERVAL_FULL_RANGE in timestamp.h: no fields were named.
    private const int AllIntervalFields = 0x7FFF;

    public static SqlType? Read(TypeName? type, string text)
    {
        if (type is null || type.PctType || type.Setof || type.Names is not { Count: > 0 } names || names[names.Count - 1] is not StringNode { Sval: var name })
        {
            return null;
        }

        var schema = names.Count > 1 && names[names.Count - 2] is StringNode { Sval: not "pg_catalog" } qualifier ? qualifier.Sval : null;
        var serial = names.Count == 1 ? SerialBase(name) : null;
        var modifiers = ImmutableArray<int>.Empty;
        string? otherModifiers = null;
        foreach (var modifier in type.Typmods)
        {
            if (modifier is A_Const { Ival: { } number })
            {
                modifiers = modifiers.Add(number.Ival);
            }
            else
            {
                otherModifiers = (otherModifiers is null ? "" : otherModifiers + ",") + ModifierText(modifier);
            }
        }

        int? fields = null;
        if (schema is null && name == "interval" && modifiers.Length > 0)
        {
            fields = modifiers[0] == AllIntervalFields ? null : modifiers[0];
            modifiers = modifiers.RemoveAt(0);
        }

        return new SqlType(serial ?? name, modifiers, type.ArrayBounds.Count)
        {
            Schema = schema,
            IsSerial = serial is not null,
            IntervalFields = fields,
            OtherModifiers = otherModifiers,
            Text = text,
        };
    }

    /// <summary>The token after a type that begins at the token.</summary>
    public static int End(SqlTokens tokens, int first, int end)
    {
        var next = tokens.IsWord(first, "setof") ? first + 1 : first;
        var isTime = tokens.IsAnyWord(next, "time timestamp");
        var isInterval = tokens.IsWord(next, "interval");
        next = tokens.IsWord(next, "national") ? next + 1 : next;
        next = tokens.IsAnyWord(next, "double") && tokens.IsWord(next + 1, "precision") ? next + 2 : tokens.AfterName(next, end);
        next += tokens.IsWord(next, "varying") ? 1 : 0;
        while (isInterval && tokens.IsAnyWord(next, "year month day hour minute second to"))
        {
            next++;
        }

        next = tokens.IsSign(next, '(') ? tokens.AfterGroup(next, end) : next;
        next += isTime && tokens.IsAnyWord(next, "with without") && tokens.IsWord(next + 1, "time") ? 3 : 0;
        next += tokens.IsWord(next, "array") ? 1 : 0;
        while (tokens.IsSign(next, '['))
        {
            next = tokens.AfterGroup(next, end);
        }

        return Math.Min(next, end);
    }

    /// <summary>The type at its place in a statement.</summary>
    public static SqlType? Read(TypeName? type, SqlTokens tokens, int end)
    {
        if (type is null)
        {
            return null;
        }

        var first = tokens.IndexAt(type.Location);
        return Read(type, tokens.TextOf(first, End(tokens, first, end)));
    }

    private static string? SerialBase(string name) => name switch
    {
        "serial" or "serial4" => "int4",
        "bigserial" or "serial8" => "int8",
        "smallserial" or "serial2" => "int2",
        _ => null,
    };

    // geometry(Point, 4326): the grammar takes any expression.
    private static string ModifierText(PgNode modifier) => modifier switch
    {
        ColumnRef column => ExpressionReader.ColumnName(column) ?? "*",
        A_Const { Sval: { } text } => "'" + text.Sval + "'",
        A_Const { Fval: { } number } => number.Fval,
        _ => string.Format(CultureInfo.InvariantCulture, "<{0}>", modifier.Kind),
    };
}
