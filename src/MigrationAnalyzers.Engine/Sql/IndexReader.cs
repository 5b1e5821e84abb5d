using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads CREATE INDEX and REINDEX.</summary>
internal static class IndexReader
{
    public static void Read(IndexStmt index, StatementScope scope)
    {
        var tokens = scope.Tokens;
        var afterTable = tokens.AfterName(tokens.IndexAt(index.Relation?.Location ?? scope.Span.Start), scope.End);
        var open = tokens.FindSign(afterTable, scope.End, '(');
        var close = tokens.AfterGroup(open, scope.End);
        scope.Add(new CreateIndex(Names.Of(index.Relation), index.Idxname, Keys(index.IndexParams, open + 1, close - 1, scope))
        {
            Origin = scope.Leading,
            Unique = index.Unique,
            Concurrently = index.Concurrent,
            IfNotExists = index.IfNotExists,
            Only = index.Relation is { Inh: false },
            Method = index.AccessMethod is null or "btree" ? null : index.AccessMethod,
            Filter = index.WhereClause is { } where
                ? scope.Expression(where, tokens.FindWord(close, scope.End, "where") + 1, scope.End)
                : null,
            Include = Columns(index.IndexIncludingParams),
            NullsNotDistinct = index.NullsNotDistinct,
            Tablespace = index.TableSpace,
            Parameters = Options.Names(index.Options),
        });
    }

    public static void Read(ReindexStmt reindex, StatementScope scope)
    {
        var target = reindex.ReindexObjectType switch
        {
            ReindexObjectType.REINDEX_OBJECT_TABLE => ReindexTarget.Table,
            ReindexObjectType.REINDEX_OBJECT_SCHEMA => ReindexTarget.Schema,
            ReindexObjectType.REINDEX_OBJECT_SYSTEM => ReindexTarget.System,
            ReindexObjectType.REINDEX_OBJECT_DATABASE => ReindexTarget.Database,
            _ => ReindexTarget.Index,
        };
        scope.Add(new Reindex(target, reindex.Relation is { } relation ? Names.Of(relation) : null)
        {
            Origin = scope.Leading,
            Concurrently = Options.IsOn(reindex.Params, "concurrently"),
            Schema = reindex.Name,
            HasOptionList = HasNewOptions(scope),
        });
    }

    /// <summary>REINDEX (CONCURRENTLY) and (TABLESPACE x); the tree does not tell the former from REINDEX TABLE CONCURRENTLY.</summary>
    private static bool HasNewOptions(StatementScope scope)
    {
        var open = scope.First + 1;
        if (!scope.Tokens.IsSign(open, '('))
        {
            return false;
        }

        for (var i = open; i < scope.Tokens.AfterGroup(open, scope.End); i++)
        {
            if (scope.Tokens.IsAnyWord(i, "concurrently tablespace"))
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<IndexKey> Keys(PgNodeList elements, int first, int end, StatementScope scope)
    {
        var keys = ImmutableArray.CreateBuilder<IndexKey>(elements.Count);
        foreach (var node in elements)
        {
            var next = scope.Tokens.FindSign(first, end, ',');
            if (node is IndexElem element)
            {
                // An expression is a call, or stands in parentheses; what follows is its collation, operator class and order.
                var expression = element.Expr is { } expr
                    ? scope.Expression(expr, first, scope.Tokens.AfterGroup(scope.Tokens.FindSign(first, next, '('), next))
                    : null;
                keys.Add(new IndexKey(element.Name, expression)
                {
                    Descending = element.Ordering == SortByDir.SORTBY_DESC,
                    NullsFirst = element.NullsOrdering switch
                    {
                        SortByNulls.SORTBY_NULLS_FIRST => true,
                        SortByNulls.SORTBY_NULLS_LAST => false,
                        _ => null,
                    },
                    Collation = Names.Qualified(element.Collation),
                    OperatorClass = Names.Qualified(element.Opclass),
                });
            }

            first = next + 1;
        }

        return keys.ToImmutable();
    }

    private static ImmutableArray<string> Columns(PgNodeList elements)
    {
        if (elements.Count == 0)
        {
            return [];
        }

        var columns = ImmutableArray.CreateBuilder<string>(elements.Count);
        foreach (var node in elements)
        {
            if (node is IndexElem { Name: { } name })
            {
                columns.Add(name);
            }
        }

        return columns.ToImmutable();
    }
}
