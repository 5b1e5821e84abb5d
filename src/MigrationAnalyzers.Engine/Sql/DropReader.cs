using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads DROP and TRUNCATE; one operation for each object.</summary>
internal static class DropReader
{
    public static void Read(DropStmt drop, StatementScope scope)
    {
        var cascade = drop.Behavior == DropBehavior.DROP_CASCADE;
        switch (drop.RemoveType)
        {
            case ObjectType.OBJECT_TABLE:
                foreach (var table in Objects(drop))
                {
                    scope.Add(new DropTable(table) { Origin = scope.Leading, IfTableExists = drop.MissingOk, Cascade = cascade });
                }

                break;
            case ObjectType.OBJECT_INDEX:
                foreach (var index in Objects(drop))
                {
                    scope.Add(new DropIndex(index, null)
                    {
                        Origin = scope.Leading,
                        Concurrently = drop.Concurrent,
                        IfExists = drop.MissingOk,
                        Cascade = cascade,
                    });
                }

                break;
            case ObjectType.OBJECT_TRIGGER or ObjectType.OBJECT_RULE or ObjectType.OBJECT_POLICY:
                foreach (var node in drop.Objects)
                {
                    if (node is ListNode list)
                    {
                        scope.Add(new OtherTableChange(Names.OfAllButLast(list.Items), "DropStmt")
                        {
                            Origin = scope.Leading,
                            Object = TableObjectReader.Named(drop.RemoveType, Names.Of(list.Items).Name),
                            IfExists = drop.MissingOk,
                            IfTableExists = drop.MissingOk,
                        });
                    }
                }

                break;
            default:
                OtherStatements.Add(scope, drop.RemoveType, Objects(drop), s => s with { Cascade = cascade, IfExists = drop.MissingOk });
                break;
        }
    }

    public static void Read(TruncateStmt truncate, StatementScope scope)
    {
        foreach (var node in truncate.Relations)
        {
            if (node is RangeVar table)
            {
                scope.Add(new Truncate(Names.Of(table))
                {
                    Origin = scope.Leading,
                    Cascade = truncate.Behavior == DropBehavior.DROP_CASCADE,
                    Only = !table.Inh,
                });
            }
        }
    }

    private static ImmutableArray<RelationName> Objects(DropStmt drop)
    {
        var names = ImmutableArray.CreateBuilder<RelationName>(drop.Objects.Count);
        foreach (var node in drop.Objects)
        {
            if (Names.OfObject(node) is { } name)
            {
                names.Add(name);
            }
        }

        return names.ToImmutable();
    }
}
