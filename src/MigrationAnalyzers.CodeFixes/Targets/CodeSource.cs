using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Targets;

/// <summary>A C# file with migrations.</summary>
internal sealed class CodeSource : FixSource
{
    private readonly SyntaxNode _root;
    private readonly SemanticModel _model;
    private readonly MigrationSession _session;
    private readonly SourceStyle _style;
    private readonly MigrationCallEditor _editor;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<FixTarget>> _targets = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<FixTarget, (MigrationCalls Calls, EfCall Call)> _calls = new(ReferenceComparer<FixTarget>.Instance);

    private CodeSource(SyntaxNode root, SemanticModel model, MigrationSession session, SourceText text, CancellationToken cancellationToken)
    {
        _root = root;
        _model = model;
        _session = session;
        _style = SourceStyle.Of(root, text);
        _editor = new MigrationCallEditor(_style, model, cancellationToken);
        _cancellationToken = cancellationToken;
    }

    public static async Task<CodeSource?> CreateAsync(Document document, CancellationToken cancellationToken)
    {
        if (await ProjectMigrations.OfAsync(document.Project, cancellationToken).ConfigureAwait(false) is not { } migrations
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return new CodeSource(root, migrations.ModelOf(root.SyntaxTree), migrations.Session, text, cancellationToken);
    }

    public override FixTarget? Find(Diagnostic diagnostic, Func<MigrationOperation, bool> accepts, bool anyAtPlace, Func<MigrationStatement, IEnumerable<Origin>>? placesIn)
    {
        FixTarget? found = null;
        foreach (var target in TargetsAt(diagnostic.Location.SourceSpan))
        {
            if (accepts(target.Operation) && PlacesOf(target, placesIn).Any(o => IsAt(o, diagnostic)))
            {
                // One place that does several things (a loop, a helper called twice) cannot be written as what one of them does.
                if (found is not null)
                {
                    return anyAtPlace ? found : null;
                }

                found = target;
            }
        }

        return found;
    }

    public override FixTarget? TargetOf(MigrationOperation operation) =>
        _targets.Values.SelectMany(static t => t).FirstOrDefault(t => ReferenceEquals(t.Operation, operation));

    protected override IReadOnlyList<TextChange> Write(IReadOnlyList<(FixTarget Target, Remedy Remedy)> fixes, ISet<Remedy> leftOut)
    {
        var changes = new List<TextChange>();
        TextChange? directive = null;
        // Down undoes the last operation of Up first.
        var ordered = fixes.Where(static f => f.Remedy is not CompleteDown).Concat(fixes.Where(static f => f.Remedy is CompleteDown).Reverse());
        foreach (var group in ordered.GroupBy(f => (_calls[f.Target].Call.Syntax, f.Remedy is CompleteDown)))
        {
            var (calls, call) = _calls[group.First().Target];
            if (_editor.Edit(calls, call, [.. group]) is { Count: > 0 } edited && !edited.Any(e => changes.Any(c => c.Span.OverlapsWith(e.Span) && !(IsRemoval(c) && IsRemoval(e)))))
            {
                foreach (var edit in edited)
                {
                    Add(changes, edit);
                }

                if (group.Any(static f => UsesRuntime(f.Remedy)))
                {
                    directive ??= UsingEdit.Write(_root, call.Syntax.SpanStart, _session.Symbols.MigrationBuilder, _model, _style);
                }
            }
            else
            {
                leftOut.UnionWith(group.Select(static f => f.Remedy));
            }
        }

        if (directive is { } usingDirective)
        {
            changes.Add(usingDirective);
        }

        return changes;
    }

    private static void Add(List<TextChange> changes, TextChange change)
    {
        // Of two statements that are taken away, the empty line between them goes with both.
        foreach (var other in changes.Where(c => c.Span.OverlapsWith(change.Span) && IsRemoval(c)).ToList())
        {
            changes.Remove(other);
            change = new TextChange(TextSpan.FromBounds(Math.Min(other.Span.Start, change.Span.Start), Math.Max(other.Span.End, change.Span.End)), "");
        }

        // What two findings ask for at the same place (a setting before both) is written once.
        if (!changes.Contains(change))
        {
            changes.Add(change);
        }
    }

    private static bool IsRemoval(TextChange change) => change.NewText is "";

    private static bool UsesRuntime(Remedy remedy) => remedy switch
    {
        EditCall edit => edit.IsSafeForm || edit.Before.Concat(edit.After).Any(static c => c.IsSafeForm),
        ReplaceCall replace => replace.Calls.Any(static c => c.IsSafeForm),
        ReplaceSqlCall replace => replace.Calls.Any(static c => c.IsSafeForm),
        AddBefore add => add.Calls.Any(static c => c.IsSafeForm),
        _ => false,
    };

    /// <summary>What the migration at the place does in Up.</summary>
    public IEnumerable<FixTarget> TargetsOfUp(TextSpan place) => TargetsAt(place).Where(static t => t.Unit.Direction == MigrationDirection.Up);

    /// <summary>All that the migration at the place does, in both directions.</summary>
    private ImmutableArray<FixTarget> TargetsAt(TextSpan span)
    {
        foreach (var declaration in _root.FindNode(span).AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (_model.GetDeclaredSymbol(declaration, _cancellationToken) is not INamedTypeSymbol type)
            {
                continue;
            }

            if (_targets.TryGetValue(type, out var known))
            {
                return known;
            }

            if (_session.ReadCalls(type, _model, _cancellationToken) is { } read)
            {
                var targets = TargetsOf(read);
                _targets.Add(type, targets);
                return targets;
            }
        }

        return [];
    }

    private ImmutableArray<FixTarget> TargetsOf(MigrationCalls read)
    {
        var options = _session.OptionsOf(_root.SyntaxTree);
        var before = _session.CatalogBefore(read.Migration, _cancellationToken);
        var targets = ImmutableArray.CreateBuilder<FixTarget>();
        Add(read.Migration.Up, before);
        Add(read.Migration.Down, before.Apply(read.Migration.Up));
        return targets.ToImmutable();

        void Add(MigrationUnit unit, SchemaCatalog catalog)
        {
            foreach (var analyzed in MigrationAnalysis.Trace(unit, catalog, options))
            {
                if (read.CallOf(unit.Direction, analyzed.Statement.Command) is { } call)
                {
                    var target = new FixTarget(
                        analyzed.Operation, analyzed.Statement, unit, analyzed.CatalogBefore, options, (call["sql"] as TextValue)?.Text.Value)
                    {
                        Effect = analyzed.Effect,
                        Others = TargetOf,
                        Migration = (read.Migration, before),
                        Earlier = () => _session.MigrationsBefore(read.Migration, _cancellationToken),
                        HasRuntime = _session.Symbols.HasSafeForms,
                        EfCoreMajor = _session.Symbols.EfCoreMajor,
                        Call = call,
                    };
                    targets.Add(target);
                    _calls.Add(target, (read, call));
                }
            }
        }
    }

    private bool IsAt(Origin origin, Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        var sql = diagnostic.Properties.TryGetValue(FindingDiagnostics.SqlSpanProperty, out var written) ? written : null;
        return origin.Location.Start == span.Start
            && origin.Location.Length == span.Length
            && string.Equals(origin.Location.Path, _root.SyntaxTree.FilePath, StringComparison.Ordinal)
            && string.Equals(origin.SqlSpan.Start < 0 ? null : FindingDiagnostics.Span(origin.SqlSpan), sql, StringComparison.Ordinal);
    }
}
