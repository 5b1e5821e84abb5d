using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Writing;
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
    private readonly OptionsSource _options;
    private readonly SourceStyle _style;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<FixTarget>> _targets = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<FixTarget, (MigrationCalls Calls, EfCall Call)> _calls = new(ReferenceComparer<FixTarget>.Instance);

    private CodeSource(SyntaxNode root, SemanticModel model, MigrationSession session, OptionsSource options, SourceText text, CancellationToken cancellationToken)
    {
        _root = root;
        _model = model;
        _session = session;
        _options = options;
        _style = SourceStyle.Of(root, text);
        _cancellationToken = cancellationToken;
    }

    public static async Task<CodeSource?> CreateAsync(Document document, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
        {
            return null;
        }

        var options = new OptionsSource(document.Project.AnalyzerOptions);
        if (MigrationSession.TryCreate(model.Compilation, options) is not { } session)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return new CodeSource(root, model, session, options, text, cancellationToken);
    }

    public override FixTarget? Find(Diagnostic diagnostic, Func<MigrationOperation, bool> accepts, bool anyAtPlace)
    {
        FixTarget? found = null;
        foreach (var target in TargetsAt(diagnostic.Location.SourceSpan))
        {
            if (accepts(target.Operation) && IsAt(target.Operation.Origin, diagnostic))
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

    protected override IReadOnlyList<TextChange> Write(IReadOnlyList<(FixTarget Target, Remedy Remedy)> fixes)
    {
        var changes = new List<TextChange>();
        TextChange? directive = null;
        // Down undoes the last operation of Up first.
        var ordered = fixes.Where(static f => f.Remedy is not CompleteDown).Concat(fixes.Where(static f => f.Remedy is CompleteDown).Reverse());
        foreach (var group in ordered.GroupBy(f => _calls[f.Target].Call.Syntax))
        {
            var (calls, call) = _calls[group.First().Target];
            if (Edit(calls, call, [.. group]) is { Count: > 0 } edited && !edited.Any(e => changes.Any(c => c.Span.OverlapsWith(e.Span))))
            {
                // What two findings ask for at the same place (a setting before both) is written once.
                changes.AddRange(edited.Where(e => !changes.Contains(e)));
                if (group.Any(static f => UsesRuntime(f.Remedy)))
                {
                    directive ??= UsingEdit.Write(_root, call.Syntax.SpanStart, _session.Symbols.MigrationBuilder, _model, _style);
                }
            }
        }

        if (directive is { } usingDirective)
        {
            changes.Add(usingDirective);
        }

        return changes;
    }

    private IReadOnlyList<TextChange>? Edit(MigrationCalls calls, EfCall call, IReadOnlyList<(FixTarget Target, Remedy Remedy)> fixes)
    {
        if (call.Syntax is not InvocationExpressionSyntax invocation || invocation.SyntaxTree != _root.SyntaxTree)
        {
            return null;
        }

        // A helper serves others too: in one of the migration's own only what is right for every call of it may be done.
        var isForEveryCall = fixes.All(static f => f.Remedy is AnnotateCall or EditCall { Before.IsEmpty: true, After.IsEmpty: true } or EditStatement { Beforehand: null, Afterwards: null }) || IsTheSameForEveryCall(invocation);
        if (!call.Anchor.IsNone && (!isForEveryCall || !fixes.All(f => IsIn(invocation, f.Target))))
        {
            return null;
        }

        switch (fixes[0].Remedy)
        {
            case AnnotateCall annotate:
                return [AnnotationEdit.Write(invocation, annotate.Annotation, _style, _model, _cancellationToken)];

            case EditCall edit when fixes.Count == 1:
                return EditInPlace(invocation, edit);

            case ReplaceCall replace when fixes.Count == 1 && IsWhatTheCallDoes(fixes[0].Target, call, replace.IsWhole):
                return Replace(invocation, replace.IsWhole ? WithAnnotations(invocation) : invocation, replace.Calls);

            case ReplaceSqlCall replace when fixes.Count == 1 && IsItsOnlyStatement(fixes[0].Target) && call["sql"] is TextValue { Text.Value: var text } && !HasComments(text):
                return Replace(invocation, invocation, replace.Calls);

            case CompleteDown complete when fixes.Count == 1 && call.Anchor.IsNone:
                return Complete(invocation, complete, calls);

            case AddBefore:
                // What several ask for is written once.
                return Surround(invocation, [.. fixes.Select(static f => f.Remedy).OfType<AddBefore>()], call.Anchor.IsNone);

            case EditStatement or ReplaceStatement when call["sql"] is TextValue value && SqlCall.TryCreate(invocation, value.Text) is { } sql:
                var first = fixes[0].Target;
                var statements = first.Unit.Statements.Where(s => s.Command == first.Statement.Command).ToList();
                return new SqlCallEditor(sql, statements, ValidationsAfter(first, calls), _style, _model, _cancellationToken).Edit(
                    fixes.ToLookup(static f => f.Target.Statement, static f => f.Remedy, ReferenceComparer<MigrationStatement>.Instance));

            default:
                return null;
        }
    }

    private IReadOnlyList<TextChange>? EditInPlace(InvocationExpressionSyntax invocation, EditCall edit)
    {
        if (CallEdit.Write(invocation, edit, _style, _model, _cancellationToken) is not { } changes)
        {
            return null;
        }

        if (edit.Before.IsEmpty && edit.After.IsEmpty)
        {
            // A safe form returns something else.
            return edit.IsSafeForm && CallSite.TryCreate(invocation, _model, _style, _cancellationToken) is null ? null : changes;
        }

        if (CallSite.TryCreate(invocation, _model, _style, _cancellationToken) is not { IsStatement: true } site || ReceiverOf(invocation) is not { } receiver)
        {
            return null;
        }

        var all = new List<TextChange>(changes);
        if (!edit.Before.IsEmpty)
        {
            all.Add(site.Prepend(Write(edit.Before, receiver, site)));
        }

        if (!edit.After.IsEmpty)
        {
            all.Add(site.Append(Write(edit.After, receiver, site)));
        }

        return all;
    }

    private IReadOnlyList<TextChange>? Complete(InvocationExpressionSyntax invocation, CompleteDown complete, MigrationCalls calls)
    {
        var down = calls.Migration.Down.Statements;
        var before = complete.Position < down.Length ? calls.CallOf(MigrationDirection.Down, down[complete.Position].Command)?.Syntax : null;
        return (complete.Position == down.Length || before is not null)
            && invocation.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            && DownEdit.Write(declaration, complete.Operations, before, _style) is { } change
            ? [change]
            : null;
    }

    private IReadOnlyList<TextChange>? Surround(InvocationExpressionSyntax invocation, IReadOnlyList<AddBefore> added, bool isInTheMigration)
    {
        if (CallSite.TryCreate(AnnotationEdit.LastOf(invocation), _model, _style, _cancellationToken) is not { } site || ReceiverOf(invocation) is not { } receiver)
        {
            return null;
        }

        var before = Written(static a => a.Calls.IsEmpty ? a.Commands.Select(static c => (WrittenCall)c) : a.Calls);
        var after = Written(static a => a.After.Select(static c => (WrittenCall)c));
        var atEnd = Written(static a => a.AtEnd.Select(static c => (WrittenCall)c));
        if (atEnd.Count == 0)
        {
            return site.Surround(before, after);
        }

        return isInTheMigration && site.AppendToMethod(atEnd) is { } end ? [.. site.Surround(before, after), end] : null;

        IReadOnlyList<string> Written(Func<AddBefore, IEnumerable<WrittenCall>> calls) => Write([.. added.SelectMany(calls).Distinct()], receiver, site);
    }

    /// <param name="whole">The call with what is called on its result.</param>
    private IReadOnlyList<TextChange>? Replace(InvocationExpressionSyntax invocation, InvocationExpressionSyntax whole, ImmutableArray<WrittenCall> calls)
    {
        if (ReceiverOf(invocation) is not { } receiver
            || CallComments.TryCollect(whole) is not { } comments
            || CallSite.TryCreate(whole, _model, _style, _cancellationToken) is not { } site)
        {
            return null;
        }

        if (calls.IsEmpty)
        {
            return comments.Count == 0 && site.Remove() is { } removed ? [removed] : null;
        }

        return [site.Replace(Write(calls, receiver, site), comments)];
    }

    private static InvocationExpressionSyntax WithAnnotations(InvocationExpressionSyntax invocation) =>
        invocation.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Annotation", Parent: InvocationExpressionSyntax outer } ? WithAnnotations(outer) : invocation;

    private IReadOnlyList<string> Write(ImmutableArray<WrittenCall> calls, string receiver, CallSite site) =>
        [.. calls.Select(call => Shortened(call.Write(receiver, _style, site.Indentation), site.Call.SpanStart))];

    /// <summary>As the file writes it that has a directive for System.</summary>
    private string Shortened(string call, int position) =>
        call.Contains(WrittenCall.TimeSpan) && _model.LookupNamespacesAndTypes(position, name: "TimeSpan").Any(static s => s.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
            ? call.Replace(WrittenCall.TimeSpan, "TimeSpan")
            : call;

    private static string? ReceiverOf(InvocationExpressionSyntax invocation) =>
        invocation.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } access ? access.Expression.ToString() : null;

    private static bool UsesRuntime(Remedy remedy) => remedy switch
    {
        EditCall edit => edit.IsSafeForm || edit.Before.Concat(edit.After).Any(static c => c.IsSafeForm),
        ReplaceCall replace => replace.Calls.Any(static c => c.IsSafeForm),
        ReplaceSqlCall replace => replace.Calls.Any(static c => c.IsSafeForm),
        AddBefore add => add.Calls.Any(static c => c.IsSafeForm),
        _ => false,
    };

    private static bool HasComments(string sql) => sql.Contains("--") || sql.Contains("/*");

    /// <summary>The operation is all that the call does: AlterColumn may drop and add a column, an annotation may add a statement.</summary>
    /// <param name="isWhole">What else it does is known to the remedy.</param>
    private static bool IsWhatTheCallDoes(FixTarget target, EfCall call, bool isWhole)
    {
        var method = target.Operation switch
        {
            AddColumn => "AddColumn",
            DropColumn => "DropColumn",
            RenameColumn => "RenameColumn",
            CreateIndex => "CreateIndex",
            DropIndex => "DropIndex",
            RenameIndex => "RenameIndex",
            DropTable => "DropTable",
            RenameTable => "RenameTable",
            AddConstraint { Constraint: ForeignKeyConstraint } => "AddForeignKey",
            AddConstraint { Constraint: CheckConstraint } => "AddCheckConstraint",
            AddConstraint { Constraint: UniqueConstraint } => "AddUniqueConstraint",
            AddConstraint { Constraint: PrimaryKeyConstraint } => "AddPrimaryKey",
            DropConstraint { Kind: ConstraintKind.ForeignKey } => "DropForeignKey",
            DropConstraint { Kind: ConstraintKind.Check } => "DropCheckConstraint",
            DropConstraint { Kind: ConstraintKind.Unique } => "DropUniqueConstraint",
            DropConstraint { Kind: ConstraintKind.PrimaryKey } => "DropPrimaryKey",
            AlterColumnType or SetNotNull => "AlterColumn",
            _ => null,
        };
        return string.Equals(call.Method, method, StringComparison.Ordinal)
            && call.Arguments.All(static a => a.Value is not UnknownValue)
            && (isWhole || (call.Annotations.Count == 0 && IsItsOnlyStatement(target)));
    }

    /// <summary>The call does nothing else. What AddColumn says of a comment is a part of the column.</summary>
    private static bool IsItsOnlyStatement(FixTarget target) =>
        target.Statement.Operations.Length == 1
        && target.Unit.Statements.All(s => s.Command != target.Statement.Command || ReferenceEquals(s, target.Statement) || s.Operations is [OtherStatement { Command: "CommentStmt" }]);

    /// <summary>The calls that follow and do nothing but validate a constraint, as an earlier fix of the same call may have left them.</summary>
    private static IReadOnlyList<SyntaxNode> ValidationsAfter(FixTarget target, MigrationCalls calls) =>
    [
        .. target.Unit.Statements
            .SkipWhile(s => s.Command <= target.Statement.Command)
            .TakeWhile(static s => s is { Operations: [ValidateConstraint], Transaction: null })
            .Select(s => calls.CallOf(target.Unit.Direction, s.Command)?.Syntax)
            .OfType<SyntaxNode>(),
    ];

    /// <summary>No argument is a variable or a parameter.</summary>
    private bool IsTheSameForEveryCall(InvocationExpressionSyntax invocation)
    {
        foreach (var name in invocation.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            // The name of a named argument is the parameter of the method that is called.
            if (name.Parent is not NameColonSyntax
                && _model.GetSymbolInfo(name, _cancellationToken).Symbol is IParameterSymbol or ILocalSymbol { IsConst: false })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The finding is shown in the call itself, not where a helper with the call is called.</summary>
    private static bool IsIn(InvocationExpressionSyntax invocation, FixTarget target) =>
        invocation.Span.Contains(target.Operation.Origin.Location.Start)
        && string.Equals(target.Operation.Origin.Location.Path, invocation.SyntaxTree.FilePath, StringComparison.Ordinal);

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

            if (_session.ReadCalls(type, _cancellationToken) is { } read)
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
        var options = _options.For(_root.SyntaxTree);
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
