using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Configuration;

/// <summary>A value that is not allowed.</summary>
public sealed record OptionProblem(string Key, string Value, string Allowed)
{
    public string Text => $"has the value '{Value}', which is not allowed: {Allowed}; the default is used";
}

/// <summary>Reads <see cref="AnalysisOptions"/> from keys and values.</summary>
public static class OptionsReader
{
    public const string Prefix = "migration_analyzers.";

    /// <summary>The keys of a preset, which all that the user says wins over: a key of its own cannot, as an MSBuild property is weaker than any key.</summary>
    public const string PresetPrefix = "migration_analyzers_preset.";

    /// <summary>The keys without the prefix, and the MSBuild property that means the same.</summary>
    public static ImmutableArray<(string Key, string Property)> Keys { get; } =
    [
        ("postgres_version", "MigrationAnalyzersPostgresVersion"),
        ("start_after", "MigrationAnalyzersStartAfter"),
        ("deployment", "MigrationAnalyzersDeployment"),
        ("small_tables", "MigrationAnalyzersSmallTables"),
        ("large_table_rows", "MigrationAnalyzersLargeTableRows"),
        ("check_down", "MigrationAnalyzersCheckDown"),
        ("provider", "MigrationAnalyzersProvider"),
        ("sql_layout", "MigrationAnalyzersSqlLayout"),
        ("sql_transaction", "MigrationAnalyzersSqlTransaction"),
        ("lock_timeout_set_elsewhere", "MigrationAnalyzersLockTimeoutSetElsewhere"),
    ];

    /// <summary>The values of sql_layout besides auto.</summary>
    public static ImmutableDictionary<string, MigrationRunner> SqlLayouts { get; } = new Dictionary<string, MigrationRunner>(StringComparer.OrdinalIgnoreCase)
    {
        ["plain"] = MigrationRunner.Plain,
        ["flyway"] = MigrationRunner.Flyway,
        ["golang-migrate"] = MigrationRunner.GolangMigrate,
        ["dbmate"] = MigrationRunner.Dbmate,
        ["goose"] = MigrationRunner.Goose,
        ["liquibase"] = MigrationRunner.Liquibase,
        ["sqitch"] = MigrationRunner.Sqitch,
        ["prisma"] = MigrationRunner.Prisma,
        ["atlas"] = MigrationRunner.Atlas,
        ["dbup"] = MigrationRunner.DbUp,
        ["grate"] = MigrationRunner.Grate,
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    /// <param name="valueOf">The value of a key without its prefix; null where it is not set.</param>
    public static (AnalysisOptions Options, ImmutableArray<OptionProblem> Problems) Read(Func<string, string?> valueOf, int efCoreMajor)
    {
        var problems = ImmutableArray.CreateBuilder<OptionProblem>();
        var options = AnalysisOptions.Default with { EfCoreMajor = efCoreMajor };

        if (Value("postgres_version") is { } version)
        {
            if (int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                && major is >= EffectOptions.OldestMajor and <= EffectOptions.NewestMajor)
            {
                options = options with { PostgresMajor = major, PostgresMajorIsKnown = true };
            }
            else
            {
                Refuse("postgres_version", version, $"a major version from {EffectOptions.OldestMajor} to {EffectOptions.NewestMajor}");
            }
        }

        if (Value("start_after") is { } startAfter)
        {
            options = options with { StartAfter = startAfter };
        }

        if (Value("deployment") is { } deployment)
        {
            if (Enum.TryParse<Deployment>(deployment, ignoreCase: true, out var parsed) && Enum.IsDefined(typeof(Deployment), parsed) && !char.IsDigit(deployment[0]))
            {
                options = options with { Deployment = parsed };
            }
            else
            {
                Refuse("deployment", deployment, "rolling or downtime");
            }
        }

        if (Value("small_tables") is { } tables)
        {
            options = options with { SmallTables = ReadTables(tables) };
        }

        if (Value("large_table_rows") is { } rows)
        {
            if (long.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
            {
                options = options with { LargeTableRows = parsed };
            }
            else
            {
                Refuse("large_table_rows", rows, "a whole number from 0 on");
            }
        }

        if (Value("check_down") is { } checkDown)
        {
            if (bool.TryParse(checkDown, out var parsed))
            {
                options = options with { CheckDown = parsed };
            }
            else
            {
                Refuse("check_down", checkDown, "true or false");
            }
        }

        if (Value("provider") is { } provider)
        {
            if (Enum.TryParse<ProviderChoice>(provider, ignoreCase: true, out var parsed) && Enum.IsDefined(typeof(ProviderChoice), parsed) && !char.IsDigit(provider[0]))
            {
                options = options with { Provider = parsed };
            }
            else
            {
                Refuse("provider", provider, "auto or npgsql");
            }
        }

        if (Value("sql_layout") is { } layout && !string.Equals(layout, "auto", StringComparison.OrdinalIgnoreCase))
        {
            if (SqlLayouts.TryGetValue(layout, out var parsed))
            {
                options = options with { SqlLayout = parsed };
            }
            else
            {
                Refuse("sql_layout", layout, "auto, " + string.Join(", ", SqlLayouts.Keys.OrderBy(static k => k, StringComparer.Ordinal)));
            }
        }

        if (Value("sql_transaction") is { } transaction)
        {
            if (Enum.TryParse<SqlTransaction>(transaction, ignoreCase: true, out var parsed) && Enum.IsDefined(typeof(SqlTransaction), parsed) && !char.IsDigit(transaction[0]))
            {
                options = options with { SqlTransaction = parsed };
            }
            else
            {
                Refuse("sql_transaction", transaction, "auto, file or none");
            }
        }

        if (Value("lock_timeout_set_elsewhere") is { } elsewhere)
        {
            if (bool.TryParse(elsewhere, out var parsed))
            {
                options = options with { LockTimeoutSetElsewhere = parsed };
            }
            else
            {
                Refuse("lock_timeout_set_elsewhere", elsewhere, "true or false");
            }
        }

        return (options, problems.ToImmutable());

        string? Value(string key) => valueOf(key)?.Trim() is { Length: > 0 } value ? value : null;

        void Refuse(string key, string value, string allowed) => problems.Add(new OptionProblem(Prefix + key, value, "allowed is " + allowed));
    }

    /// <summary>Names separated by commas or semicolons, a schema before a dot; exactly as in the catalog.</summary>
    private static ImmutableHashSet<RelationName> ReadTables(string text)
    {
        var tables = ImmutableHashSet.CreateBuilder<RelationName>();
        foreach (var part in text.Split(',', ';'))
        {
            var name = part.Trim().Replace("\"", "");
            if (name.Length > 0)
            {
                var dot = name.IndexOf('.');
                tables.Add(dot < 0 ? new RelationName(null, name) : new RelationName(name.Substring(0, dot), name.Substring(dot + 1)));
            }
        }

        return tables.ToImmutable();
    }
}
