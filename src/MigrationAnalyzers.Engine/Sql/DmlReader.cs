using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// Reads statements that write rows, also those inside a WITH, and queries. Each table that is written gives an operation, in the order in which
/// the statements are written.
/// </summary>
internal static class DmlReader
{
    public static void Read(PgNode statement, StatementScope scope)
    {
        var sources = new RowSources();
        ReadWith(WithOf(statement), sources, scope);
        switch (statement)
        {
            case SelectStmt select:
                ReadSelect(select, scope);
                break;
            case CopyStmt copy:
                ReadCopy(copy, sources, scope);
                break;
            default:
                ReadWrite(statement, sources, scope, RowChangeReader.Read(statement, scope));
                break;
        }
    }

    private static void ReadWith(WithClause? with, RowSources sources, StatementScope scope)
    {
        if (with is null)
        {
            return;
        }

        foreach (var node in with.Ctes)
        {
            if (node is CommonTableExpr { Ctename: { } name, Ctequery: { } query } expression)
            {
                ReadWith(WithOf(query), sources, scope);
                var bound = query is SelectStmt select ? sources.BoundOf(select) : ReadWrite(query, sources, scope);
                sources.Define(name, with.Recursive && expression.Ctequery is SelectStmt { Op: not SetOperation.SETOP_NONE } ? null : bound);
            }
        }
    }

    private static WithClause? WithOf(PgNode statement) => statement switch
    {
        SelectStmt select => select.WithClause,
        InsertStmt insert => insert.WithClause,
        UpdateStmt update => update.WithClause,
        DeleteStmt delete => delete.WithClause,
        MergeStmt merge => merge.WithClause,
        _ => null,
    };

    /// <returns>What bounds the rows that RETURNING gives; null when nothing does.</returns>
    private static RowBound? ReadWrite(PgNode statement, RowSources sources, StatementScope scope, RowChange? change = null)
    {
        var write = statement switch
        {
            InsertStmt insert => Insert(insert, sources, scope),
            UpdateStmt update => Update(update, sources, scope),
            DeleteStmt delete => Delete(delete, sources, scope),
            MergeStmt merge => Merge(merge, sources, scope),
            _ => null,
        };
        if (write is null)
        {
            return null;
        }

        scope.Add(write with
        {
            Functions = KnownFunctions.OfSomeVersions(statement),
            RowChange = change,
            Statement = statement is UpdateStmt && ReferenceEquals(statement, scope.Root) && scope.Variables is null ? scope.Tokens.TextOf(scope.First, scope.End) : null,
        });
        return write.Reach == RowReach.Unbounded ? null : new RowBound(write.Reach, write.RowCount);
    }

    private static WriteRows Insert(InsertStmt insert, RowSources sources, StatementScope scope)
    {
        // DEFAULT VALUES has no query at all.
        var bound = insert.SelectStmt is SelectStmt select ? sources.BoundOf(select) : new RowBound(RowReach.ByKey, 1);
        return new WriteRows(Names.Of(insert.Relation), RowWriteKind.Insert)
        {
            Origin = Keywords(insert.Relation, scope),
            Reach = bound?.Reach ?? RowReach.Unbounded,
            RowCount = bound?.Count,
            Batch = BatchReader.Read(bound?.Query, scope),
            OverridesUserValues = insert.Override == OverridingKind.OVERRIDING_USER_VALUE,
            SurelyWritten = insert.OnConflictClause is null && RowSources.IsExact(insert.SelectStmt) ? bound?.Count ?? 0 : 0,
            Columns = Targets(insert.Cols),
            Reads = ReadRelations.Of(insert.SelectStmt, sources),
            Rows = InsertedRows.Of(insert),
            NullColumns = InsertedRows.NullColumns(insert),
        };
    }

    private static WriteRows Update(UpdateStmt update, RowSources sources, StatementScope scope)
    {
        var condition = new RowCondition(update.Relation, update.FromClause, update.WhereClause, sources, scope);
        var marked = CatalogUpdate.MarkedIndex(update);
        return condition.Apply(new WriteRows(Names.Of(update.Relation), RowWriteKind.Update)
        {
            Origin = Keywords(update.Relation, scope),
            Columns = Targets(update.TargetList),
            TouchedColumns = AssignedValues.Touched(update),
            Sources = AssignedValues.Sources(update),
            Reads = ReadRelations.Of(update, sources),
            Only = update.Relation is { Inh: false },
            Where = update is { FromClause.Count: 0, WhereClause: { } where } ? Condition(where) : null,
            NullColumns = InsertedRows.NullColumns(update),
            MarkedIndex = marked?.Index,
            MarksValid = marked?.IsValid == true,
        });
    }

    private static WriteRows Delete(DeleteStmt delete, RowSources sources, StatementScope scope)
    {
        var condition = new RowCondition(delete.Relation, delete.UsingClause, delete.WhereClause, sources, scope);
        return condition.Apply(new WriteRows(Names.Of(delete.Relation), RowWriteKind.Delete)
        {
            Origin = Keywords(delete.Relation, scope),
            Reads = ReadRelations.Of(delete, sources),
            Only = delete.Relation is { Inh: false },
            Where = delete is { UsingClause.Count: 0, WhereClause: { } where } ? Condition(where) : null,
        });
    }

    private static WriteRows Merge(MergeStmt merge, RowSources sources, StatementScope scope)
    {
        var bound = merge.SourceRelation is { } source ? sources.BoundOfItem(source) : null;
        foreach (var node in merge.MergeWhenClauses)
        {
            if (node is MergeWhenClause { MatchKind: MergeMatchKind.MERGE_WHEN_NOT_MATCHED_BY_SOURCE })
            {
                // It reaches the rows that the source does not have.
                bound = null;
            }
        }

        return new WriteRows(Names.Of(merge.Relation), RowWriteKind.Merge)
        {
            Origin = Keywords(merge.Relation, scope),
            Reach = bound?.Reach ?? RowReach.Unbounded,
            RowCount = bound?.Count,
            Batch = BatchReader.Read(bound?.Query, scope),
            Reads = ReadRelations.Of(merge, sources),
            Only = merge.Relation is { Inh: false },
            Since = merge.ReturningClause is not null ? 17 : 0,
        };
    }

    private static void ReadCopy(CopyStmt copy, RowSources sources, StatementScope scope)
    {
        if (copy is { IsFrom: true, Relation: { } table })
        {
            scope.Add(new WriteRows(Names.Of(table), RowWriteKind.Copy) { Origin = scope.Leading, Columns = Names.Texts(copy.Attlist) });
        }
        else if (copy.Query is InsertStmt or UpdateStmt or DeleteStmt or MergeStmt)
        {
            // COPY (DELETE ... RETURNING ...) TO ...
            ReadWith(WithOf(copy.Query), sources, scope);
            ReadWrite(copy.Query, sources, scope);
        }
        else
        {
            OtherStatements.Add(scope, ObjectType.Unknown, ReadRelations.Of(copy), s => s with
            {
                Output = copy.Query is { } query ? OutputReader.Of(query, default, scope) : null,
                Only = copy.Relation is { } copied ? [Names.Of(copied)] : [],
            });
        }
    }

    private static void ReadSelect(SelectStmt select, StatementScope scope)
    {
        if (select.IntoClause is { } into)
        {
            TableReader.AddAsSelect(into, select, ifNotExists: false, isMaterializedView: false, scope);
        }
        else if (SettingReader.TryReadSetConfig(select, scope))
        {
            return;
        }
        else if (RoutineReader.FindUserFunction(select) is { } function)
        {
            scope.Add(new OpaqueOperation("function " + function)
            {
                Origin = scope.Leading,
                Routine = RoutineReader.CalledBy(select) is [var only] ? only : null,
                Reads = ReadRelations.Of(select),
            });
        }
        else if (ReadRelations.Of(select) is var read && (!scope.HasOperations || !read.IsEmpty))
        {
            OtherStatements.Add(scope, ObjectType.Unknown, read, s => s with
            {
                RowLocks = RowLocks(select),
                PagesByOffset = BatchReader.HasOffset(select),
                Only = ReadRelations.Only(select),
                Functions = KnownFunctions.OfSomeVersions(select),
                Where = select is { FromClause: [RangeVar], WhereClause: { } where } ? Condition(where) : null,
            });
        }
    }

    // WHERE false is a condition, too.
    private static Predicate? Condition(PgNode where) => where switch
    {
        A_Const { Boolval: { } constant } => new OpaquePredicate(constant.Boolval ? "true" : "false"),
        _ => PredicateReader.Read(where),
    };

    /// <summary>The relations that FOR UPDATE and the like mean: all of FROM, or those that it names.</summary>
    public static ImmutableArray<RelationName> RowLocks(SelectStmt select)
    {
        var locked = ImmutableArray.CreateBuilder<RelationName>();
        var sources = new QuerySources(select);
        foreach (var node in select.LockingClause)
        {
            if (node is LockingClause { LockedRels: { Count: > 0 } aliases })
            {
                foreach (var alias in Names.Relations(aliases))
                {
                    locked.AddRange(sources.Named(alias.Name));
                }
            }
            else
            {
                locked.AddRange(sources.Named(null));
            }
        }

        return locked.ToImmutable();
    }

    private static ImmutableArray<string> Targets(PgNodeList targets)
    {
        if (targets.Count == 0)
        {
            return [];
        }

        var columns = ImmutableArray.CreateBuilder<string>(targets.Count);
        foreach (var node in targets)
        {
            if (node is ResTarget { Name: { } name } && !columns.Contains(name))
            {
                columns.Add(name);
            }
        }

        return columns.ToImmutable();
    }

    // INSERT INTO, UPDATE, DELETE FROM, MERGE INTO: right before the table, except for ONLY.
    private static Origin Keywords(RangeVar? table, StatementScope scope)
    {
        if (table is null)
        {
            return scope.Leading;
        }

        var tokens = scope.Tokens;
        var end = tokens.IndexAt(table.Location);
        end -= tokens.IsWord(end - 1, "only") ? 1 : 0;
        return scope.Over(tokens.IsAnyWord(end - 1, "into from") ? end - 2 : end - 1, end);
    }
}
