using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Testing;

/// <summary>A project in an AdhocWorkspace: code, additional files, options, an analyzer, and the fixes for what it finds.</summary>
public sealed class FixWorkspace
{
    private const int MaxFixes = 50;

    /// <summary>What was found in a state of the project, which is asked for many times.</summary>
    private static readonly ConditionalWeakTable<Project, Task<ImmutableArray<Diagnostic>>> s_findings = [];

    private readonly DiagnosticAnalyzer _analyzer;

    private FixWorkspace(Project project, DiagnosticAnalyzer analyzer)
    {
        Project = project;
        _analyzer = analyzer;
    }

    public Project Project { get; private set; }

    /// <param name="files">Path and text; what does not end in <c>.cs</c> is an additional file.</param>
    /// <param name="editorConfig">The text of a global configuration; null: none.</param>
    /// <param name="references">Null: EF Core and Npgsql's provider.</param>
    /// <param name="enabledRule">A rule that is switched on, as an Info, though it may be off by default.</param>
    /// <param name="projectFile">Null: the project has none.</param>
    /// <param name="encoding">Of the files; null: unknown.</param>
    public static FixWorkspace Create(
        DiagnosticAnalyzer analyzer,
        IEnumerable<(string Path, string Text)> files,
        LanguageVersion languageVersion = LanguageVersion.Latest,
        string? editorConfig = null,
        IReadOnlyList<MetadataReference>? references = null,
        string? enabledRule = null,
        string? projectFile = null,
        Encoding? encoding = null)
    {
        var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Create(),
            "Shop",
            "Shop",
            LanguageNames.CSharp,
            projectFile,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
                .WithSpecificDiagnosticOptions(analyzer.SupportedDiagnostics
                    .Where(d => !d.IsEnabledByDefault && d.Id == enabledRule)
                    .Select(static d => KeyValuePair.Create(d.Id, ReportDiagnostic.Info))),
            parseOptions: new CSharpParseOptions(languageVersion),
            metadataReferences: references ?? EfReferences.WithoutRuntime));
        foreach (var (path, text) in files)
        {
            var document = DocumentId.CreateNewId(id);
            solution = path.EndsWith(".cs", StringComparison.Ordinal)
                ? solution.AddDocument(document, Path.GetFileName(path), SourceText.From(text, encoding), filePath: path)
                : solution.AddAdditionalDocument(document, Path.GetFileName(path), SourceText.From(text, encoding), filePath: path);
        }

        if (editorConfig is not null)
        {
            solution = solution.AddAnalyzerConfigDocument(
                DocumentId.CreateNewId(id), ".globalconfig", SourceText.From("is_global = true\n" + editorConfig), filePath: "/.globalconfig");
        }

        return new FixWorkspace(solution.GetProject(id)!, analyzer);
    }

    /// <summary>Links all files into another project of the solution.</summary>
    /// <param name="projectFile">The same for two target frameworks of one project; null: it has none.</param>
    public void LinkInto(string name, string? projectFile)
    {
        var id = ProjectId.CreateNewId();
        var solution = Project.Solution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Create(), name, name, LanguageNames.CSharp, projectFile, compilationOptions: Project.CompilationOptions, parseOptions: Project.ParseOptions, metadataReferences: Project.MetadataReferences));
        solution = Project.Documents.Aggregate(solution, (s, d) => s.AddDocument(DocumentId.CreateNewId(id), d.Name, d.GetTextAsync().GetAwaiter().GetResult(), filePath: d.FilePath));
        Project = solution.GetProject(Project.Id)!;
    }

    /// <summary>The files that there are.</summary>
    public IReadOnlyCollection<string> Paths => [.. Project.Documents.Concat<TextDocument>(Project.AdditionalDocuments).Select(static d => d.FilePath!)];

    public TextDocument Document(string path) =>
        Project.Documents.Concat<TextDocument>(Project.AdditionalDocuments).Single(d => string.Equals(d.FilePath, path, StringComparison.Ordinal));

    public async Task<string> TextAsync(string path) => (await Document(path).GetTextAsync().ConfigureAwait(false)).ToString();

    /// <summary>The compiler's errors.</summary>
    public async Task<ImmutableArray<Diagnostic>> ErrorsAsync()
    {
        var compilation = (await Project.GetCompilationAsync().ConfigureAwait(false))!;
        return [.. compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error)];
    }

    /// <summary>What the analyzer finds, by file and place.</summary>
    public Task<ImmutableArray<Diagnostic>> FindingsAsync() => s_findings.GetValue(Project, _ => FindAsync());

    private async Task<ImmutableArray<Diagnostic>> FindAsync()
    {
        var compilation = (await Project.GetCompilationAsync().ConfigureAwait(false))!;
        var options = new CompilationWithAnalyzersOptions(
            Project.AnalyzerOptions, onAnalyzerException: static (e, _, _) => throw new InvalidOperationException("The analyzer failed.", e), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var found = await compilation.WithAnalyzers([_analyzer], options).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        return [.. found.OrderBy(PathOf, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>The fixes that are offered for a finding.</summary>
    public async Task<ImmutableArray<CodeAction>> OfferedAsync(CodeFixProvider provider, Diagnostic finding)
    {
        var offered = ImmutableArray.CreateBuilder<CodeAction>();
        await provider.RegisterCodeFixesAsync(
            new CodeFixContext(Document(PathOf(finding)), finding, (action, _) => offered.Add(action), CancellationToken.None)).ConfigureAwait(false);
        return offered.ToImmutable();
    }

    /// <summary>Applies the first fix that is offered, again and again, until there is none. Returns what was applied, one of each equivalence key.</summary>
    /// <param name="isMeant">Where several are offered for a finding, those that are meant; null: all.</param>
    public async Task<ImmutableArray<CodeAction>> FixOneByOneAsync(CodeFixProvider provider, Func<CodeAction, bool>? isMeant = null)
    {
        var applied = ImmutableArray.CreateBuilder<CodeAction>();
        for (var i = 0; i < MaxFixes; i++)
        {
            CodeAction? action = null;
            foreach (var finding in await FindingsAsync().ConfigureAwait(false))
            {
                if (provider.FixableDiagnosticIds.Contains(finding.Id))
                {
                    var offered = await OfferedAsync(provider, finding).ConfigureAwait(false);
                    action ??= offered.FirstOrDefault(a => isMeant is null || isMeant(a));
                }
            }

            if (action is null)
            {
                return applied.ToImmutable();
            }

            if (!applied.Any(a => string.Equals(a.EquivalenceKey, action.EquivalenceKey, StringComparison.Ordinal)))
            {
                applied.Add(action);
            }

            var before = Project.Solution;
            await ApplyAsync(action).ConfigureAwait(false);
            if (!await HasChangedAsync(before).ConfigureAwait(false))
            {
                throw new VerificationException($"'{action.Title}' is offered and changes nothing.");
            }
        }

        throw new VerificationException($"After {MaxFixes} fixes there is still one offered.");
    }

    /// <summary>A document was added, or has another text.</summary>
    private async Task<bool> HasChangedAsync(Solution before)
    {
        var changes = Project.GetChanges(before.GetProject(Project.Id)!);
        foreach (var change in changes.GetChangedDocuments().Concat(changes.GetChangedAdditionalDocuments()))
        {
            var (old, now) = (TextOf(before, change), TextOf(Project.Solution, change));
            if (!(await old.GetTextAsync().ConfigureAwait(false)).ContentEquals(await now.GetTextAsync().ConfigureAwait(false)))
            {
                return true;
            }
        }

        return changes.GetAddedDocuments().Any() || changes.GetAddedAdditionalDocuments().Any();
    }

    private static TextDocument TextOf(Solution solution, DocumentId id) => solution.GetDocument(id) ?? solution.GetAdditionalDocument(id)!;

    public async Task ApplyAsync(CodeAction action)
    {
        foreach (var operation in await action.GetOperationsAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (operation is ApplyChangesOperation { ChangedSolution: var solution })
            {
                Project = solution.GetProject(Project.Id)!;
            }
        }
    }

    /// <summary>Applies Fix All. Nothing happens where the provider has none for it.</summary>
    /// <param name="document">Null for the scopes that are not one of a file.</param>
    public async Task ApplyAllAsync(CodeFixProvider provider, FixAllScope scope, string? equivalenceKey, Document? document)
    {
        var source = new DiagnosticSource(this);
        var context = document is null
            ? new FixAllContext(Project, provider, scope, equivalenceKey, provider.FixableDiagnosticIds, source, CancellationToken.None)
            : new FixAllContext(document, provider, scope, equivalenceKey, provider.FixableDiagnosticIds, source, CancellationToken.None);
        if (provider.GetFixAllProvider() is { } fixAll && await fixAll.GetFixAsync(context).ConfigureAwait(false) is { } action)
        {
            await ApplyAsync(action).ConfigureAwait(false);
        }
    }

    public FixWorkspace Clone() => new(Project, _analyzer);

    private static string PathOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath ?? diagnostic.Location.GetLineSpan().Path ?? "";

    private sealed class DiagnosticSource(FixWorkspace workspace) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await workspace.FindingsAsync().ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await workspace.FindingsAsync().ConfigureAwait(false)).Where(d => string.Equals(PathOf(d), document.FilePath, StringComparison.Ordinal));

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await workspace.FindingsAsync().ConfigureAwait(false)).Where(static d => d.Location.Kind is LocationKind.None);
    }
}
