using MigrationAnalyzers.Engine.Configuration;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef;

/// <summary>The types of EF Core that migrations are made of, as the compilation refers to them.</summary>
internal sealed class EfSymbols
{
    private const string Migrations = "Microsoft.EntityFrameworkCore.Migrations.";
    private const string Infrastructure = "Microsoft.EntityFrameworkCore.Infrastructure.";
    private const string RelationalAssembly = "Microsoft.EntityFrameworkCore.Relational";

    private readonly Lazy<INamedTypeSymbol?> _modelSnapshot;
    private readonly Lazy<INamedTypeSymbol?> _migrationAttribute;
    private readonly Lazy<INamedTypeSymbol?> _dbContextAttribute;
    private readonly Lazy<INamedTypeSymbol?> _operationBuilder;
    private readonly Lazy<INamedTypeSymbol?> _alterOperationBuilder;
    private readonly Lazy<INamedTypeSymbol?> _columnsBuilder;
    private readonly Lazy<INamedTypeSymbol?> _createTableBuilder;
    private readonly Lazy<INamedTypeSymbol?> _migrationOperation;
    private readonly Lazy<INamedTypeSymbol?> _safeForms;

    private EfSymbols(Compilation compilation, INamedTypeSymbol migration, INamedTypeSymbol migrationBuilder)
    {
        Migration = migration;
        MigrationBuilder = migrationBuilder;
        _modelSnapshot = Type(Infrastructure + "ModelSnapshot");
        _dbContextAttribute = Type(Infrastructure + "DbContextAttribute");
        _migrationAttribute = Type(Migrations + "MigrationAttribute");
        _operationBuilder = Type(Migrations + "Operations.Builders.OperationBuilder`1");
        _alterOperationBuilder = Type(Migrations + "Operations.Builders.AlterOperationBuilder`1");
        _columnsBuilder = Type(Migrations + "Operations.Builders.ColumnsBuilder");
        _createTableBuilder = Type(Migrations + "Operations.Builders.CreateTableBuilder`1");
        _migrationOperation = Type(Migrations + "Operations.MigrationOperation");
        _safeForms = Type(Calls.SafeFormCalls.Extensions);

        var assembly = migrationBuilder.ContainingAssembly?.Identity;
        EfCoreMajor = assembly is not null && string.Equals(assembly.Name, RelationalAssembly, StringComparison.OrdinalIgnoreCase)
            ? assembly.Version.Major
            : AnalysisOptions.Default.EfCoreMajor;

        Lazy<INamedTypeSymbol?> Type(string name) => new(() => compilation.GetTypeByMetadataName(name));
    }

    /// <summary>The major version of the referenced EF Core, which decides what shares a transaction.</summary>
    public int EfCoreMajor { get; }

    public INamedTypeSymbol Migration { get; }

    public INamedTypeSymbol MigrationBuilder { get; }

    public INamedTypeSymbol? ModelSnapshot => _modelSnapshot.Value;

    public INamedTypeSymbol? MigrationAttribute => _migrationAttribute.Value;

    public INamedTypeSymbol? DbContextAttribute => _dbContextAttribute.Value;

    public INamedTypeSymbol? OperationBuilder => _operationBuilder.Value;

    public INamedTypeSymbol? AlterOperationBuilder => _alterOperationBuilder.Value;

    public INamedTypeSymbol? ColumnsBuilder => _columnsBuilder.Value;

    public INamedTypeSymbol? CreateTableBuilder => _createTableBuilder.Value;

    public INamedTypeSymbol? MigrationOperation => _migrationOperation.Value;

    /// <summary>Null where migrations cannot be written, because EF Core's relational assembly is not referenced.</summary>
    public static EfSymbols? TryCreate(Compilation compilation)
    {
        var builder = compilation.GetTypeByMetadataName(Migrations + "MigrationBuilder");
        if (builder is null)
        {
            return null;
        }

        var migration = compilation.GetTypeByMetadataName(Migrations + "Migration");
        return migration is null ? null : new EfSymbols(compilation, migration, builder);
    }

    /// <summary>The type is that type, or derives from it.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? expected)
    {
        if (expected is null)
        {
            return false;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, expected))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsBuilder(ITypeSymbol? type) => Is(type, MigrationBuilder);

    /// <summary>The runtime package is referenced.</summary>
    public bool HasSafeForms => _safeForms.Value is not null;

    /// <summary>A method of the runtime package.</summary>
    public bool IsSafeForm(IMethodSymbol method) =>
        _safeForms.Value is { } safeForms && method.IsStatic && SymbolEqualityComparer.Default.Equals(method.ContainingType?.OriginalDefinition, safeForms);

    /// <summary>A method that the builder has, or an override of one.</summary>
    public bool IsBuilderMethod(IMethodSymbol method) => !method.IsStatic && Is(method.ContainingType, MigrationBuilder);
}
