using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// Reads ALTER TABLE, one operation for each of its subcommands. The tree does not say where a subcommand is written: they are separated by commas,
/// in the tree's order.
/// </summary>
internal static class AlterTableReader
{
    public static void Read(AlterTableStmt alter, StatementScope scope)
    {
        switch (alter.Objtype)
        {
            case ObjectType.OBJECT_TABLE or ObjectType.OBJECT_MATVIEW:
                ForEachSubcommand(alter, scope, ReadSubcommand);
                break;
            case ObjectType.OBJECT_INDEX:
                ForEachSubcommand(alter, scope, static (table, command, whole, first, end, s) =>
                    s.Add(new OtherIndexChange(table, NameOf(command.Subtype))
                    {
                        Origin = s.Over(first, KeywordRun.Clause(s.Tokens, first, end)),
                        IfExists = whole.MissingOk,
                        Value = command.Name ?? Options.NamesOf(command.Def),
                        ColumnNumber = command.Num > 0 ? command.Num : null,
                        Partition = command.Def is PartitionCmd { Name: { } partition } ? Names.Of(partition) : null,
                    }));
                break;
            case ObjectType.OBJECT_TYPE:
                ForEachSubcommand(alter, scope, static (type, command, _, first, end, s) =>
                {
                    if (TypeStatementReader.Attribute(type, command, s.Over(first, KeywordRun.Clause(s.Tokens, first, end)), end, s) is { } change)
                    {
                        s.Add(change);
                    }
                });
                break;

            default:
                OtherStatements.Add(scope, alter.Objtype, [Names.Of(alter.Relation)], s => s with
                {
                    Subcommands = [.. alter.Cmds.OfType<AlterTableCmd>().Select(static c => NameOf(c.Subtype))],
                    IfExists = alter.MissingOk,
                });
                break;
        }
    }

    private static void ForEachSubcommand(
        AlterTableStmt alter, StatementScope scope, Action<RelationName, AlterTableCmd, AlterTableStmt, int, int, StatementScope> read)
    {
        var table = Names.Of(alter.Relation);
        var tokens = scope.Tokens;
        var first = tokens.AfterName(tokens.IndexAt(alter.Relation?.Location ?? scope.Span.Start), scope.End);
        first += tokens.IsSign(first, '*') ? 1 : 0;
        foreach (var node in alter.Cmds)
        {
            var end = tokens.FindSign(first, scope.End, ',');
            if (node is AlterTableCmd command)
            {
                read(table, command, alter, first, end, scope);
            }

            first = end + 1;
        }
    }

    private static void ReadSubcommand(RelationName table, AlterTableCmd command, AlterTableStmt alter, int first, int end, StatementScope scope)
    {
        var tokens = scope.Tokens;
        var (ifExists, only) = (alter.MissingOk, alter.Relation is { Inh: false });

        // ALTER [COLUMN] name ...: what is done to the column follows its name.
        var clause = IsOfColumn(command.Subtype) ? first + (tokens.IsWord(first + 1, "column") ? 3 : 2) : first;
        var keywords = command.Subtype is AlterTableType.AT_AddColumn or AlterTableType.AT_DropColumn
            ? first + (tokens.IsWord(first + 1, "column") ? 2 : 1)
            : KeywordRun.Clause(tokens, clause, end);
        var operation = Operation(table, command, clause, keywords, end, scope);
        scope.Add(ifExists || only ? operation with { IfTableExists = ifExists, Only = only } : operation);
    }

    private static TableOperation Operation(RelationName table, AlterTableCmd command, int clause, int keywords, int end, StatementScope scope)
    {
        var origin = scope.Over(clause, keywords);
        var name = command.Name ?? "";
        switch (command.Subtype)
        {
            case AlterTableType.AT_AddColumn when command.Def is ColumnDef column:
                var constraints = ImmutableArray.CreateBuilder<ConstraintDefinition>();
                var definition = ColumnReader.Read(column, scope, constraints);
                return new AddColumn(table, definition) { Origin = origin, IfNotExists = command.MissingOk, Constraints = constraints.ToImmutable() };
            case AlterTableType.AT_DropColumn:
                return new DropColumn(table, name) { Origin = origin, IfExists = command.MissingOk, Cascade = IsCascade(command) };
            case AlterTableType.AT_AlterColumnType when command.Def is ColumnDef column:
                return ColumnType(table, name, column, end, origin, scope);
            case AlterTableType.AT_ColumnDefault:
                return command.Def is { } value
                    ? new SetColumnDefault(table, name, scope.Expression(value, keywords, end)) { Origin = origin }
                    : new DropColumnDefault(table, name) { Origin = origin };
            case AlterTableType.AT_SetNotNull:
                return new SetNotNull(table, name) { Origin = origin };
            case AlterTableType.AT_DropNotNull:
                return new DropNotNull(table, name) { Origin = origin };
            case AlterTableType.AT_SetExpression:
                return new AlterColumnProperty(table, name, ColumnChange.SetExpression)
                {
                    Origin = origin,
                    Expression = command.Def is { } expression ? ConstraintReader.Parenthesized(expression, scope.Tokens.Start(clause), scope) : null,
                };
            case AlterTableType.AT_AddConstraint when command.Def is Constraint constraint && ConstraintReader.Read(constraint, null, scope) is { } added:
                return new AddConstraint(table, added) { Origin = origin };
            case AlterTableType.AT_DropConstraint:
                return new DropConstraint(table, name, ConstraintKind.Unknown) { Origin = origin, IfExists = command.MissingOk, Cascade = IsCascade(command) };
            case AlterTableType.AT_ValidateConstraint:
                return new ValidateConstraint(table, name) { Origin = origin };
            case AlterTableType.AT_AlterConstraint when command.Def is ATAlterConstraint change:
                return new AlterConstraint(table, change.Conname ?? "")
                {
                    Origin = origin,
                    Enforced = change.AlterEnforceability ? change.IsEnforced : null,
                    Inherited = change.AlterInheritability ? !change.Noinherit : null,
                    ChangesDeferrability = change.AlterDeferrability,
                };
            case AlterTableType.AT_AttachPartition when command.Def is PartitionCmd partition:
                return new AttachPartition(table, Names.Of(partition.Name)) { Origin = origin, Bound = PartitionReader.Bound(partition.Bound) };
            case AlterTableType.AT_DetachPartition or AlterTableType.AT_DetachPartitionFinalize when command.Def is PartitionCmd partition:
                return new DetachPartition(table, Names.Of(partition.Name))
                {
                    Origin = origin,
                    Concurrently = partition.Concurrent,
                    Finalize = command.Subtype == AlterTableType.AT_DetachPartitionFinalize,
                };
            case AlterTableType.AT_AddOf when command.Def is TypeName type:
                return new SetTableType(table, Names.Of(type.Names)) { Origin = origin };

            case AlterTableType.AT_AddInherit or AlterTableType.AT_DropInherit when command.Def is RangeVar parent:
                return new ChangeInheritance(table, Names.Of(parent), command.Subtype == AlterTableType.AT_AddInherit) { Origin = origin };

            case AlterTableType.AT_DropOf:
                return new SetTableType(table, null) { Origin = origin };

            default:
                return ColumnPropertyOf(command.Subtype) is { } property ? new AlterColumnProperty(table, name, property)
                    {
                        Origin = origin,
                        IfExists = command.MissingOk,
                        Value = (command.Def as StringNode)?.Sval,
                    }
                    : StorageOf(command.Subtype) is { } storage
                        ? new AlterTableStorage(table, storage, command.Name ?? Options.NamesOf(command.Def))
                        {
                            Origin = origin,
                            TurnsAutovacuumOff = command is { Subtype: AlterTableType.AT_SetRelOptions, Def: ListNode { Items: var options } }
                                && Options.ValueOf(options.OfType<DefElem>().FirstOrDefault(static o => o.Defname == "autovacuum_enabled")) is "false" or "off" or "0",
                        }
                    : new OtherTableChange(table, NameOf(command.Subtype))
                    {
                        Origin = origin,
                        Name = command.Name,
                        Index = command.Subtype == AlterTableType.AT_ClusterOn ? command.Name : (command.Def as ReplicaIdentityStmt)?.Name,
                    };
        }
    }

    private static AlterColumnType ColumnType(RelationName table, string name, ColumnDef column, int end, Origin origin, StatementScope scope)
    {
        var typeStart = scope.Tokens.IndexAt(column.TypeName?.Location ?? scope.Span.Start);
        var usingAt = scope.Tokens.FindWord(typeStart, end, "using");
        return new AlterColumnType(table, name, TypeReader.Read(column.TypeName, scope.Tokens, end))
        {
            Origin = origin,
            Using = column.RawDefault is { } expression ? scope.Expression(expression, usingAt + 1, end) : null,
            Collation = Names.Qualified(column.CollClause?.Collname ?? default),
            ChangesCollation = column.CollClause is not null,
        };
    }

    private static bool IsCascade(AlterTableCmd command) => command.Behavior == DropBehavior.DROP_CASCADE;

    private static bool IsOfColumn(AlterTableType subtype) => subtype is AlterTableType.AT_AlterColumnType or AlterTableType.AT_ColumnDefault
        or AlterTableType.AT_SetNotNull or AlterTableType.AT_DropNotNull or AlterTableType.AT_SetExpression or AlterTableType.AT_AlterColumnGenericOptions
        || ColumnPropertyOf(subtype) is not null;

    private static ColumnChange? ColumnPropertyOf(AlterTableType subtype) => subtype switch
    {
        AlterTableType.AT_AddIdentity => ColumnChange.AddIdentity,
        AlterTableType.AT_SetIdentity => ColumnChange.SetIdentity,
        AlterTableType.AT_DropIdentity => ColumnChange.DropIdentity,
        AlterTableType.AT_DropExpression => ColumnChange.DropExpression,
        AlterTableType.AT_SetStatistics => ColumnChange.SetStatistics,
        AlterTableType.AT_SetStorage => ColumnChange.SetStorage,
        AlterTableType.AT_SetCompression => ColumnChange.SetCompression,
        AlterTableType.AT_SetOptions or AlterTableType.AT_ResetOptions => ColumnChange.SetOptions,
        _ => null,
    };

    private static TableStorageChange? StorageOf(AlterTableType subtype) => subtype switch
    {
        AlterTableType.AT_SetLogged => TableStorageChange.SetLogged,
        AlterTableType.AT_SetUnLogged => TableStorageChange.SetUnlogged,
        AlterTableType.AT_SetTableSpace => TableStorageChange.SetTablespace,
        AlterTableType.AT_SetAccessMethod => TableStorageChange.SetAccessMethod,
        AlterTableType.AT_SetRelOptions or AlterTableType.AT_ResetRelOptions => TableStorageChange.SetParameters,
        _ => null,
    };

    private static string NameOf(AlterTableType subtype) => subtype.ToString();
}
