using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads one statement into operations: chooses the reader.</summary>
internal static class StatementReader
{
    /// <summary>Adds at least one operation.</summary>
    public static void Read(PgNode node, StatementScope scope)
    {
        switch (node)
        {
            case IndexStmt index:
                IndexReader.Read(index, scope);
                break;
            case AlterTableStmt alter:
                AlterTableReader.Read(alter, scope);
                break;
            case CreateStmt create:
                TableReader.Read(create, scope);
                break;
            case CreateTableAsStmt create:
                TableReader.Read(create, scope);
                break;
            case DropStmt drop:
                DropReader.Read(drop, scope);
                break;
            case TruncateStmt truncate:
                DropReader.Read(truncate, scope);
                break;
            case RenameStmt rename:
                RenameReader.Read(rename, scope);
                break;
            case AlterObjectSchemaStmt move:
                RenameReader.Read(move, scope);
                break;
            case InsertStmt or UpdateStmt or DeleteStmt or MergeStmt or SelectStmt or CopyStmt:
                DmlReader.Read(node, scope);
                break;
            case TransactionStmt or VariableSetStmt or LockStmt or DiscardStmt:
                ReadSession(node, scope);
                break;
            case CreateEnumStmt or AlterEnumStmt or CreateDomainStmt or AlterDomainStmt or CompositeTypeStmt:
                ReadType(node, scope);
                break;
            default:
                ReadOther(node, scope);
                break;
        }

        if (!scope.HasOperations)
        {
            OtherStatements.Add(scope);
        }
    }

    private static void ReadSession(PgNode node, StatementScope scope)
    {
        switch (node)
        {
            case TransactionStmt transaction:
                if (KindOf(transaction) is { } kind)
                {
                    scope.Add(new TransactionControl(kind) { Origin = scope.Leading, Name = transaction.SavepointName is { Length: > 0 } savepoint ? savepoint : null });
                }

                break;
            case VariableSetStmt set:
                SettingReader.Read(set, scope);
                break;
            case LockStmt lockStatement:
                SettingReader.Read(lockStatement, scope);
                break;
            case DiscardStmt discard:
                ServerCommandReader.Read(discard, scope);
                break;
        }
    }

    private static void ReadType(PgNode node, StatementScope scope)
    {
        switch (node)
        {
            case CreateEnumStmt create:
                TypeStatementReader.Read(create, scope);
                break;
            case AlterEnumStmt alter:
                TypeStatementReader.Read(alter, scope);
                break;
            case CreateDomainStmt create:
                TypeStatementReader.Read(create, scope);
                break;
            case CompositeTypeStmt create:
                TypeStatementReader.Read(create, scope);
                break;
            case AlterDomainStmt alter:
                TypeStatementReader.Read(alter, scope);
                break;
        }
    }

    private static void ReadOther(PgNode node, StatementScope scope)
    {
        switch (node)
        {
            case ReindexStmt reindex:
                IndexReader.Read(reindex, scope);
                break;
            case VacuumStmt vacuum:
                ServerCommandReader.Read(vacuum, scope);
                break;
            case ClusterStmt cluster:
                ServerCommandReader.Read(cluster, scope);
                break;
            case RefreshMatViewStmt refresh:
                scope.Add(new RefreshMaterializedView(Names.Of(refresh.Relation))
                {
                    Origin = scope.Leading,
                    Concurrently = refresh.Concurrent,
                    WithNoData = refresh.SkipData,
                });
                break;
            case CreateFunctionStmt create:
                scope.Add(FunctionBodies.Read(create, scope));
                break;
            case AlterFunctionStmt alter:
                scope.Add(FunctionBodies.Read(alter, scope));
                break;
            case AlterDatabaseStmt alter:
                ServerCommandReader.Read(alter, scope);
                break;
            case CreateSubscriptionStmt create:
                ServerCommandReader.Read(create, scope);
                break;
            case AlterSubscriptionStmt alter:
                ServerCommandReader.Read(alter, scope);
                break;
            case CallStmt call:
                RoutineReader.AddCall(call, scope);
                break;
            case ExecuteStmt execute:
                scope.Add(new OpaqueOperation("prepared statement " + execute.Name) { Origin = scope.Leading });
                break;
            case ExplainStmt { Query: { } query } explain when Options.IsOn(explain.Options, "analyze"):
                // EXPLAIN ANALYZE carries the statement out.
                Read(query, scope);
                break;
            case ExplainStmt { Query: { } query }:
                AddPlanned(query, scope);
                break;
            case PrepareStmt { Query: { } query }:
                AddPlanned(query, scope);
                break;
            case DeclareCursorStmt { Query: { } query }:
                AddPlanned(query, scope);
                break;
            default:
                ReadRest(node, scope);
                break;
        }
    }

    /// <summary>A statement that is analyzed and perhaps planned, but not carried out.</summary>
    private static void AddPlanned(PgNode query, StatementScope scope) =>
        OtherStatements.Add(scope, ObjectType.Unknown, ReadRelations.Of(query), s => s with
        {
            RowLocks = query is SelectStmt select ? DmlReader.RowLocks(select) : [],
            Only = ReadRelations.Only(query),
            Writes = ImmutableArray.CreateRange(query.DescendantsAndSelf().Select(ReadRelations.Target).OfType<RangeVar>().Select(static t => Names.Of(t)).Distinct()),
        });

    private static void ReadRest(PgNode node, StatementScope scope)
    {
        if (ServerCommand(node) is { } kind)
        {
            ServerCommandReader.Add(scope, kind);
            return;
        }

        switch (node)
        {
            case CreateTrigStmt or RuleStmt or CreatePolicyStmt or AlterPolicyStmt or CreatePublicationStmt or AlterPublicationStmt:
                TableObjectReader.Read(node, scope);
                break;
            case ViewStmt view:
                ViewReader.Read(view, scope);
                break;
            case CreateExtensionStmt { Extname: { } extension } create:
                OtherStatements.Add(scope, ObjectType.OBJECT_EXTENSION, [new RelationName(null, extension)], s => s with { IfExists = create.IfNotExists });
                break;
            case CreateRoleStmt { Role: { } role }:
                OtherStatements.Add(scope, ObjectType.OBJECT_ROLE, [], s => s with { Roles = [role] });
                break;
            case CommentStmt comment:
                OtherStatements.Add(scope, comment.Objtype, TableOf(comment.Objtype, comment.Object), s => s with
                {
                    Column = comment is { Objtype: ObjectType.OBJECT_COLUMN, Object: ListNode { Items: [.., StringNode column] } } ? column.Sval : null,
                });
                break;
            case GrantStmt grant:
                OtherStatements.Add(scope, grant.Objtype, Names.Relations(grant.Objects), s => s with
                {
                    Roles = [.. grant.Grantees.OfType<RoleSpec>().Where(static r => r.Roletype == RoleSpecType.ROLESPEC_CSTRING).Select(static r => r.Rolename).OfType<string>()],
                    GrantsToPublic = grant.IsGrant && grant.Grantees.OfType<RoleSpec>().Any(static r => r.Roletype == RoleSpecType.ROLESPEC_PUBLIC),
                });
                break;
            case AlterOwnerStmt owner:
                OtherStatements.Add(
                    scope,
                    owner.ObjectType,
                    owner.Relation is { } relation ? [Names.Of(relation)] : Names.OfObject(owner.Object) is { } name ? [name] : []);
                break;
            case AlterTableMoveAllStmt move:
                OtherStatements.Add(scope, move.Objtype, [], s => s with
                {
                    Objects = move.OrigTablespacename is { } from ? [new RelationName(null, from)] : [],
                    NewName = move.NewTablespacename is { } to ? new RelationName(null, to) : null,
                });
                break;
            case CreateSeqStmt { Sequence: { } sequence } create:
                OtherStatements.Add(scope, Owned(Names.Of(sequence), create.Options));
                break;
            case AlterSeqStmt { Sequence: { } sequence } alter:
                OtherStatements.Add(scope, Owned(Names.Of(sequence), alter.Options));
                break;
            case CreateAmStmt { Amtype: "t", Amname: { } method }:
                OtherStatements.Add(scope, ObjectType.OBJECT_ACCESS_METHOD, [], s => s with { NewName = new RelationName(null, method) });
                break;
            case CreateSchemaStmt create:
                OtherStatements.Add(scope, ObjectType.OBJECT_SCHEMA, create.Schemaname is { } schema ? [new RelationName(null, schema)] : [], s => s with
                {
                    IfExists = create.IfNotExists,
                    Subcommands = [.. create.SchemaElts.Select(static e => e.Kind)],
                });
                break;
            case CreateStatsStmt { Relations: [RangeVar table] } create:
                StatisticsReader.Read(create, table, scope);
                break;
            case AlterStatsStmt alter:
                OtherStatements.Add(scope, ObjectType.OBJECT_STATISTIC_EXT, [], s => s with { Objects = [Names.Of(alter.Defnames)], IfExists = alter.MissingOk });
                break;
            case DefineStmt { ObjectType: ObjectType.OBJECT_AGGREGATE } aggregate:
                scope.Add(new CreateFunction(Names.Of(aggregate.Defnames)) { Origin = scope.Leading });
                break;
            case CreateRangeStmt range:
                // The type has a constructor of the same name.
                scope.Add(new CreateFunction(Names.Of(range.TypeName)) { Origin = scope.Leading });
                break;
            case CreateForeignTableStmt { Base.Relation: { } table } foreign:
                OtherStatements.Add(scope, ObjectType.Unknown, [Names.Of(table)], s => s with { Server = foreign.Servername });
                break;
            default:
                OtherStatements.Add(scope, ReadRelations.Of(node));
                break;
        }
    }

    /// <summary>The sequence, and the table of OWNED BY.</summary>
    private static ImmutableArray<RelationName> Owned(RelationName sequence, PgNodeList options) =>
        Options.Find(options, "owned_by") is { Arg: ListNode { Items.Count: > 1 } column } ? [sequence, Names.OfAllButLast(column.Items)] : [sequence];

    private static ServerCommandKind? ServerCommand(PgNode node) => node switch
    {
        CreatedbStmt => ServerCommandKind.CreateDatabase,
        DropdbStmt => ServerCommandKind.DropDatabase,
        CreateTableSpaceStmt => ServerCommandKind.CreateTablespace,
        DropTableSpaceStmt => ServerCommandKind.DropTablespace,
        AlterSystemStmt => ServerCommandKind.AlterSystem,
        DropSubscriptionStmt => ServerCommandKind.DropSubscription,
        CheckPointStmt => ServerCommandKind.Checkpoint,
        _ => null,
    };

    // The table that is locked: of a column, a constraint or a trigger it is the name before the last.
    private static ImmutableArray<RelationName> TableOf(ObjectType type, PgNode? node) => type switch
    {
        ObjectType.OBJECT_COLUMN or ObjectType.OBJECT_TABCONSTRAINT or ObjectType.OBJECT_TRIGGER or ObjectType.OBJECT_RULE or ObjectType.OBJECT_POLICY
            when node is ListNode list => [Names.OfAllButLast(list.Items)],
        _ => Names.OfObject(node) is { } name ? [name] : [],
    };

    // Null for COMMIT PREPARED and ROLLBACK PREPARED, which have nothing to do with the session's own transaction.
    private static TransactionControlKind? KindOf(TransactionStmt transaction) => transaction.TransactionStmtKind switch
    {
        TransactionStmtKind.TRANS_STMT_BEGIN or TransactionStmtKind.TRANS_STMT_START => TransactionControlKind.Begin,

        // PREPARE TRANSACTION ends the session's transaction as well.
        TransactionStmtKind.TRANS_STMT_COMMIT or TransactionStmtKind.TRANS_STMT_PREPARE => TransactionControlKind.Commit,
        TransactionStmtKind.TRANS_STMT_ROLLBACK => TransactionControlKind.Rollback,
        TransactionStmtKind.TRANS_STMT_SAVEPOINT => TransactionControlKind.Savepoint,
        TransactionStmtKind.TRANS_STMT_RELEASE => TransactionControlKind.Release,
        TransactionStmtKind.TRANS_STMT_ROLLBACK_TO => TransactionControlKind.RollbackTo,
        _ => null,
    };
}
