using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads CREATE TABLE in all its forms, and materialized views.</summary>
internal static class TableReader
{
    private const int AllLikeOptions = 0x1FF;

    public static void Read(CreateStmt create, StatementScope scope)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnDefinition>(create.TableElts.Count);
        var constraints = ImmutableArray.CreateBuilder<ConstraintDefinition>();
        var reads = ImmutableArray.CreateBuilder<RelationName>();
        var likes = ImmutableArray.CreateBuilder<LikeClause>();
        foreach (var element in create.TableElts)
        {
            switch (element)
            {
                case ColumnDef column:
                    columns.Add(ColumnReader.Read(column, scope, constraints));
                    break;
                case Constraint constraint when ConstraintReader.Read(constraint, null, scope) is { } definition:
                    constraints.Add(definition);
                    break;
                case TableLikeClause like:
                    // The bits of TableLikeOption, in parsenodes.h.
                    likes.Add(new LikeClause(Names.Of(like.Relation), (LikeOptions)(like.Options & AllLikeOptions)));
                    reads.Add(Names.Of(like.Relation));
                    break;
            }
        }

        for (var i = 0; i < constraints.Count; i++)
        {
            // A new table has no rows: PostgreSQL ignores NOT VALID here.
            constraints[i] = constraints[i] with { NotValid = false };
            ApplyToColumns(constraints[i], columns);
        }

        var parents = Names.Relations(create.InhRelations);
        var isPartition = create.Partbound is not null;
        scope.Add(new CreateTable(Names.Of(create.Relation), columns.ToImmutable(), constraints.ToImmutable())
        {
            Origin = scope.Leading,
            IfNotExists = create.IfNotExists,
            Persistence = Names.Persistence(create.Relation),
            PartitionOf = isPartition && parents.Length > 0 ? parents[0] : null,
            Bound = PartitionReader.Bound(create.Partbound),
            PartitionKey = PartitionReader.Key(create.Partspec),
            IsPartitioned = create.Partspec is not null,
            OfType = create.OfTypename is { } type ? Names.Of(type.Names) : null,
            Inherits = isPartition ? [] : parents,
            Reads = reads.ToImmutable(),
            Likes = likes.ToImmutable(),
            AccessMethod = create.AccessMethod,
            Tablespace = create.Tablespacename,
        });
    }

    public static void Read(CreateTableAsStmt create, StatementScope scope)
    {
        AddAsSelect(create.Into, create.Query, create.IfNotExists, create.Objtype == ObjectType.OBJECT_MATVIEW, scope);
        if (create.Query is ExecuteStmt execute)
        {
            scope.Add(new OpaqueOperation("prepared statement " + execute.Name) { Origin = scope.Leading });
        }
    }

    /// <summary>CREATE TABLE AS, CREATE MATERIALIZED VIEW, SELECT INTO.</summary>
    public static void AddAsSelect(IntoClause? into, PgNode? query, bool ifNotExists, bool isMaterializedView, StatementScope scope) =>
        scope.Add(new CreateTable(Names.Of(into?.Rel), [], [])
        {
            Origin = scope.Leading,
            IfNotExists = ifNotExists,
            Persistence = Names.Persistence(into?.Rel),
            Reads = ReadRelations.Of(query),
            AsSelect = true,
            AccessMethod = into?.AccessMethod,
            Tablespace = into?.TableSpaceName,
            WithNoData = into is { SkipData: true },
            SurelyWritten = query is SelectStmt select && into is { SkipData: false } && RowSources.IsExact(select) ? new RowSources().BoundOf(select)?.Count ?? 0 : 0,
            Output = OutputReader.Of(query, into?.ColNames ?? default, scope),
            IsMaterializedView = isMaterializedView,
            ReadColumns = isMaterializedView ? Sql.ReadColumns.Of(query) : [],
        });

    // PRIMARY KEY (a, b) and CONSTRAINT c NOT NULL a, written for the table.
    private static void ApplyToColumns(ConstraintDefinition constraint, ImmutableArray<ColumnDefinition>.Builder columns)
    {
        ImmutableArray<string> required = constraint switch
        {
            PrimaryKeyConstraint key => key.Columns,
            NotNullConstraint notNull => [notNull.Column],
            _ => [],
        };
        for (var i = 0; i < columns.Count && !required.IsEmpty; i++)
        {
            if (required.Contains(columns[i].Name))
            {
                columns[i] = columns[i] with { Nullable = false };
            }
        }
    }
}
