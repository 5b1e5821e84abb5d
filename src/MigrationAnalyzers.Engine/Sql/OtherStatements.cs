using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Statements that have no operation of their own.</summary>
internal static class OtherStatements
{
    public static void Add(StatementScope scope, params ImmutableArray<RelationName> relations) => Add(scope, ObjectType.Unknown, relations);

    /// <param name="names">The objects of that type that the statement names.</param>
    /// <param name="complete">Says what else the statement says.</param>
    public static void Add(StatementScope scope, ObjectType objectType, ImmutableArray<RelationName> names, Func<OtherStatement, OtherStatement>? complete = null)
    {
        var areRelations = AreRelations(objectType);
        var statement = new OtherStatement(scope.Root.Kind)
        {
            Origin = scope.Leading,
            ObjectType = objectType == ObjectType.Unknown ? null : objectType.ToString(),
            Relations = areRelations ? names : [],
            Objects = areRelations ? [] : names,
        };
        scope.Add(complete is null ? statement : complete(statement));
    }

    private static bool AreRelations(ObjectType type) => type is ObjectType.Unknown or ObjectType.OBJECT_TABLE or ObjectType.OBJECT_VIEW
        or ObjectType.OBJECT_MATVIEW or ObjectType.OBJECT_SEQUENCE or ObjectType.OBJECT_FOREIGN_TABLE or ObjectType.OBJECT_INDEX
        or ObjectType.OBJECT_COLUMN or ObjectType.OBJECT_TABCONSTRAINT or ObjectType.OBJECT_TRIGGER or ObjectType.OBJECT_RULE
        or ObjectType.OBJECT_POLICY;
}
