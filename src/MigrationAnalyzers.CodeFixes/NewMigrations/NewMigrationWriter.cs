using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
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
        var designer = DesignerFile.Find(migration, out var isUsable);
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

        var solution = document.Project.Solution.WithDocumentText(document.Id, text.WithChanges(changes.OrderBy(static c => c.Span.Start)));
        var main = new MainFile(split, usingDirective);
        for (var number = 1; number <= split.Names.Length; number++)
        {
            var id = split.Ids[number - 1];
            solution = Add(solution, document, NameLike(document, migration.Migration.Id, id, ".cs"), SourceText.From(main.Write(number), text.Encoding, text.ChecksumAlgorithm));
            if (designer is not null)
            {
                var model = await designer.GetTextAsync(cancellationToken).ConfigureAwait(false);
                var modelRoot = (await designer.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
                solution = Add(solution, designer, NameLike(designer, migration.Migration.Id, id, ".Designer.cs"), DesignerFile.Copy(model, modelRoot, split.Names[number - 1], id));
            }
        }

        return solution;
    }

    private static Solution Add(Solution solution, Document neighbour, string name, SourceText text)
    {
        var path = neighbour.FilePath is { } of ? Path.Combine(Path.GetDirectoryName(of) ?? "", name) : null;
        return solution.AddDocument(DocumentId.CreateNewId(neighbour.Project.Id), name, text, FoldersOf(neighbour), path);
    }

    /// <summary>
    /// The folders as the project shows them. MSBuildWorkspace, which dotnet format uses, takes them for those on disk, where a linked file lies elsewhere.
    /// </summary>
    private static IEnumerable<string> FoldersOf(Document neighbour)
    {
        if (!string.Equals(neighbour.Project.Solution.Workspace.Kind, WorkspaceKind.MSBuild, StringComparison.Ordinal)
            || neighbour.FilePath is not { } file
            || neighbour.Project.FilePath is not { } project)
        {
            return neighbour.Folders;
        }

        var separators = new[] { Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar };
        var from = Path.GetDirectoryName(Path.GetFullPath(project))!.Split(separators);
        var to = Path.GetDirectoryName(Path.GetFullPath(file))!.Split(separators);
        var common = 0;
        while (common < from.Length && common < to.Length && string.Equals(from[common], to[common], StringComparison.Ordinal))
        {
            common++;
        }

        return common == 0 ? neighbour.Folders : Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common));
    }

    /// <summary>What follows the id in the neighbour's name follows it here too.</summary>
    private static string NameLike(Document neighbour, string oldId, string id, string ending)
    {
        var name = Path.GetFileName(neighbour.FilePath ?? neighbour.Name);
        return id + (name.StartsWith(oldId + ".", StringComparison.OrdinalIgnoreCase) ? name.Substring(oldId.Length) : ending);
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
                if (split.FateOf(statement) is { } move)
                {
                    var calls = direction == MigrationDirection.Up ? move.Stays : move.DownStays;
                    yield return calls.IsEmpty || !split.IsFirstOfMove(statement)
                        ? new TextChange(Removed(split, method!, statement), "")
                        : new TextChange(statement.Syntax.Span, Written(calls, method!.Receiver, split.Migration.Style, statement.Syntax));
                }
            }
        }
    }

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
