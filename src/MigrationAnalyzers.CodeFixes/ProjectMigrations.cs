using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.CodeFixes;

/// <summary>
/// The migrations of a state of a project, read once for all that looks at them: an editor asks each fix for each finding, and one fix may look at what it would write several times. What is
/// read lives as long as the compilation.
/// </summary>
internal sealed class ProjectMigrations
{
    private static readonly ConditionalWeakTable<Compilation, ProjectMigrations> s_read = new();

    private readonly Compilation _compilation;
    private readonly AnalyzerOptions _options;
    private readonly ConcurrentDictionary<SyntaxTree, WeakReference<SemanticModel>> _models = new();

    private ProjectMigrations(Compilation compilation, AnalyzerOptions options, MigrationSession session)
    {
        _compilation = compilation;
        _options = options;
        Session = session;
    }

    public MigrationSession Session { get; }

    /// <summary>The trees of the project.</summary>
    public IEnumerable<SyntaxTree> Trees => _compilation.SyntaxTrees;

    /// <summary>Null where the project does not refer to EF Core's migrations.</summary>
    public static async Task<ProjectMigrations?> OfAsync(Project project, CancellationToken cancellationToken)
    {
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return null;
        }

        // Files with table sizes and a baseline belong to the options, and not to the compilation.
        var options = project.AnalyzerOptions;
        if (s_read.TryGetValue(compilation, out var known) && ReferenceEquals(known._options, options))
        {
            return known;
        }

        var quick = WithoutNullability(compilation);
        if (MigrationSession.TryCreate(quick, new OptionsSource(options)) is not { } session)
        {
            return null;
        }

        var created = new ProjectMigrations(quick, options, session);
        var kept = s_read.GetValue(compilation, _ => created);
        return ReferenceEquals(kept._options, options) ? kept : created;
    }

    /// <summary>The same object while somebody holds it: what is bound in it, is bound once.</summary>
    public SemanticModel ModelOf(SyntaxTree tree)
    {
        if (_models.TryGetValue(tree, out var known) && known.TryGetTarget(out var model))
        {
            return model;
        }

        model = _compilation.GetSemanticModel(tree);
        _models[tree] = new WeakReference<SemanticModel>(model);
        return model;
    }

    /// <summary>To know where a value may be null takes as long as all the rest of binding the calls of a migration, and no fix asks for it.</summary>
    private static Compilation WithoutNullability(Compilation compilation) =>
        compilation is CSharpCompilation { Options: { NullableContextOptions: not NullableContextOptions.Disable } options } code
            ? code.WithOptions(options.WithNullableContextOptions(NullableContextOptions.Disable))
            : compilation;
}
