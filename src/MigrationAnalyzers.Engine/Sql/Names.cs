using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Names as the tree has them: unquoted and folded already.</summary>
internal static class Names
{
    public static RelationName Of(RangeVar? relation) => new(relation?.Schemaname, relation?.Relname ?? "");

    /// <summary>A list of texts: schema and name, or the name alone. A database name before them is left out.</summary>
    public static RelationName Of(PgNodeList parts)
    {
        var name = parts.Count > 0 && parts[parts.Count - 1] is StringNode last ? last.Sval : "";
        var schema = parts.Count > 1 && parts[parts.Count - 2] is StringNode first ? first.Sval : null;
        return new RelationName(schema, name);
    }

    /// <summary>The first parts of a list: the table of <c>schema.table.trigger</c>.</summary>
    public static RelationName OfAllButLast(PgNodeList parts)
    {
        var name = parts.Count > 1 && parts[parts.Count - 2] is StringNode last ? last.Sval : "";
        var schema = parts.Count > 2 && parts[parts.Count - 3] is StringNode first ? first.Sval : null;
        return new RelationName(schema, name);
    }

    /// <summary>An object of DROP, COMMENT and the like: a list of texts, a text, a type or a routine.</summary>
    public static RelationName? OfObject(PgNode? node) => node switch
    {
        ListNode list => Of(list.Items),
        TypeName type => Of(type.Names),
        ObjectWithArgs routine => Of(routine.Objname),
        StringNode text => new RelationName(null, text.Sval),
        RangeVar relation => Of(relation),
        _ => null,
    };

    public static ImmutableArray<string> Texts(PgNodeList list)
    {
        if (list.Count == 0)
        {
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>(list.Count);
        foreach (var node in list)
        {
            if (node is StringNode text)
            {
                texts.Add(text.Sval);
            }
        }

        return texts.ToImmutable();
    }

    public static ImmutableArray<RelationName> Relations(PgNodeList list)
    {
        if (list.Count == 0)
        {
            return [];
        }

        var names = ImmutableArray.CreateBuilder<RelationName>(list.Count);
        foreach (var node in list)
        {
            if (node is RangeVar relation)
            {
                names.Add(Of(relation));
            }
        }

        return names.ToImmutable();
    }

    /// <summary>A collation or an operator class; null where there is none.</summary>
    public static string? Qualified(PgNodeList parts)
    {
        if (parts.Count == 0)
        {
            return null;
        }

        var texts = parts.Strings();
        return texts.Count == 2 && texts[0] == "pg_catalog" ? texts[1] : string.Join(".", texts);
    }

    public static TablePersistence Persistence(RangeVar? relation) =>
        relation?.Relpersistence == "t" || relation?.Schemaname == "pg_temp" ? TablePersistence.Temporary
        : relation?.Relpersistence == "u" ? TablePersistence.Unlogged
        : TablePersistence.Permanent;
}
