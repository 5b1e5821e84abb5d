using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Reversal;

/// <summary>Brings back what was dropped, as the catalog knows it.</summary>
internal static class Recreate
{
    public static ImmutableArray<MigrationOperation>? Table(DropTable drop, SchemaCatalog before, out string? obstacle)
    {
        if (before.Find(drop.Table) is not { IsComplete: true, IsPartitioned: false, PartitionOf: null } table || table.Columns.Any(static c => c.Type is null))
        {
            obstacle = $"the earlier migrations do not say all of table {drop.Table}";
            return null;
        }

        obstacle = null;
        var result = ImmutableArray.CreateBuilder<MigrationOperation>();
        result.Add(new CreateTable(drop.Table, table.Columns, table.Constraints) { Persistence = table.Persistence, Origin = drop.Origin });
        foreach (var index in table.Indexes)
        {
            result.Add(index.Definition with { Table = drop.Table, Name = index.Name, Concurrently = false, IfNotExists = false, Origin = drop.Origin });
        }

        return result.ToImmutable();
    }

    public static ImmutableArray<MigrationOperation>? Column(DropColumn drop, SchemaCatalog before, out string? obstacle)
    {
        if (before.Find(drop.Table) is not { } table || table.Column(drop.Column) is not { Type: not null, Nullable: not null } column)
        {
            obstacle = $"the earlier migrations do not say the type of column {drop.Table}.{drop.Column}";
            return null;
        }

        var result = ImmutableArray.CreateBuilder<MigrationOperation>();
        if (column is { Nullable: false, Default: null, Generated: GeneratedKind.None })
        {
            if (ZeroValue.Of(column.Type!) is not { } zero)
            {
                obstacle = $"existing rows need a value of type {column.Type} for {drop.Table}.{drop.Column}";
                return null;
            }

            result.Add(new AddColumn(drop.Table, column with { Default = zero }) { Origin = drop.Origin });
            result.Add(new DropColumnDefault(drop.Table, drop.Column) { Origin = drop.Origin });
        }
        else
        {
            result.Add(new AddColumn(drop.Table, column) { Origin = drop.Origin });
        }

        obstacle = null;

        // What was made of the column went with it.
        foreach (var constraint in table.Constraints)
        {
            if (ColumnsOf(constraint).Contains(drop.Column))
            {
                result.Add(new AddConstraint(drop.Table, constraint) { Origin = drop.Origin });
            }
        }

        foreach (var index in table.Indexes)
        {
            if (Uses(index.Definition, drop.Column))
            {
                result.Add(index.Definition with { Table = drop.Table, Name = index.Name, Concurrently = false, IfNotExists = false, Origin = drop.Origin });
            }
        }

        return result.ToImmutable();
    }

    public static ImmutableArray<MigrationOperation>? Constraint(DropConstraint drop, SchemaCatalog before, out string? obstacle)
    {
        if (before.Find(drop.Table)?.Constraint(drop.Name) is not { } constraint || constraint is ExclusionConstraint)
        {
            obstacle = $"the earlier migrations do not say what constraint {drop.Name} was";
            return null;
        }

        obstacle = null;
        return [new AddConstraint(drop.Table, constraint) { Origin = drop.Origin }];
    }

    public static ImmutableArray<MigrationOperation>? Index(DropIndex drop, SchemaCatalog before, out string? obstacle)
    {
        var table = drop.Table ?? before.TableOfIndex(drop.Index);
        foreach (var index in table is { } name ? before.Find(name)?.Indexes ?? [] : [])
        {
            if (string.Equals(index.Name, drop.Index.Name, StringComparison.Ordinal))
            {
                obstacle = null;
                return
                [
                    index.Definition with { Table = table!.Value, Name = index.Name, Concurrently = drop.Concurrently, IfNotExists = false, Origin = drop.Origin },
                ];
            }
        }

        obstacle = $"the earlier migrations do not say what index {drop.Index} was";
        return null;
    }

    public static ConstraintKind KindOf(ConstraintDefinition constraint) => constraint switch
    {
        ForeignKeyConstraint => ConstraintKind.ForeignKey,
        CheckConstraint => ConstraintKind.Check,
        UniqueConstraint => ConstraintKind.Unique,
        PrimaryKeyConstraint => ConstraintKind.PrimaryKey,
        ExclusionConstraint => ConstraintKind.Exclusion,
        NotNullConstraint => ConstraintKind.NotNull,
        _ => ConstraintKind.Unknown,
    };

    private static ImmutableArray<string> ColumnsOf(ConstraintDefinition constraint) => constraint switch
    {
        ForeignKeyConstraint key => key.Columns,
        CheckConstraint check => check.Expression.Columns,
        UniqueConstraint unique => unique.Columns,
        PrimaryKeyConstraint primary => primary.Columns,
        _ => [],
    };

    private static bool Uses(CreateIndex index, string column) =>
        index.Include.Contains(column)
        || (index.Filter?.Columns.Contains(column) ?? false)
        || index.Keys.Any(k => string.Equals(k.Column, column, StringComparison.Ordinal) || (k.Expression?.Columns.Contains(column) ?? false));
}
