using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// How a runner lays out its .sql files: what is Up and what Down, in which order the migrations run, and which statements share a transaction.
/// The claims and their sources are in docs/configuration.md.
/// </summary>
internal abstract class SqlLayout
{
    /// <summary>Those that need a marker in the text before those that go by names.</summary>
    public static ImmutableArray<SqlLayout> All { get; } =
    [
        new LiquibaseLayout(),
        new GooseLayout(),
        new DbmateLayout(),
        new PrismaLayout(),
        new SqitchLayout(),
        new AtlasLayout(),
        new FlywayLayout(),
        new GolangMigrateLayout(),
        new GrateLayout(),
        new DbUpLayout(),
        new PlainLayout(),
    ];

    public abstract MigrationRunner Runner { get; }

    public static SqlLayout Of(SqlFile file, SqlFileSet files, MigrationRunner? forced)
    {
        foreach (var layout in All)
        {
            if (forced is { } runner ? layout.Runner == runner : layout.Recognizes(file, files))
            {
                return layout;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(forced), forced, "No layout is of that runner.");
    }

    public abstract bool Recognizes(SqlFile file, SqlFileSet files);

    /// <summary>Files with the same are one history.</summary>
    public virtual string HistoryOf(SqlFile file, SqlFileSet files) => file.Folder;

    /// <summary>The key of <see cref="SqlScript.Order"/> that an id stands for.</summary>
    public virtual string OrderOf(string id) => NaturalOrder.Key(id);

    public abstract IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options);

    /// <summary>How the runner does it unless the user says that it is set up otherwise.</summary>
    protected static ScriptTransaction Unless(AnalysisOptions options, ScriptTransaction usual) => options.SqlTransaction switch
    {
        SqlTransaction.File => ScriptTransaction.OneTransaction,
        SqlTransaction.None => ScriptTransaction.EachStatement,
        _ => usual,
    };

    protected static SqlScript Up(string id, string? order, params SqlSection[] sections) => new(id, order, MigrationDirection.Up, [.. sections]);

    protected static SqlScript Down(string id, string? order, params SqlSection[] sections) => new(id, order, MigrationDirection.Down, [.. sections]);
}
