using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Carries out a split: edits the migration, and adds the files of the new ones beside it.</summary>
internal static class NewMigrationWriter
{
    /// <summary>Null where the files cannot be told apart.</summary>
    public static async Task<Solution?> ApplyAsync(MigrationSplit split, CancellationToken cancellationToken)
    {
        var migration = split.Migration;
        var designer = DesignerFile.Find(migration.Type, migration.Declaration, migration.Document.Project, out var isUsable);
        if (!isUsable || (designer is null && DesignerFile.IdOf(migration.Declaration) is null))
        {
            return null;
        }

        var document = migration.Document;
        var text = migration.Style.Text;
        var root = migration.Declaration.SyntaxTree.GetRoot(cancellationToken);
        var usingDirective = NeedsRuntime(split)
            ? UsingEdit.Write(root, migration.Declaration.SpanStart, migration.Builder, migration.Model, migration.Style)
            : null;
        var changes = Edits(split).ToList();
        if (usingDirective is { } added)
        {
            changes.Add(added);
        }

        Solution? solution = TextDocumentChanges.Apply(document.Project.Solution, document, text, changes);
        var main = new MainFile(migration.Declaration, migration.Style, usingDirective);
        var files = new NewMigrationFiles(document, designer, migration.Migration.Id);
        for (var number = 1; number <= split.Names.Length && solution is not null; number++)
        {
            var (name, id) = (split.Names[number - 1], split.Ids[number - 1]);
            solution = await files.AddAsync(solution, name, id, main.Write(name, id, Methods(split, number, main.Indentation)), cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    private static IEnumerable<(MethodDeclarationSyntax Like, string Name, IEnumerable<string> Statements)> Methods(MigrationSplit split, int number, string indent)
    {
        var (up, down) = (split.Migration.Up, split.Migration.Down);
        yield return (up.Syntax, "Up", StatementsOf(split, up, number, MigrationDirection.Up, indent));
        if (down is not null)
        {
            yield return (down.Syntax, "Down", StatementsOf(split, down, number, MigrationDirection.Down, indent));
        }
    }

    private static IEnumerable<string> StatementsOf(MigrationSplit split, MigrationMethod method, int number, MigrationDirection direction, string indent)
    {
        var style = split.Migration.Style;
        foreach (var (statement, calls) in split.Of(number, direction))
        {
            if (calls is null)
            {
                yield return WithComments(statement.Syntax, style);
            }
            else
            {
                foreach (var call in calls)
                {
                    yield return call.Write(method.Receiver, style, indent) + ";";
                }
            }
        }
    }

    /// <summary>The statement as it is written, from its first comment to the end of its last line.</summary>
    private static string WithComments(StatementSyntax statement, SourceStyle style)
    {
        var first = statement.GetLeadingTrivia().FirstOrDefault(static t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        var start = first == default ? statement.SpanStart : first.FullSpan.Start;
        return style.Text.ToString(TextSpan.FromBounds(start, statement.FullSpan.End)).TrimEnd();
    }

    private static bool NeedsRuntime(MigrationSplit split) =>
        split.Migration.Up.Statements.Select(split.FateOf).Any(static m => m is not null && m.Stays.Concat(m.Goes ?? []).Concat(m.DownStays).Concat(m.DownGoes ?? []).Any(static c => c.IsSafeForm));

    private static IEnumerable<TextChange> Edits(MigrationSplit split)
    {
        var (up, down) = (split.Migration.Up, split.Migration.Down);
        foreach (var (method, direction) in new[] { (up, MigrationDirection.Up), (down, MigrationDirection.Down) })
        {
            foreach (var statement in method?.Statements ?? [])
            {
                ImmutableArray<WrittenCall> ahead = [.. split.Moves.SelectMany(static m => m.Ahead).Where(a => ReferenceEquals(a.Statement, statement)).SelectMany(static a => a.Calls)];
                if (!ahead.IsEmpty)
                {
                    yield return Before(ahead, method!.Receiver, split.Migration.Style, statement.Syntax);
                }

                if (split.FateOf(statement) is { } move)
                {
                    var calls = direction == MigrationDirection.Up ? move.Stays : move.DownStays;
                    if (move.KeepsStatement)
                    {
                        if (!calls.IsEmpty && split.IsFirstOfMove(statement))
                        {
                            yield return Beside(calls, method!.Receiver, split.Migration.Style, statement.Syntax, direction);
                        }

                        continue;
                    }

                    yield return calls.IsEmpty || !split.IsFirstOfMove(statement)
                        ? new TextChange(Removed(split, method!, statement), "")
                        : new TextChange(statement.Syntax.Span, Written(calls, method!.Receiver, split.Migration.Style, statement.Syntax));
                }
            }
        }
    }

    /// <summary>After the line of the statement; in Down before it.</summary>
    private static TextChange Beside(ImmutableArray<WrittenCall> calls, string receiver, SourceStyle style, StatementSyntax statement, MigrationDirection direction)
    {
        if (direction == MigrationDirection.Down)
        {
            return Before(calls, receiver, style, statement);
        }

        var trailing = statement.GetTrailingTrivia().LastOrDefault(static t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        return new TextChange(new TextSpan(trailing == default ? statement.Span.End : trailing.Span.End, 0), Separator(style, statement) + Written(calls, receiver, style, statement));
    }

    /// <summary>Before the statement's comments.</summary>
    private static TextChange Before(ImmutableArray<WrittenCall> calls, string receiver, SourceStyle style, StatementSyntax statement)
    {
        var leading = statement.GetLeadingTrivia().FirstOrDefault(static t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        return new TextChange(new TextSpan(leading == default ? statement.SpanStart : leading.FullSpan.Start, 0), Written(calls, receiver, style, statement) + Separator(style, statement));
    }

    private static string Separator(SourceStyle style, StatementSyntax statement) => style.NewLine + style.NewLine + style.IndentationAt(statement.SpanStart);

    private static string Written(ImmutableArray<WrittenCall> calls, string receiver, SourceStyle style, StatementSyntax statement)
    {
        var indent = style.IndentationAt(statement.SpanStart);
        return string.Join(style.NewLine + style.NewLine + indent, calls.Select(c => c.Write(receiver, style, indent) + ";"));
    }

    /// <summary>The statement with its comments and its lines; and with the empty line after it, where it stood first.</summary>
    private static TextSpan Removed(MigrationSplit split, MigrationMethod method, BodyStatement statement)
    {
        var text = split.Migration.Style.Text;
        var span = statement.Syntax.FullSpan;
        var before = statement.Syntax.GetFirstToken().GetPreviousToken().Span.End;
        if (text.Lines.IndexOf(before) == text.Lines.IndexOf(statement.Syntax.SpanStart))
        {
            return TextSpan.FromBounds(before, statement.Syntax.Span.End);
        }

        var index = method.Statements.IndexOf(statement);
        var isFirst = method.Statements.Take(index).All(s => IsRemoved(split, s, method));
        var end = span.End;
        while (isFirst && index + 1 < method.Statements.Length && !IsRemoved(split, method.Statements[index + 1], method) && IsBlank(text, end, out var next))
        {
            end = next;
        }

        return TextSpan.FromBounds(span.Start, end);
    }

    private static bool IsRemoved(MigrationSplit split, BodyStatement statement, MigrationMethod method) =>
        split.FateOf(statement) is { } move && (method == split.Migration.Up ? move.Stays : move.DownStays).IsEmpty;

    private static bool IsBlank(SourceText text, int start, out int next)
    {
        next = start;
        if (start >= text.Length)
        {
            return false;
        }

        var line = text.Lines.GetLineFromPosition(start);
        next = line.EndIncludingLineBreak;
        return line.Start == start && next > start && string.IsNullOrWhiteSpace(text.ToString(line.Span));
    }
}
