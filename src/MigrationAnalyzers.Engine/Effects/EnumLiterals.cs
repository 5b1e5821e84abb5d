using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// Labels of enums that a statement may not use: those that the enum has not, and those that ALTER TYPE ... ADD VALUE added in the same transaction
/// (check_safe_enum_use), which PostgreSQL 17 allows when the type itself was created in it.
/// </summary>
internal static class EnumLiterals
{
    public static void Check(EffectScope scope, EffectBuilder effect)
    {
        if (effect.Error is not null || scope.Catalog.Enums.IsEmpty)
        {
            return;
        }

        foreach (var use in scope.Statement.Literals)
        {
            if (TypeOf(use, scope) is { } type)
            {
                Check(type, use.Text, scope.Major, effect);
            }
        }

        foreach (var operation in scope.Statement.Operations)
        {
            if (operation is CreateTable { PartitionOf: { } parent, Bound: ListBound list } && scope.Find(parent) is { PartitionKey.Operands: [var key] } table
                && EnumOf(table.Column(key)?.Type, scope) is { } type)
            {
                foreach (var value in list.Values)
                {
                    if (value is { } label)
                    {
                        Check(type, label.Text, scope.Major, effect);
                    }
                }
            }
        }
    }

    private static void Check(EnumInfo type, string label, int major, EffectBuilder effect)
    {
        if (effect.Error is not null)
        {
            return;
        }

        if (type.UncommittedLabels.Contains(label, StringComparer.Ordinal) && !(type.IsCreatedInTransaction && major >= 17))
        {
            effect.Error = $"unsafe use of new value \"{label}\" of enum type {type.Name.Name}";
            effect.UnsafeLabel = new UnsafeLabel(type.Name, label);
        }
        else if (type.IsComplete && !type.Labels.Contains(label, StringComparer.Ordinal))
        {
            effect.Error = $"invalid input value for enum {type.Name.Name}: \"{label}\"";
        }
    }

    private static EnumInfo? TypeOf(LiteralUse use, EffectScope scope)
    {
        if (use.Type is { } type)
        {
            return scope.Catalog.Enums.TryGetValue(type, out var info) ? info : null;
        }

        if (use.Table is { } table)
        {
            return EnumOf(ColumnOf(table, use, scope)?.Type, scope);
        }

        foreach (var operation in scope.Statement.Operations)
        {
            foreach (var name in TablesOf(operation))
            {
                if (EnumOf(ColumnOf(name, use, scope)?.Type, scope) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static ColumnDefinition? ColumnOf(RelationName table, LiteralUse use, EffectScope scope)
    {
        var info = scope.Find(table);
        return use.Column is { } name ? info?.Column(name)
            : info is { IsComplete: true } && use.Position < info.Columns.Length ? info.Columns[use.Position]
            : null;
    }

    private static EnumInfo? EnumOf(SqlType? type, EffectScope scope) =>
        type is { ArrayDimensions: 0 } && scope.Catalog.Enums.TryGetValue(new RelationName(type.Schema, type.Name), out var info) ? info : null;

    private static IEnumerable<RelationName> TablesOf(MigrationOperation operation) => operation switch
    {
        WriteRows write => write.Reads.Insert(0, write.Table),
        TableOperation { Table: var table } => [table],
        OtherStatement other => other.Relations,
        _ => [],
    };
}
