using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What keeps PostgreSQL from changing the type of a column, whatever the types are (ATPrepAlterColumnType).</summary>
internal static class TypeChangeErrors
{
    public static string? Of(AlterColumnType change, TableInfo table, EffectScope scope)
    {
        foreach (var other in table.Columns)
        {
            if (table.IsComplete && other.GenerationExpression is { } expression && expression.Columns.Contains(change.Column, StringComparer.Ordinal)
                && scope.InSameAlter<DropColumn>(change.Table, d => IsSame(d.Column, other.Name)) is null)
            {
                return "cannot alter type of a column used by a generated column";
            }
        }

        if (change is { ChangesCollation: true, NewType: { IsArray: false } collated } && TypeNames.IsCore(collated)
            && collated.Name is not ("text" or "varchar" or "bpchar" or "name"))
        {
            return $"collations are not supported by type {collated.Text}";
        }

        if (table.Column(change.Column) is { Generated: GeneratedKind.Identity } && change.NewType is { } type && (type.IsArray || type.Name is not ("int2" or "int4" or "int8")))
        {
            return "identity column type must be smallint, integer, or bigint";
        }

        if (table.PartitionKey is { } partitionKey && partitionKey.Operands.Any(o => Mentions(o, change.Column)))
        {
            return $"cannot alter column \"{change.Column}\" because it is part of the partition key of relation \"{table.Name.Name}\"";
        }

        if (change.Only && !scope.Catalog.Descendants(change.Table).IsEmpty)
        {
            return $"type of inherited column \"{change.Column}\" must be changed in child tables too";
        }

        if (table.IsComplete && (table.Column(change.Column) is null || scope.InSameAlter<DropColumn>(change.Table, d => IsSame(d.Column, change.Column)) is not null))
        {
            return $"column \"{change.Column}\" of relation \"{change.Table.Name}\" does not exist";
        }

        if (ColumnErrors.IsInherited(table, change.Column, scope.Catalog))
        {
            return $"cannot alter inherited column \"{change.Column}\"";
        }

        if (scope.InSameAlter<AlterColumnType>(change.Table, c => c != change && IsSame(c.Column, change.Column)) is not null)
        {
            return $"cannot alter type of column \"{change.Column}\" twice";
        }

        return scope.Catalog.ColumnsOfType(change.Table) is [var user, ..]
            ? $"cannot alter table \"{change.Table.Name}\" because column \"{user.Table.Name}.{user.Column}\" uses its row type"
            : ErrorOfChildren(change, scope);
    }

    /// <summary>A child gets the column from several tables: all of them must be changed together, which one statement cannot do.</summary>
    private static string? ErrorOfChildren(AlterColumnType change, EffectScope scope)
    {
        var reached = scope.Reached(change.Table);
        foreach (var descendant in reached)
        {
            foreach (var parent in scope.Find(descendant)?.Inherits ?? [])
            {
                if (!parent.Equals(change.Table) && !reached.Contains(parent) && scope.Find(parent)?.Column(change.Column) is not null)
                {
                    return $"cannot alter inherited column \"{change.Column}\" of relation \"{descendant.Name}\"";
                }
            }
        }

        return null;
    }

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    /// <summary>The operand is the column, or an expression over it.</summary>
    private static bool Mentions(string operand, string column) =>
        IsSame(operand, column) || Regex.IsMatch(operand, $@"(?<![\w""]){Regex.Escape(column)}(?![\w""(])", RegexOptions.CultureInvariant);
}
