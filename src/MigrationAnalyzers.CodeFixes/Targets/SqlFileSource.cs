using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
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
    private readonly string _path;
    private readonly SourceText _text;
    private readonly OptionsSource _options;
    private readonly ImmutableArray<AdditionalText> _files;
    private readonly ImmutableArray<FixTarget> _targets;

    private SqlFileSource(string path, SourceText text, OptionsSource options, ImmutableArray<AdditionalText> files)
    {
        (_path, _text, _options, _files) = (path, text, options, files);
        _targets = [.. TargetsIn(files)];
    }

    public static async Task<SqlFileSource?> CreateAsync(TextDocument document, CancellationToken cancellationToken)
    {
        var path = document.FilePath ?? document.Name;
        if (!SqlFileSet.IsSqlFile(path))
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var options = document.Project.AnalyzerOptions;
        return new SqlFileSource(path, text, new OptionsSource(options), options.AdditionalFiles);
    }

    public override FixTarget? Find(Diagnostic diagnostic, Func<MigrationOperation, bool> accepts, bool anyAtPlace, Func<MigrationStatement, IEnumerable<Origin>>? placesIn)
    {
        var span = diagnostic.Location.SourceSpan;
        FixTarget? found = null;
        foreach (var target in _targets)
        {
            if (accepts(target.Operation) && PlacesOf(target, placesIn).Any(o => o.Location.Start == span.Start && o.Location.Length == span.Length))
            {
                if (found is not null)
                {
                    return anyAtPlace ? found : null;
                }

                found = target;
            }
        }

        return found;
    }

    public override FixTarget? TargetOf(MigrationOperation operation) => _targets.FirstOrDefault(t => ReferenceEquals(t.Operation, operation));

    protected override IReadOnlyList<TextChange> Write(IReadOnlyList<(FixTarget Target, Remedy Remedy)> fixes, ISet<Remedy> leftOut)
    {
        var editors = new Dictionary<MigrationUnit, SqlFileEditor>(ReferenceComparer<MigrationUnit>.Instance);
        var changes = new List<TextChange>();
        foreach (var (target, remedy) in fixes)
        {
            if (!editors.TryGetValue(target.Unit, out var editor))
            {
                editors.Add(target.Unit, editor = new SqlFileEditor(_text, target.Unit));
            }

            if (editor.Edit(target.Statement, remedy) is { } edited && (IsOnlyReworded(remedy) || KeepsTransactions(edited)))
            {
                changes.AddRange(edited.Where(e => !changes.Contains(e)));
            }
            else
            {
                leftOut.Add(remedy);
            }
        }

        return changes;
    }

    /// <summary>What is found in the migrations of the file, in both directions, when the changes are made.</summary>
    public IEnumerable<Finding> FindingsWith(IReadOnlyList<TextChange> changes) => new SqlSession(FilesWith(changes), _options).MigrationsOf(_path).SelectMany(static m => m.Findings);

    /// <summary>The file has the same statements as before, and none of them is of another kind. To read it again for each of many such fixes takes long.</summary>
    private static bool IsOnlyReworded(Remedy remedy) =>
        remedy is EditStatement { Suppress: false, Beforehand: null, Afterwards: null } edit
        && edit.Edits.All(static e => e.Text.IndexOf(';') < 0 && e.Text.IndexOf("concurrently", StringComparison.OrdinalIgnoreCase) < 0);

    /// <summary>
    /// The runner decides what shares a transaction by what the file holds: read with the changes, no statement may stand in one that cannot run there, and no
    /// constraint may be validated under the lock with which it was added.
    /// </summary>
    private bool KeepsTransactions(IReadOnlyList<TextChange> changes) => Refused(TargetsIn(FilesWith(changes))) <= Refused(_targets);

    private IEnumerable<AdditionalText> FilesWith(IReadOnlyList<TextChange> changes)
    {
        var changed = _text.WithChanges(changes.OrderBy(static c => c.Span.Start));
        return _files.Select(f => IsThis(f) ? new ChangedText(f.Path, changed) : f);
    }

    private static int Refused(IEnumerable<FixTarget> targets) => targets.Count(static t =>
        t.Statement is { Transaction: { } transaction, TransactionIsKnown: true }
        && (t.Operation is ValidateConstraint validate
            ? t.Unit.Statements.Any(s => s.Transaction == transaction && s.Operations.Any(o => o is AddConstraint add && add.Table == validate.Table))
            : t.CannotRunInTransaction));

    private IEnumerable<FixTarget> TargetsIn(IEnumerable<AdditionalText> files)
    {
        foreach (var migration in new SqlSession(files, _options).MigrationsOf(_path))
        {
            var before = migration.CatalogBefore;
            foreach (var (unit, catalog) in new[] { (migration.Migration.Up, before), (migration.Migration.Down, before.Apply(migration.Migration.Up)) })
            {
                if (unit.Statements.IsEmpty || !string.Equals(unit.Statements[0].Origin.Location.Path, _path, StringComparison.Ordinal))
                {
                    continue;
                }

                foreach (var analyzed in MigrationAnalysis.Trace(unit, catalog, migration.Options))
                {
                    yield return new FixTarget(analyzed.Operation, analyzed.Statement, unit, analyzed.CatalogBefore, migration.Options, _text.ToString())
                    {
                        Effect = analyzed.Effect,
                        Earlier = () => migration.Earlier,
                        Others = TargetOf,
                    };
                }
            }
        }
    }

    private bool IsThis(AdditionalText file) => string.Equals(file.Path, _path, StringComparison.Ordinal);

    private sealed class ChangedText(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
