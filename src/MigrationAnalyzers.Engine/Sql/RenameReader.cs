using MigrationAnalyzers.Engine.Model;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads ALTER ... RENAME and ALTER ... SET SCHEMA.</summary>
internal static class RenameReader
{
    public static void Read(RenameStmt rename, StatementScope scope)
    {
        var relation = Names.Of(rename.Relation);
        var newName = rename.Newname ?? "";
        var old = rename.Subname ?? "";
        switch (rename.RenameType)
        {
            case ObjectType.OBJECT_TABLE or ObjectType.OBJECT_MATVIEW:
                scope.Add(new RenameTable(relation, relation with { Name = newName })
                {
                    Origin = Clause(scope, rename.Relation, "to"),
                    IfTableExists = rename.MissingOk,
                });
                break;
            case ObjectType.OBJECT_INDEX:
                scope.Add(new RenameIndex(relation, newName, null) { Origin = Clause(scope, rename.Relation, "to"), IfExists = rename.MissingOk });
                break;
            case ObjectType.OBJECT_COLUMN when rename.RelationType is ObjectType.OBJECT_TABLE or ObjectType.OBJECT_MATVIEW:
                scope.Add(new RenameColumn(relation, old, newName)
                {
                    Origin = Clause(scope, rename.Relation, "column"),
                    IfTableExists = rename.MissingOk,
                    Only = rename.Relation is { Inh: false },
                });
                break;
            case ObjectType.OBJECT_TABCONSTRAINT:
                scope.Add(new RenameConstraint(relation, old, newName)
                {
                    Origin = Clause(scope, rename.Relation, "constraint"),
                    IfTableExists = rename.MissingOk,
                    Only = rename.Relation is { Inh: false },
                });
                break;
            case ObjectType.OBJECT_TRIGGER or ObjectType.OBJECT_RULE or ObjectType.OBJECT_POLICY:
                scope.Add(new OtherTableChange(relation, "RenameStmt")
                {
                    Origin = Clause(scope, rename.Relation, "to"),
                    IfTableExists = rename.MissingOk,
                    Object = TableObjectReader.Named(rename.RenameType, old),
                    NewName = newName,
                });
                break;
            case ObjectType.OBJECT_ATTRIBUTE:
                scope.Add(new AlterCompositeType(relation, AttributeChange.Rename, old)
                {
                    Origin = Clause(scope, rename.Relation, "attribute"),
                    NewName = newName,
                    Cascade = rename.Behavior == DropBehavior.DROP_CASCADE,
                });
                break;

            case ObjectType.OBJECT_TYPE or ObjectType.OBJECT_DOMAIN when Names.OfObject(rename.Object) is { } type:
                scope.Add(new RenameType(type, type with { Name = newName }) { Origin = scope.Leading });
                break;

            default:
                OtherStatements.Add(
                    scope,
                    rename.RenameType,
                    rename.Relation is not null ? [relation] : Names.OfObject(rename.Object) is { } name ? [name]
                        : rename is { RenameType: ObjectType.OBJECT_SCHEMA, Subname: { } schema } ? [new RelationName(null, schema)] : [],
                    s => s with
                    {
                        IfExists = rename.MissingOk,
                        NewName = Renamed(rename, relation, newName),
                        Column = rename.RenameType == ObjectType.OBJECT_COLUMN ? old : null,
                    });
                break;
        }
    }

    public static void Read(AlterObjectSchemaStmt move, StatementScope scope)
    {
        if (move is { Relation: { } relation, ObjectType: ObjectType.OBJECT_TABLE or ObjectType.OBJECT_MATVIEW })
        {
            var table = Names.Of(relation);
            scope.Add(new RenameTable(table, table with { Schema = move.Newschema })
            {
                Origin = Clause(scope, relation, "schema"),
                IfTableExists = move.MissingOk,
            });
            return;
        }

        if (move.ObjectType is ObjectType.OBJECT_TYPE or ObjectType.OBJECT_DOMAIN && Names.OfObject(move.Object) is { } type)
        {
            scope.Add(new RenameType(type, type with { Schema = move.Newschema }) { Origin = scope.Leading });
            return;
        }

        var moved = move.Relation is { } other ? Names.Of(other) : Names.OfObject(move.Object);
        OtherStatements.Add(
            scope,
            move.ObjectType,
            moved is { } name ? [name] : [],
            s => s with { IfExists = move.MissingOk, NewName = moved is { } old ? old with { Schema = move.Newschema } : null });
    }

    private static RelationName? Renamed(RenameStmt rename, RelationName relation, string newName) =>
        rename.RenameType == ObjectType.OBJECT_COLUMN ? new RelationName(null, newName)
        : rename.Relation is not null ? relation with { Name = newName }
        : Names.OfObject(rename.Object) is { } old ? old with { Name = newName }
        : rename.Subname is not null || rename.RenameType == ObjectType.OBJECT_SCHEMA ? new RelationName(null, newName)
        : null;

    // RENAME [COLUMN] a TO b, SET SCHEMA s: right after the relation.
    private static Origin Clause(StatementScope scope, RangeVar? relation, string second)
    {
        var tokens = scope.Tokens;
        var at = relation is null ? scope.First : tokens.AfterName(tokens.IndexAt(relation.Location), scope.End);
        at += tokens.IsSign(at, '*') ? 1 : 0;
        return scope.Over(at, tokens.IsWord(at + 1, second) ? at + 2 : at + 1);
    }
}
