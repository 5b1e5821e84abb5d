using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.SqlFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Targets;

/// <summary>A <c>.sql</c> file.</summary>
internal sealed class SqlFileSource : FixSource
{
    private readonly SourceText _text;
    private readonly string _sql;
    private readonly Migration _migration;
    private readonly AnalysisOptions _options;

    private SqlFileSource(string path, SourceText text, AnalysisOptions options)
    {
        _text = text;
        _sql = text.ToString();
        _migration = SqlFileAnalysis.Read(path, _sql);
        _options = options;
    }

    public static async Task<SqlFileSource?> CreateAsync(TextDocument document, CancellationToken cancellationToken)
    {
        var path = document.FilePath ?? document.Name;
        if (!SqlFileAnalysis.IsSqlFile(path))
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var options = new OptionsSource(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider);
        var file = document.Project.AnalyzerOptions.AdditionalFiles.FirstOrDefault(f => string.Equals(f.Path, path, StringComparison.Ordinal));
        return new SqlFileSource(path, text, file is null ? AnalysisOptions.Default : options.For(file));
    }

    public override FixTarget? Find(Diagnostic diagnostic, Func<MigrationOperation, bool> accepts)
    {
        var span = diagnostic.Location.SourceSpan;
        FixTarget? found = null;
        foreach (var analyzed in MigrationAnalysis.Trace(_migration.Up, SchemaCatalog.Unknown, _options))
        {
            var location = analyzed.Operation.Origin.Location;
            if (accepts(analyzed.Operation) && location.Start == span.Start && location.Length == span.Length)
            {
                if (found is not null)
                {
                    return null;
                }

                found = new FixTarget(analyzed.Operation, analyzed.Statement, _migration.Up, analyzed.CatalogBefore, _options, _sql);
            }
        }

        return found;
    }

    public override IReadOnlyList<TextChange> Edit(IReadOnlyList<(FixTarget Target, Remedy Remedy)> fixes)
    {
        var editor = new SqlFileEditor(_text, _migration.Up);
        var changes = new List<TextChange>();
        foreach (var (target, remedy) in fixes)
        {
            changes.AddRange(editor.Edit(target.Statement, remedy) ?? []);
        }

        return changes;
    }
}
