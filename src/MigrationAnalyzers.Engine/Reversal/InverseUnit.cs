using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Reversal;

/// <summary>The operations that undo a unit, or the reason why there are none.</summary>
/// <param name="Operations">In the order in which they are to run.</param>
/// <param name="Obstacle">Null when the unit can be undone.</param>
public sealed record InverseUnit(ImmutableArray<MigrationOperation> Operations, string? Obstacle)
{
    /// <summary>Undoes the unit operation by operation, last first; dropped things come back as the catalog before knows them.</summary>
    /// <param name="before">What the earlier migrations left behind.</param>
    public static InverseUnit Of(MigrationUnit unit, SchemaCatalog before)
    {
        var catalog = before.StartUnit();
        var steps = new List<ImmutableArray<MigrationOperation>>();
        var created = CreatedBy(unit);
        foreach (var statement in unit.Statements)
        {
            if (statement.Has(Circumstances.Conditional | Circumstances.Repeated))
            {
                return Refuse("it depends on a condition or a loop what runs");
            }

            foreach (var operation in statement.Operations)
            {
                if (InverseOperation.Of(operation, catalog, out var obstacle) is not { } inverse)
                {
                    return Refuse(obstacle!);
                }

                steps.Add(inverse);

                // One by one, also in one ALTER TABLE: what a subcommand has dropped does not come back with the next one too.
                catalog = catalog.Apply(statement with { Operations = [operation] });
            }
        }

        steps.Reverse();
        return new InverseUnit(WithoutDrops(steps, created), null);
    }

    private static InverseUnit Refuse(string obstacle) => new([], obstacle);

    /// <summary>Tables that the inverse drops as a whole: their columns, indexes and constraints need no drops of their own.</summary>
    private static HashSet<RelationName> CreatedBy(MigrationUnit unit)
    {
        var created = new HashSet<RelationName>();
        foreach (var operation in unit.Operations)
        {
            if (operation is CreateTable create)
            {
                created.Add(create.Table);
            }
        }

        return created;
    }

    private static ImmutableArray<MigrationOperation> WithoutDrops(List<ImmutableArray<MigrationOperation>> steps, HashSet<RelationName> dropped)
    {
        var result = ImmutableArray.CreateBuilder<MigrationOperation>();
        foreach (var step in steps)
        {
            foreach (var operation in step)
            {
                var goesWithTable = operation switch
                {
                    DropColumn drop => dropped.Contains(drop.Table),
                    DropIndex { Table: { } table } => dropped.Contains(table),
                    // A foreign key between two tables that are dropped may stand in the way of the first drop.
                    DropConstraint { Kind: not ConstraintKind.ForeignKey } drop => dropped.Contains(drop.Table),
                    _ => false,
                };
                if (!goesWithTable)
                {
                    result.Add(operation);
                }
            }
        }

        return result.ToImmutable();
    }
}
