using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Writes in C# what is to be done about the operations of one call of MigrationBuilder.</summary>
internal sealed class MigrationCallEditor(SourceStyle style, SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary>The changes that make all of the remedies; null where the call is not written so that they can be made without losing something.</summary>
    /// <param name="fixes">Those of operations that the call does.</param>
    public IReadOnlyList<TextChange>? Edit(MigrationCalls calls, EfCall call, IReadOnlyList<(FixTarget Target, Remedy Remedy)> fixes)
    {
        if (call.Syntax is not InvocationExpressionSyntax invocation || invocation.SyntaxTree != model.SyntaxTree)
        {
            return null;
        }

        // A helper serves others too: in one of the migration's own only what is right for every call of it may be done.
        var isForEveryCall = fixes.All(static f => f.Remedy is AnnotateCall { Before.IsEmpty: true } or EditCall { Before.IsEmpty: true, After.IsEmpty: true } or EditStatement { Beforehand: null, Afterwards: null }) || IsTheSameForEveryCall(invocation);
        if (!call.Anchor.IsNone && (!isForEveryCall || !fixes.All(f => IsIn(invocation, f.Target))))
        {
            return null;
        }

        switch (fixes[0].Remedy)
        {
            case AnnotateCall annotate:
                return Annotate(invocation, annotate);

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
                return new SqlCallEditor(sql, statements, ValidationsAfter(first, calls), style, model, cancellationToken).Edit(
                    fixes.ToLookup(static f => f.Target.Statement, static f => f.Remedy, ReferenceComparer<MigrationStatement>.Instance));

            default:
                return null;
        }
    }

    private IReadOnlyList<TextChange>? Annotate(InvocationExpressionSyntax invocation, AnnotateCall annotate)
    {
        var annotation = AnnotationEdit.Write(invocation, annotate.Annotation, style, model, cancellationToken);
        if (annotate.Before.IsEmpty)
        {
            return [annotation];
        }

        return CallSite.TryCreate(AnnotationEdit.LastOf(invocation), model, style, cancellationToken) is { IsStatement: true } site && ReceiverOf(invocation) is { } receiver
            ? [site.Prepend(Write(annotate.Before, receiver, site)), annotation]
            : null;
    }

    private IReadOnlyList<TextChange>? EditInPlace(InvocationExpressionSyntax invocation, EditCall edit)
    {
        if (CallEdit.Write(invocation, edit, style, model, cancellationToken) is not { } changes)
        {
            return null;
        }

        if (edit.Before.IsEmpty && edit.After.IsEmpty)
        {
            // A safe form returns something else.
            return edit.IsSafeForm && CallSite.TryCreate(invocation, model, style, cancellationToken) is null ? null : changes;
        }

        if (CallSite.TryCreate(invocation, model, style, cancellationToken) is not { IsStatement: true } site || ReceiverOf(invocation) is not { } receiver)
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
            && DownEdit.Write(declaration, complete.Operations, before, style) is { } change
            ? [change]
            : null;
    }

    private IReadOnlyList<TextChange>? Surround(InvocationExpressionSyntax invocation, IReadOnlyList<AddBefore> added, bool isInTheMigration)
    {
        if (CallSite.TryCreate(AnnotationEdit.LastOf(invocation), model, style, cancellationToken) is not { } site || ReceiverOf(invocation) is not { } receiver)
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
            || CallSite.TryCreate(whole, model, style, cancellationToken) is not { } site)
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
        invocation.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Annotation" or "OldAnnotation", Parent: InvocationExpressionSyntax outer } ? WithAnnotations(outer) : invocation;

    private IReadOnlyList<string> Write(ImmutableArray<WrittenCall> calls, string receiver, CallSite site) =>
        [.. calls.Select(call => Shortened(call.Write(receiver, style, site.Indentation), site.Call.SpanStart))];

    /// <summary>As the file writes it that has a directive for System.</summary>
    private string Shortened(string call, int position) =>
        call.Contains(WrittenCall.TimeSpan) && model.LookupNamespacesAndTypes(position, name: "TimeSpan").Any(static s => s.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
            ? call.Replace(WrittenCall.TimeSpan, "TimeSpan")
            : call;

    private static string? ReceiverOf(InvocationExpressionSyntax invocation) =>
        invocation.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } access ? access.Expression.ToString() : null;

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
                && model.GetSymbolInfo(name, cancellationToken).Symbol is IParameterSymbol or ILocalSymbol { IsConst: false })
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
}
