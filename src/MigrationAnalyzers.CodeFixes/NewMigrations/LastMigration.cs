using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>The last migration of a DbContext, behind which new ones can be written. Its model is the one of the snapshot, and theirs too.</summary>
internal sealed class LastMigration
{
    private readonly Document _document;
    private readonly INamedTypeSymbol _type;
    private readonly MethodDeclarationSyntax _up;
    private readonly SemanticModel _model;
    private readonly SourceStyle _style;
    private readonly ITypeSymbol _builder;
    private readonly ImmutableArray<string> _ids;

    private LastMigration(
        Document document,
        INamedTypeSymbol type,
        MethodDeclarationSyntax up,
        SemanticModel model,
        SourceStyle style,
        ITypeSymbol builder,
        Migration migration,
        ImmutableArray<string> ids)
    {
        _document = document;
        _type = type;
        _up = up;
        _model = model;
        _style = style;
        _builder = builder;
        Migration = migration;
        _ids = ids;
    }

    public Migration Migration { get; }

    private ClassDeclarationSyntax Declaration => (ClassDeclarationSyntax)_up.Parent!;

    /// <summary>Null where it is not written in this project as a class that can be imitated.</summary>
    /// <param name="any">A file of the project.</param>
    /// <param name="migration">One of the DbContext.</param>
    public static async Task<LastMigration?> FindAsync(Document any, Migration migration, CancellationToken cancellationToken)
    {
        if (await ProjectMigrations.OfAsync(any.Project, cancellationToken).ConfigureAwait(false) is not { Session: var session } migrations)
        {
            return null;
        }

        var earlier = session.MigrationsBefore(migration, cancellationToken);
        var later = session.MigrationsAfter(migration, cancellationToken);
        var last = later.IsEmpty ? migration : later[later.Length - 1];
        if (migrations.Trees.FirstOrDefault(t => string.Equals(t.FilePath, last.NameLocation.Path, StringComparison.Ordinal)) is not { } tree
            || (await tree.GetRootAsync(cancellationToken).ConfigureAwait(false)).FindToken(last.NameLocation.Start).Parent is not ClassDeclarationSyntax named
            || migrations.ModelOf(tree).GetDeclaredSymbol(named, cancellationToken) is not INamedTypeSymbol type
            || UpOf(type, cancellationToken) is not { } up
            || any.Project.GetDocument(up.SyntaxTree) is not { } document)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var style = SourceStyle.Of(await up.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false), text);
        return new LastMigration(
            document, type, up, migrations.ModelOf(up.SyntaxTree), style, session.Symbols.MigrationBuilder, last, [.. earlier.Append(migration).Concat(later).Select(static m => m.Id)]);
    }

    /// <summary>One migration for each of the steps, in this order; null where the files cannot be told apart, or the last id is not one of EF Core's.</summary>
    /// <param name="solution">The files of the project are there as they were when this was found.</param>
    public async Task<Solution?> AppendAsync(Solution solution, IReadOnlyList<StepBehind> steps, CancellationToken cancellationToken)
    {
        var designer = DesignerFile.Find(_type, Declaration, _document.Project, out var isUsable);
        if (!isUsable || (designer is null && DesignerFile.IdOf(Declaration) is null))
        {
            return null;
        }

        var taken = new HashSet<string>(_type.ContainingNamespace.GetMembers().Select(static m => m.Name), StringComparer.OrdinalIgnoreCase);
        taken.UnionWith(_ids.Select(NewIds.NameOf));
        var names = NewNames.Unlike(taken, steps.Select(static s => s.Name));
        if (NewIds.Behind(Migration.Id, names) is not { } ids)
        {
            return null;
        }

        Solution? result = solution;
        var files = new NewMigrationFiles(_document, designer, Migration.Id);
        for (var i = 0; i < steps.Count && result is not null; i++)
        {
            result = await files.AddAsync(result, names[i], ids[i], Write(steps[i], names[i], ids[i]), cancellationToken).ConfigureAwait(false);
        }

        return result is null ? null : Touch(result);
    }

    /// <summary>dotnet format, which uses MSBuildWorkspace, throws away what changes no file that is there already. The text stays the same.</summary>
    private Solution Touch(Solution solution) => string.Equals(solution.Workspace.Kind, WorkspaceKind.MSBuild, StringComparison.Ordinal)
        ? solution.WithDocumentText(_document.Id, SourceText.From(_style.Text.ToString(), _style.Text.Encoding, _style.Text.ChecksumAlgorithm))
        : solution;

    private string Write(StepBehind step, string name, string id)
    {
        var directive = step.Up.Concat(step.Down).Any(static c => c.IsSafeForm)
            ? UsingEdit.Write(_up.SyntaxTree.GetRoot(), Declaration.SpanStart, _builder, _model, _style)
            : null;
        var file = new MainFile(Declaration, _style, directive);
        return file.Write(name, id, [(_up, "Up", Statements(step.Up)), (_up, "Down", Statements(step.Down))]);

        IEnumerable<string> Statements(ImmutableArray<WrittenCall> calls) => calls.Select(c => c.Write(_up.ParameterList.Parameters[0].Identifier.ValueText, _style, file.Indentation) + ";");
    }

    private static MethodDeclarationSyntax? UpOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is ClassDeclarationSyntax { Parent: BaseNamespaceDeclarationSyntax or CompilationUnitSyntax } declaration
                && MigrationMethod.Find(declaration, MigrationDirection.Up) is { ParameterList.Parameters.Count: 1 } up)
            {
                return up;
            }
        }

        return null;
    }
}
