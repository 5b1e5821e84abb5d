using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Adds the files of new migrations beside those of another one.</summary>
/// <param name="main">Its file with Up and Down.</param>
/// <param name="designer">The one with its model; null where it has none.</param>
/// <param name="neighbourId">Its id.</param>
internal sealed class NewMigrationFiles(Document main, Document? designer, string neighbourId)
{
    /// <summary>Null where there is such a file already, be it that only another target framework of the project knows it.</summary>
    /// <param name="code">The file with Up and Down.</param>
    public async Task<Solution?> AddAsync(Solution solution, string name, string id, string code, CancellationToken cancellationToken)
    {
        var text = await main.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var added = Add(solution, main, NameLike(main, id, ".cs"), SourceText.From(code, text.Encoding, text.ChecksumAlgorithm));
        if (added is null || designer is null)
        {
            return added;
        }

        var model = await designer.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var root = (await designer.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        return Add(added, designer, NameLike(designer, id, ".Designer.cs"), DesignerFile.Copy(model, root, name, id));
    }

    private static Solution? Add(Solution solution, Document neighbour, string name, SourceText text)
    {
        var path = neighbour.FilePath is { } of ? Path.Combine(Path.GetDirectoryName(of) ?? "", name) : null;
        if (!solution.GetDocumentIdsWithFilePath(path).IsEmpty)
        {
            return null;
        }

        foreach (var linked in OneOfEachProject(solution, neighbour))
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(linked.Project.Id), name, text, FoldersOf(linked), path);
        }

        return solution;
    }

    /// <summary>The same file in all projects that it is linked into. The target frameworks of one project have one list of files.</summary>
    private static IEnumerable<Document> OneOfEachProject(Solution solution, Document neighbour)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in neighbour.GetLinkedDocumentIds().Insert(0, neighbour.Id))
        {
            if (solution.GetDocument(id) is { } linked && (linked.Project.FilePath is not { } project || seen.Add(project)))
            {
                yield return linked;
            }
        }
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
    private string NameLike(Document neighbour, string id, string ending)
    {
        var name = Path.GetFileName(neighbour.FilePath ?? neighbour.Name);
        return id + (name.StartsWith(neighbourId + ".", StringComparison.OrdinalIgnoreCase) ? name.Substring(neighbourId.Length) : ending);
    }
}
