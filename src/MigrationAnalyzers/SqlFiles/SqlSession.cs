using System.Collections.Immutable;
using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.SqlFiles.Layouts;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>The .sql files of one compilation as migrations, read when the first of them is looked at.</summary>
internal sealed class SqlSession(IEnumerable<AdditionalText> files, OptionsSource options)
{
    private readonly Lazy<ImmutableDictionary<string, ImmutableArray<SqlMigration>>> _byPath = new(() => Read(files, options));

    /// <summary>The migrations that the file is a part of.</summary>
    public ImmutableArray<SqlMigration> MigrationsOf(string path) => _byPath.Value.TryGetValue(path, out var migrations) ? migrations : [];

    /// <summary>What is found in the file and not suppressed in it.</summary>
    public ImmutableArray<Finding> FindingsIn(SqlFile file)
    {
        var migrations = MigrationsOf(file.Path);
        var found = ImmutableArray.CreateBuilder<Finding>();
        foreach (var migration in migrations)
        {
            foreach (var finding in migration.Findings)
            {
                if (string.Equals(finding.Location.Path, file.Path, StringComparison.Ordinal))
                {
                    found.Add(finding);
                }
            }
        }

        var isWhole = !migrations.IsEmpty && migrations.All(static m => m.IsWhole);
        return SuppressedFindings.Settle(found.ToImmutable(), isWhole ? file.Suppressions : []);
    }

    private static ImmutableDictionary<string, ImmutableArray<SqlMigration>> Read(IEnumerable<AdditionalText> files, OptionsSource options)
    {
        var set = new SqlFileSet(files, CancellationToken.None);
        var histories = new Dictionary<(SqlLayout Layout, string History), List<SqlMigrationParts>>();
        foreach (var file in set.Files)
        {
            var local = options.For(file.Additional);
            var layout = SqlLayout.Of(file, set, local.SqlLayout);
            var key = (layout, layout.HistoryOf(file, set));
            if (!histories.TryGetValue(key, out var list))
            {
                histories.Add(key, list = []);
            }

            foreach (var script in layout.Read(file, set, local))
            {
                if (!list.Exists(parts => parts.TryAdd(file, script)))
                {
                    list.Add(new SqlMigrationParts(file, script, local));
                }
            }
        }

        var byPath = ImmutableDictionary.CreateBuilder<string, ImmutableArray<SqlMigration>>(StringComparer.Ordinal);
        foreach (var pair in histories)
        {
            var all = pair.Value.ConvertAll(parts => (Parts: parts, Migration: parts.ToMigration(pair.Key.Layout.Runner)));
            var history = HistoryOf(pair.Key.Layout.Runner + "|" + pair.Key.History, all);
            foreach (var (parts, migration) in all)
            {
                // The id is compared here, by the layout's own order.
                var read = new SqlMigration(
                    migration, parts.Order is null ? null : history, parts.Options with { StartAfter = null }, IsApplied(pair.Key.Layout, parts), options.Files);
                foreach (var path in parts.Paths)
                {
                    byPath[path] = byPath.TryGetValue(path, out var known) ? known.Add(read) : [read];
                }
            }
        }

        return byPath.ToImmutable();
    }

    /// <summary>Of those that have an order; null where none has.</summary>
    private static SchemaHistory? HistoryOf(string name, List<(SqlMigrationParts Parts, Migration Migration)> all)
    {
        var ordered = all.Where(static m => m.Parts.Order is not null).OrderBy(static m => m.Parts.Order, StringComparer.Ordinal).ToList();
        return ordered.Count == 0 ? null : KeptHistories.Update(ordered[0].Parts.Text, name, ordered.ConvertAll(static m => m.Migration));
    }

    /// <summary>
    /// Timestamps are compared as text, so that the beginning of one means all that come before it; versions as numbers.
    /// </summary>
    private static bool IsApplied(SqlLayout layout, SqlMigrationParts parts)
    {
        const int ShortestTimestamp = 8;
        if (parts.Options.StartAfter is not { } applied)
        {
            return false;
        }

        return parts.Order is null || (BeginsWithTimestamp(parts.Id) && BeginsWithTimestamp(applied))
            ? string.CompareOrdinal(parts.Id, applied) <= 0
            : string.CompareOrdinal(parts.Order, layout.OrderOf(applied)) <= 0;

        static bool BeginsWithTimestamp(string id)
        {
            var digits = 0;
            while (digits < id.Length && char.IsDigit(id[digits]))
            {
                digits++;
            }

            return digits >= ShortestTimestamp;
        }
    }
}
