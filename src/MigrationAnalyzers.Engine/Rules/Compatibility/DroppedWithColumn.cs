using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>What PostgreSQL drops with a column without being asked (RemoveAttributeById and its dependents): indexes and constraints over it, over several columns too.</summary>
internal static class DroppedWithColumn
{
    /// <param name="statement">What it drops by name is not counted.</param>
    public static ImmutableArray<string> Of(DropColumn drop, MigrationStatement statement, SchemaCatalog catalog, int major)
    {
        if (catalog.Find(drop.Table) is not { } table)
        {
            return [];
        }

        var result = ImmutableArray.CreateBuilder<string>();
        foreach (var index in table.Indexes)
        {
            if (index.Mentions(drop.Column))
            {
                result.Add("index " + index.Name);
            }
        }

        foreach (var constraint in table.Constraints)
        {
            if (constraint is { Name: { } name } and not NotNullConstraint && ConstraintReplay.Mentions(constraint, drop.Column) && !IsDropped(name, drop.Table, statement))
            {
                result.Add(Describe(constraint, name));
            }
        }

        foreach (var column in table.Columns)
        {
            // Since PostgreSQL 15 the generated column forbids the drop.
            if (major < 15 && column.GenerationExpression is { } expression && expression.Columns.Contains(drop.Column, StringComparer.Ordinal))
            {
                result.Add("generated column " + column.Name);
            }
        }

        return result.ToImmutable();
    }

    public static string Describe(ConstraintDefinition constraint, string name) => constraint switch
    {
        PrimaryKeyConstraint => "primary key " + name,
        UniqueConstraint => "unique constraint " + name,
        ForeignKeyConstraint => "foreign key " + name,
        CheckConstraint => "CHECK constraint " + name,
        ExclusionConstraint => "exclusion constraint " + name,
        _ => "constraint " + name,
    };

    private static bool IsDropped(string constraint, RelationName table, MigrationStatement statement)
    {
        foreach (var operation in statement.Operations)
        {
            if (operation is DropConstraint drop && drop.Table.Equals(table) && string.Equals(drop.Name, constraint, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
