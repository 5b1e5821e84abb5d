using System.Collections.Concurrent;
using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Ef.Designer;
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
    private readonly CompilationFacts _facts = new(compilation);

    /// <summary>What does not compile yet, and is not kept for the next compilation.</summary>
    private readonly ConcurrentDictionary<string, LoweredMigration?> _unfinished = new(StringComparer.Ordinal);
    private int _readAnew;

    /// <summary>How many classes were looked into, because no earlier compilation had read them.</summary>
    public int ReadAnew => Volatile.Read(ref _readAnew);

    /// <summary>All migrations of the compilation, in no order.</summary>
    public IEnumerable<LoweredMigration> ReadAll(CancellationToken cancellationToken)
    {
        foreach (var candidate in DeclaredClasses.MayBeMigrations(compilation, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ReadNamed(candidate.Key, candidate.Value, cancellationToken) is { } lowered)
            {
                yield return lowered;
            }
        }
    }

    /// <summary>What is not said to be another provider's is Npgsql's.</summary>
    public bool UsesNpgsqlOnly(ProviderChoice choice) => _provider.IsNpgsqlOnly(choice);

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
    public LoweredMigration? Read(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var parts = PartsOf(type);
        if (parts.IsEmpty)
        {
            return null;
        }

        var name = DeclaredClasses.MetadataNameOf(type);
        return IsKnown(name, parts, out var known) ? known : ReadNew(type, name, parts, cancellationToken);
    }

    /// <summary>It was read before, as it is.</summary>
    private bool IsKnown(string typeName, ImmutableArray<SyntaxTree> parts, out LoweredMigration? lowered) =>
        ReadMigrations.TryGet(_facts, typeName, parts, providerFor(parts[0]), out lowered) || _unfinished.TryGetValue(typeName, out lowered);

    private LoweredMigration? ReadNamed(string typeName, ImmutableArray<SyntaxTree> parts, CancellationToken cancellationToken)
    {
        if (IsKnown(typeName, parts, out var known))
        {
            return known;
        }

        if (compilation.Assembly.GetTypeByMetadataName(typeName) is not { } type)
        {
            return null;
        }

        if (IsMigration(type))
        {
            return ReadNew(type, typeName, PartsOf(type), cancellationToken);
        }

        if (BaseTreesOf(type) is { IsDefault: false } trees)
        {
            ReadMigrations.Add(_facts, typeName, parts, providerFor(parts[0]), lowered: null, trees, contextType: null);
        }

        return null;
    }

    private LoweredMigration? ReadNew(INamedTypeSymbol type, string typeName, ImmutableArray<SyntaxTree> parts, CancellationToken cancellationToken)
    {
        var declarations = DeclarationsOf(type, cancellationToken);
        if (declarations.IsEmpty)
        {
            return null;
        }

        var models = new SemanticModels(compilation, own: null, cancellationToken);
        var lowered = ReadCalls(type, declarations, models)?.Lowered;
        Keep(type, typeName, parts, lowered, declarations, models);
        return lowered;
    }

    /// <summary>
    /// The same, with the calls that the commands come from. Fixes need these; they are not kept for another compilation, for they hold syntax and bound code.
    /// </summary>
    /// <param name="model">Of the tree with Up and Down.</param>
    public MigrationCalls? ReadCalls(INamedTypeSymbol type, SemanticModel model, CancellationToken cancellationToken)
    {
        var declarations = DeclarationsOf(type, cancellationToken);
        if (declarations.IsEmpty)
        {
            return null;
        }

        var models = new SemanticModels(compilation, model, cancellationToken);
        var calls = ReadCalls(type, declarations, models);
        var (typeName, parts) = (DeclaredClasses.MetadataNameOf(type), PartsOf(type));
        if (!IsKnown(typeName, parts, out _))
        {
            Keep(type, typeName, parts, calls?.Lowered, declarations, models);
        }

        return calls;
    }

    private void Keep(
        INamedTypeSymbol type, string typeName, ImmutableArray<SyntaxTree> parts, LoweredMigration? lowered, ImmutableArray<ClassDeclarationSyntax> declarations, SemanticModels models)
    {
        Interlocked.Increment(ref _readAnew);
        if (models.SawErrors)
        {
            _unfinished[typeName] = lowered;
        }
        else
        {
            ReadMigrations.Add(_facts, typeName, parts, providerFor(parts[0]), lowered, TreesOf(type, declarations, models), DeclaredContextOf(type));
        }
    }

    private MigrationCalls? ReadCalls(INamedTypeSymbol type, ImmutableArray<ClassDeclarationSyntax> declarations, SemanticModels models)
    {
        var cancellationToken = models.CancellationToken;
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

        var (id, context) = ReadAttributes(type);
        var upCommands = CallLowering.Lower(upSteps, scope);
        var downCommands = CallLowering.Lower(downSteps, scope);
        var migration = new Migration(
            id ?? IdOf(type, main),
            upCommands.ToUnit(MigrationDirection.Up),
            downCommands.ToUnit(MigrationDirection.Down),
            DownShapes.Of(down, downSteps, models))
        {
            ContextType = context,
            TargetModel = DesignerOf(type, cancellationToken) is { } designer ? new Lazy<MigrationUnit?>(() => DesignerReader.Read(designer)) : null,
            NameLocation = name,
            DownLocation = NameLocation(down, type, cancellationToken) ?? name,
        };
        var lowered = new LoweredMigration(migration, TreesOf(type, declarations, models));
        return new MigrationCalls(lowered, upCommands.Steps, downCommands.Steps);
    }

    /// <summary>The trees that the result depends on; the class's own first.</summary>
    private ImmutableArray<SyntaxTree> TreesOf(INamedTypeSymbol type, ImmutableArray<ClassDeclarationSyntax> declarations, SemanticModels models)
    {
        for (var current = type.BaseType; current is not null && !SymbolEqualityComparer.Default.Equals(current, symbols.Migration); current = current.BaseType)
        {
            models.DeclarationOf(current);
        }

        return [.. declarations.Select(static d => d.SyntaxTree).Concat(models.Trees).Distinct()];
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

    /// <summary>The declaration with BuildTargetModel.</summary>
    private ClassDeclarationSyntax? DesignerOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var member in type.GetMembers("BuildTargetModel"))
        {
            foreach (var reference in member.DeclaringSyntaxReferences)
            {
                if (compilation.ContainsSyntaxTree(reference.SyntaxTree) && reference.GetSyntax(cancellationToken).Parent is ClassDeclarationSyntax declaration)
                {
                    return declaration;
                }
            }
        }

        return null;
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

    /// <summary>The trees that declare the class, the designer's too.</summary>
    private ImmutableArray<SyntaxTree> PartsOf(INamedTypeSymbol type)
    {
        var trees = ImmutableArray.CreateBuilder<SyntaxTree>();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree) && !trees.Contains(reference.SyntaxTree))
            {
                trees.Add(reference.SyntaxTree);
            }
        }

        return DeclaredClasses.Order(trees.ToImmutable());
    }

    /// <summary>The trees of its base classes; default where one of these is missing yet.</summary>
    private static ImmutableArray<SyntaxTree> BaseTreesOf(INamedTypeSymbol type)
    {
        var trees = ImmutableArray.CreateBuilder<SyntaxTree>();
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeKind == TypeKind.Error)
            {
                return default;
            }

            foreach (var reference in current.DeclaringSyntaxReferences)
            {
                trees.Add(reference.SyntaxTree);
            }
        }

        return trees.ToImmutable();
    }

    private string? DeclaredContextOf(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (ContextOf(attribute) is { } context && SymbolEqualityComparer.Default.Equals(context.ContainingAssembly, compilation.Assembly))
            {
                return DeclaredClasses.MetadataNameOf(context);
            }
        }

        return null;
    }

    private INamedTypeSymbol? ContextOf(AttributeData attribute) =>
        EfSymbols.Is(attribute.AttributeClass, symbols.DbContextAttribute) && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol of }, ..] ? of : null;

    private static string IdOf(INamedTypeSymbol type, ClassDeclarationSyntax declaration)
    {
        var path = declaration.SyntaxTree.FilePath;
        return path.Length == 0 ? type.Name : Path.GetFileNameWithoutExtension(path);
    }

    /// <summary>[Migration] and [DbContext], which stand in the designer's part of the class.</summary>
    private (string? Id, string? Context) ReadAttributes(INamedTypeSymbol type)
    {
        string? id = null;
        string? context = null;
        foreach (var attribute in type.GetAttributes())
        {
            if (EfSymbols.Is(attribute.AttributeClass, symbols.MigrationAttribute) && attribute.ConstructorArguments is [{ Value: string named }, ..])
            {
                id = named;
            }
            else if (ContextOf(attribute) is { } of)
            {
                context = of.ToDisplayString();
            }
        }

        return (id, context);
    }
}
