using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Why PostgreSQL refuses a CREATE VIEW.</summary>
internal static class ViewErrors
{
    public static string? OfCreate(OtherStatement create, EffectScope scope)
    {
        if (create.Relations.IsEmpty)
        {
            return null;
        }

        var name = create.Relations[0];
        if (scope.Major < 15 && create.Parameters.Contains("security_invoker", StringComparer.Ordinal))
        {
            return VersionErrors.Needs("security_invoker", 15);
        }

        if (create.Parameters.Contains("check_option", StringComparer.Ordinal) && create.Output is { UpdatableRelation: null })
        {
            return "WITH CHECK OPTION is supported only on automatically updatable views";
        }

        if (OutputColumns.Missing(create.Output, scope.Catalog) is { } missing)
        {
            return $"column \"{missing}\" does not exist";
        }

        var columns = OutputColumns.Of(create.Output, scope.Catalog);
        if (!columns.IsDefault && Duplicate(columns) is { } twice)
        {
            return $"column \"{twice}\" specified more than once";
        }

        return scope.Catalog.Views.TryGetValue(name, out var before) ? OfReplace(create, before, columns)
            : scope.Find(name) is { IsComplete: true } ? create.Replace ? $"\"{name.Name}\" is not a view" : $"relation \"{name.Name}\" already exists"
            : null;
    }

    /// <summary>checkViewColumns in view.c: the first columns stay, by name and type; more may follow.</summary>
    private static string? OfReplace(OtherStatement create, ViewInfo before, ImmutableArray<ColumnDefinition> columns)
    {
        if (!before.IsComplete)
        {
            return null;
        }

        if (!create.Replace || before.IsMaterialized)
        {
            return create.Replace ? $"\"{before.Name.Name}\" is not a view" : $"relation \"{before.Name.Name}\" already exists";
        }

        if (columns.IsDefault || before.Output.IsDefault)
        {
            return null;
        }

        if (columns.Length < before.Output.Length)
        {
            return "cannot drop columns from view";
        }

        for (var i = 0; i < before.Output.Length; i++)
        {
            var (old, column) = (before.Output[i], columns[i]);
            if (!string.Equals(old.Name, column.Name, StringComparison.Ordinal))
            {
                return $"cannot change name of view column \"{old.Name}\" to \"{column.Name}\"";
            }

            if (old.Type is { } was && column.Type is { } type && !IsSame(was, type))
            {
                return $"cannot change data type of view column \"{old.Name}\" from {was} to {type}";
            }
        }

        return null;
    }

    // A serial column is an integer column.
    private static bool IsSame(SqlType a, SqlType b) => (a with { IsSerial = false }).Equals(b with { IsSerial = false });

    private static string? Duplicate(ImmutableArray<ColumnDefinition> columns)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!names.Add(column.Name))
            {
                return column.Name;
            }
        }

        return null;
    }
}
