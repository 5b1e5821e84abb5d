using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>CREATE, ALTER and DROP STATISTICS: nothing is read; the rows are looked at by the next ANALYZE.</summary>
internal static class StatisticsEffects
{
    /// <summary>STATS_MAX_DIMENSIONS.</summary>
    private const int MaxKeys = 8;

    private static readonly HashSet<string> WithoutOrder = new(StringComparer.Ordinal) { "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle" };

    public static void Create(CreateStatistics create, EffectScope scope, EffectBuilder effect)
    {
        effect.Error ??= ErrorOf(create, scope);
        effect.Lock(create.Table, LockMode.ShareUpdateExclusive);
    }

    /// <summary>RemoveStatisticsById locks the table.</summary>
    public static void Drop(OtherStatement drop, RelationName statistics, EffectScope scope, EffectBuilder effect)
    {
        if (StatisticsReplay.TableOf(scope.Catalog, statistics) is { } table)
        {
            effect.Lock(table, LockMode.ShareUpdateExclusive);
        }
        else if (IsMissing(statistics, scope))
        {
            effect.Error ??= drop.IfExists ? null : $"statistics object \"{statistics.Name}\" does not exist";
        }
        else
        {
            effect.DependsOn($"the table of statistics {statistics} is not known: it is locked");
        }
    }

    public static void Alter(OtherStatement alter, EffectScope scope, EffectBuilder effect)
    {
        if (alter.Command == "AlterStatsStmt" && scope.Major < 13)
        {
            effect.Error ??= VersionErrors.Needs("ALTER STATISTICS ... SET STATISTICS", 13);
        }

        foreach (var statistics in alter.Objects)
        {
            if (!alter.IfExists && IsMissing(statistics, scope))
            {
                effect.Error ??= $"statistics object \"{statistics.Name}\" does not exist";
            }
        }

        if (alter.NewName is { } renamed && StatisticsReplay.TableOf(scope.Catalog, renamed) is not null)
        {
            effect.Error ??= $"statistics object \"{renamed.Name}\" already exists in schema \"{renamed.Schema ?? RelationName.DefaultSchema}\"";
        }
    }

    private static bool IsMissing(RelationName statistics, EffectScope scope) =>
        scope.Catalog.IsWhole && scope.Catalog.Parameter("search_path") is null && StatisticsReplay.TableOf(scope.Catalog, statistics) is null;

    private static string? ErrorOf(CreateStatistics create, EffectScope scope)
    {
        var expressions = create.Keys.Count(static k => k.Expression is not null);
        if (create.Statistics is null && scope.Major < 16)
        {
            return VersionErrors.Needs("CREATE STATISTICS without a name", 16);
        }

        if (expressions > 0 && scope.Major < 14)
        {
            return VersionErrors.Needs("an expression in CREATE STATISTICS", 14);
        }

        if (create.Statistics is { } name && StatisticsReplay.TableOf(scope.Catalog, name) is not null)
        {
            return create.IfNotExists ? null : $"statistics object \"{name.Name}\" already exists";
        }

        if (scope.Catalog.Views.TryGetValue(create.Table, out var view) && !view.IsMaterialized)
        {
            return $"cannot define statistics for relation \"{create.Table.Name}\"";
        }

        if (create.Keys.Length > MaxKeys)
        {
            return "cannot have more than 8 columns in statistics";
        }

        return create.Kinds.FirstOrDefault(static k => k is not ("ndistinct" or "dependencies" or "mcv")) is { } kind ? $"unrecognized statistics kind \"{kind}\""
            : create.Keys.Length < 2 && expressions == 0 ? "extended statistics require at least 2 columns"
            : create.Keys.Length == 1 && !create.Kinds.IsEmpty ? "when building statistics on a single expression, statistics kinds may not be specified"
            : create.Keys.Select(k => KeyError(k, create, scope)).FirstOrDefault(static e => e is not null)
            ?? (create.Keys.Where(static k => k.Column is not null).GroupBy(static k => k.Column).Any(static g => g.Count() > 1) ? "duplicate column name in statistics definition" : null);
    }

    private static string? KeyError(IndexKey key, CreateStatistics create, EffectScope scope)
    {
        foreach (var column in key.Column is { } own ? [own] : key.Expression?.Columns.AsEnumerable() ?? [])
        {
            if (key.Column is not null && ColumnErrors.IsSystem(column))
            {
                return "statistics creation on system columns is not supported";
            }

            if (scope.HasColumn(create.Table, column) == false)
            {
                return $"column \"{column}\" does not exist";
            }

            if (scope.Find(create.Table)?.Column(column) is { Generated: GeneratedKind.Virtual })
            {
                return "statistics creation on virtual generated columns is not supported";
            }
        }

        return key.Column is { } plain && scope.Find(create.Table)?.Column(plain)?.Type is { IsArray: false, Schema: null } type && WithoutOrder.Contains(type.Name)
            ? $"column \"{plain}\" cannot be used in statistics because its type {type.Text} has no default btree operator class"
            : null;
    }
}
