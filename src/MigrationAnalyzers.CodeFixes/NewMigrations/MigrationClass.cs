using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>A migration whose operations can be moved: its files, and what each statement of Up and Down does.</summary>
internal sealed class MigrationClass
{
    private readonly MigrationSession _session;
    private readonly LoweredMigration _lowered;
    private readonly CancellationToken _cancellationToken;

    private MigrationClass(
        Document document,
        INamedTypeSymbol type,
        ClassDeclarationSyntax declaration,
        SemanticModel model,
        SourceStyle style,
        MigrationSession session,
        MigrationCalls calls,
        MigrationMethod up,
        MigrationMethod? down,
        CancellationToken cancellationToken)
    {
        Document = document;
        Type = type;
        Declaration = declaration;
        Model = model;
        Style = style;
        _session = session;
        _lowered = calls.Lowered;
        Up = up;
        Down = down;
        _cancellationToken = cancellationToken;
        Before = session.CatalogBefore(Migration, cancellationToken);
    }

    /// <summary>The file with Up and Down.</summary>
    public Document Document { get; }

    public INamedTypeSymbol Type { get; }

    public ClassDeclarationSyntax Declaration { get; }

    public SemanticModel Model { get; }

    public SourceStyle Style { get; }

    public MigrationMethod Up { get; }

    /// <summary>Null where it is not overridden.</summary>
    public MigrationMethod? Down { get; }

    /// <summary>What the earlier migrations leave.</summary>
    public SchemaCatalog Before { get; }

    public Migration Migration => _lowered.Migration;

    /// <summary>It has been divided from another one a moment ago, which has the same model: what that has given up, it has given up just now.</summary>
    public bool IsMoved { get; private init; }

    public AnalysisOptions Options => _session.OptionsOf(_lowered);

    /// <summary>The methods of MigrationAnalyzers.Runtime can be called.</summary>
    public bool HasRuntime => _session.Symbols.HasSafeForms;

    public INamedTypeSymbol Builder => _session.Symbols.MigrationBuilder;

    /// <summary>The migration that a class of a file is; null where its statements cannot be told apart.</summary>
    /// <param name="isMoved">See <see cref="IsMoved"/>.</param>
    public static async Task<MigrationClass?> FindAsync(Document document, ClassPlace place, CancellationToken cancellationToken, bool isMoved = false)
    {
        if (await ProjectMigrations.OfAsync(document.Project, cancellationToken).ConfigureAwait(false) is not { Session: var session } migrations
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || place.In(root) is not { } declaration
            || declaration.Parent is not (BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
            || migrations.ModelOf(root.SyntaxTree) is not { } model
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || session.ReadCalls(type, model, cancellationToken) is not { } calls
            || MigrationMethod.TryRead(declaration, MigrationDirection.Up, calls, model, cancellationToken) is not { } up)
        {
            return null;
        }

        var down = MigrationMethod.TryRead(declaration, MigrationDirection.Down, calls, model, cancellationToken);
        if (down is null && calls.Migration.DownShape != DownShape.Missing)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return new MigrationClass(document, type, declaration, model, SourceStyle.Of(root, text), session, calls, up, down, cancellationToken) { IsMoved = isMoved };
    }

    /// <summary>What a rule finds in Up, by the statements of its body; those that stand elsewhere are left out.</summary>
    public IReadOnlyList<(BodyStatement Statement, Finding Finding)> FindingsOf(string id)
    {
        var result = new List<(BodyStatement, Finding)>();
        foreach (var finding in _session.FindingsOf(_lowered, _cancellationToken))
        {
            var place = finding.Origin.Location;
            if (string.Equals(finding.Rule.Id, id, StringComparison.Ordinal)
                && string.Equals(place.Path, Declaration.SyntaxTree.FilePath, StringComparison.Ordinal)
                && Up.Statements.FirstOrDefault(s => s.Syntax.Span.Contains(place.Start)) is { } statement)
            {
                result.Add((statement, finding));
            }
        }

        return result;
    }

    /// <summary>The migrations of the same DbContext that run after this one.</summary>
    public ImmutableArray<Migration> Later() => _session.MigrationsAfter(Migration, _cancellationToken);

    /// <summary>The migrations of the same DbContext that run before it.</summary>
    public ImmutableArray<Migration> Earlier() => _session.MigrationsBefore(Migration, _cancellationToken);

    /// <summary>The schema right before a statement of Up.</summary>
    public SchemaCatalog CatalogBefore(BodyStatement statement)
    {
        var catalog = Before.StartUnit();
        foreach (var earlier in Up.Statements)
        {
            if (ReferenceEquals(earlier, statement))
            {
                break;
            }

            foreach (var run in earlier.Runs)
            {
                catalog = catalog.Apply(run);
            }
        }

        return catalog;
    }
}
