using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Reversibility;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>What Down lacks when the migration drops by name what CASCADE has taken along: of that, nothing tells Down.</summary>
internal static class DependentsInDown
{
    /// <summary>What is to be added to Down, and where; null where nothing is to be added, or not all of it can be.</summary>
    /// <param name="drops">The statements that come first, in their order.</param>
    public static DownCompletion? Of(FixTarget target, ImmutableArray<string> drops)
    {
        if (target is not { Unit.Direction: MigrationDirection.Up, Migration: var (written, before) }
            || written.DownShape != DownShape.Present
            || WithoutCascade(target.Operation) is not { } operation)
        {
            return null;
        }

        var named = drops.SelectMany(static d => SqlFrontEnd.Read(SqlText.OfFile("", d))).ToImmutableArray();
        var migration = written with
        {
            Up = written.Up with
            {
                Statements = [.. written.Up.Statements.SelectMany(s => ReferenceEquals(s, target.Statement) ? [.. named, s with { Operations = [operation] }] : new[] { s })],
            },
        };
        var added = ImmutableArray.CreateBuilder<MigrationOperation>();
        int? position = null;
        // The last one is undone first; it is what the others refer to.
        foreach (var dropped in named.SelectMany(static s => s.Operations).Append(operation).Reverse())
        {
            if (DownCompletion.Of(dropped, migration, before, target.Options) is not { } completion)
            {
                continue;
            }

            position ??= completion.Position;
            if (completion.Position != position + added.Count)
            {
                return null;
            }

            migration = DownCompletion.With(migration, completion.Position, completion.Operations);
            added.AddRange(completion.Operations);
        }

        // That Down does not undo the drop itself has been so before.
        return position is { } place && named.Any(n => n.Operations.Any(o => added.Any(a => ReferenceEquals(a.Origin, o.Origin)))) && added.All(a => FindsItsKey(a, migration, before)) ? new DownCompletion(added.ToImmutable(), place) : null;
    }

    private static MigrationOperation? WithoutCascade(MigrationOperation operation) => operation switch
    {
        DropTable drop => drop with { Cascade = false },
        DropColumn drop => drop with { Cascade = false },
        DropConstraint drop => drop with { Cascade = false },
        _ => null,
    };

    /// <summary>What Down leaves has both tables, and the key: what does not come back is not referred to either.</summary>
    private static bool FindsItsKey(MigrationOperation operation, Migration migration, SchemaCatalog before)
    {
        if (operation is not AddConstraint { Table: var table, Constraint: ForeignKeyConstraint key })
        {
            return true;
        }

        var after = before.Apply(migration.Up);
        foreach (var statement in migration.Down.Statements.TakeWhile(s => !s.Operations.Contains(operation)))
        {
            after = after.Apply(statement);
        }

        return after.Find(table) is not null
            && after.Find(key.ReferencedTable) is { } referenced
            && referenced.Constraints.Any(c => key.ReferencedColumns.IsEmpty ? c is PrimaryKeyConstraint : KeyOf(c) is { IsEmpty: false } columns && columns.Length == key.ReferencedColumns.Length && columns.All(key.ReferencedColumns.Contains));
    }

    private static ImmutableArray<string> KeyOf(ConstraintDefinition constraint) => constraint switch
    {
        PrimaryKeyConstraint key => key.Columns,
        UniqueConstraint unique => unique.Columns,
        _ => [],
    };
}
