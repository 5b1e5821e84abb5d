using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Ef;

/// <summary>Reads the migration classes of a compilation.</summary>
/// <param name="providerFor">The option that says whose migrations those of a file are.</param>
internal sealed class MigrationReader(Compilation compilation, EfSymbols symbols, Func<SyntaxTree, ProviderChoice> providerFor)
{
    private readonly ProviderCheck _provider = new(compilation);

    /// <summary>
    /// A class of this compilation that EF Core could run as a migration of Npgsql's. Whether it uses another provider after all is told by
    /// <see cref="Read"/>, which looks into it.
    /// </summary>
    public bool IsMigration(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false }
        && !SymbolEqualityComparer.Default.Equals(type, symbols.Migration)
        && EfSymbols.Is(type, symbols.Migration)
        && DeclarationsOf(type, CancellationToken.None) is { IsEmpty: false } declarations
        && _provider.MayBeNpgsql(type, providerFor(declarations[0].SyntaxTree));

    /// <summary>Null where the class has no code here, or is another provider's migration.</summary>
    public LoweredMigration? Read(INamedTypeSymbol type, CancellationToken cancellationToken) => ReadCalls(type, cancellationToken)?.Lowered;

    /// <summary>
    /// The same, with the calls that the commands come from. Fixes need these; nobody keeps them, for they hold syntax and bound code.
    /// </summary>
    public MigrationCalls? ReadCalls(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var declarations = DeclarationsOf(type, cancellationToken);
        if (declarations.IsEmpty)
        {
            return null;
        }

        var models = new SemanticModels(compilation, cancellationToken);
        var scope = new SourceScope(declarations.Select(static d => (d.SyntaxTree, d.Span)).ToImmutableArray());
        var up = MethodOf(type, "Up");
        var down = MethodOf(type, "Down");
        var main = MainDeclaration(declarations, up, cancellationToken);
        var name = SourceScope.Location(main.Identifier);

        var upSteps = StepsOf(up, type, models, scope, name);
        var downSteps = StepsOf(down, type, models, scope, name);
        if (!_provider.IsNpgsql(type, [upSteps, downSteps], providerFor(main.SyntaxTree)))
        {
            return null;
        }

        var upCommands = CallLowering.Lower(upSteps, scope);
        var downCommands = CallLowering.Lower(downSteps, scope);
        var migration = new Migration(
            IdOf(type, main),
            upCommands.ToUnit(MigrationDirection.Up),
            downCommands.ToUnit(MigrationDirection.Down),
            DownShapes.Of(down, downSteps, models))
        {
            ContextType = ContextOf(type),
            NameLocation = name,
            DownLocation = NameLocation(down, type, cancellationToken) ?? name,
        };
        var lowered = new LoweredMigration(migration, [.. declarations.Select(static d => d.SyntaxTree).Concat(models.Trees).Distinct()]);
        return new MigrationCalls(lowered, upCommands.Steps, downCommands.Steps);
    }

    private IReadOnlyList<Step> StepsOf(IMethodSymbol? method, INamedTypeSymbol type, SemanticModels models, SourceScope scope, SourceLocation name)
    {
        if (method is null)
        {
            return [];
        }

        var inherited = !SymbolEqualityComparer.Default.Equals(method.ContainingType, type);
        return new BodyWalker(symbols, models, type, scope).Walk(method, inherited ? name : SourceLocation.None);
    }

    /// <summary>The override that runs, of the class or of a base class of this compilation; null where EF's own method runs.</summary>
    private IMethodSymbol? MethodOf(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null && !SymbolEqualityComparer.Default.Equals(current, symbols.Migration); current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IMethodSymbol { IsOverride: true, IsAbstract: false, Parameters: [var only] } method && symbols.IsBuilder(only.Type))
                {
                    return method.OriginalDefinition;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The class's declarations without the designer's: that one holds the model, which is huge and is never looked into.
    /// </summary>
    private ImmutableArray<ClassDeclarationSyntax> DeclarationsOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var declarations = ImmutableArray.CreateBuilder<ClassDeclarationSyntax>();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree)
                && reference.GetSyntax(cancellationToken) is ClassDeclarationSyntax declaration
                && !IsDesigner(declaration))
            {
                declarations.Add(declaration);
            }
        }

        return declarations.ToImmutable();
    }

    /// <summary>A declaration that has BuildTargetModel and nothing that runs.</summary>
    private static bool IsDesigner(ClassDeclarationSyntax declaration)
    {
        var buildsModel = false;
        foreach (var member in declaration.Members)
        {
            if (member is MethodDeclarationSyntax { Identifier.ValueText: var name })
            {
                if (name is "Up" or "Down")
                {
                    return false;
                }

                buildsModel |= name == "BuildTargetModel";
            }
        }

        return buildsModel;
    }

    private static ClassDeclarationSyntax MainDeclaration(
        ImmutableArray<ClassDeclarationSyntax> declarations, IMethodSymbol? up, CancellationToken cancellationToken)
    {
        foreach (var reference in up?.DeclaringSyntaxReferences ?? [])
        {
            var parent = reference.GetSyntax(cancellationToken).Parent;
            foreach (var declaration in declarations)
            {
                if (declaration == parent)
                {
                    return declaration;
                }
            }
        }

        return declarations[0];
    }

    private static SourceLocation? NameLocation(IMethodSymbol? method, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (method is null || !SymbolEqualityComparer.Default.Equals(method.ContainingType, type))
        {
            return null;
        }

        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration)
            {
                return SourceScope.Location(declaration.Identifier);
            }
        }

        return null;
    }

    private string IdOf(INamedTypeSymbol type, ClassDeclarationSyntax declaration)
    {
        if (symbols.MigrationAttribute is { } expected)
        {
            foreach (var attribute in type.GetAttributes())
            {
                if (EfSymbols.Is(attribute.AttributeClass, expected) && attribute.ConstructorArguments is [{ Value: string id }, ..])
                {
                    return id;
                }
            }
        }

        var path = declaration.SyntaxTree.FilePath;
        return path.Length == 0 ? type.Name : Path.GetFileNameWithoutExtension(path);
    }

    private string? ContextOf(INamedTypeSymbol type)
    {
        if (symbols.DbContextAttribute is { } expected)
        {
            foreach (var attribute in type.GetAttributes())
            {
                if (EfSymbols.Is(attribute.AttributeClass, expected) && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol context }, ..])
                {
                    return context.ToDisplayString();
                }
            }
        }

        return null;
    }
}
