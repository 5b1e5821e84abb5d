using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationAnalyzers.Runtime.Tests.PublicApi;

/// <summary>What users of the built assembly can call. The compiler reads it, as it does for them: so nullability and default values are known.</summary>
internal static class PublicSurface
{
    private const string CompilerGenerated = "System.Runtime.CompilerServices.CompilerGeneratedAttribute";

    private static readonly Lazy<IReadOnlyList<ISymbol>> s_symbols = new(Read);

    private static readonly SymbolDisplayFormat s_type = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat s_member = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.StaticMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Public types and their members, without what the compiler adds to each record.</summary>
    public static IReadOnlyList<ISymbol> Symbols => s_symbols.Value;

    /// <summary>One line for each, beginning with the full name of its type.</summary>
    public static IEnumerable<string> Lines => Symbols
        .Select(static s => s is INamedTypeSymbol type ? LineOf(type) : $"{NameOf(s.ContainingType)}: {s.ToDisplayString(s_member)}")
        .Order(StringComparer.Ordinal);

    public static bool IsAddedByCompiler(ISymbol symbol) =>
        symbol.IsImplicitlyDeclared || symbol.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == CompilerGenerated);

    private static IReadOnlyList<ISymbol> Read()
    {
        var compilation = CSharpCompilation.Create(
            "Surface",
            references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static p => MetadataReference.CreateFromFile(p)));
        var assembly = compilation.References
            .Select(compilation.GetAssemblyOrModuleSymbol)
            .OfType<IAssemblySymbol>()
            .Single(static a => a.Name == typeof(SafeMigrator).Assembly.GetName().Name);
        return [.. TypesOf(assembly.GlobalNamespace).SelectMany(static t => MembersOf(t).Prepend(t))];
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(static m => m switch
    {
        INamespaceSymbol inner => TypesOf(inner),
        INamedTypeSymbol type when IsVisible(type) => TypesOf(type).Prepend(type),
        _ => [],
    });

    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) => type.TypeKind is TypeKind.Delegate ? [] : type.GetMembers().Where(m =>
        m is not INamedTypeSymbol
        && IsVisible(m)
        && m is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove }
        && !(type.TypeKind == TypeKind.Enum && m is not IFieldSymbol { IsConst: true })
        && (m.Name == "Deconstruct" || !IsAddedByCompiler(m)));

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Protected or Accessibility.ProtectedOrInternal => symbol.ContainingType is { IsSealed: false },
        _ => false,
    };

    private static string LineOf(INamedTypeSymbol type)
    {
        string[] modifiers =
        [
            type.IsStatic ? "static " : "",
            type is { IsSealed: true, TypeKind: TypeKind.Class } ? "sealed " : "",
            type is { IsAbstract: true, TypeKind: TypeKind.Class } ? "abstract " : "",
            type is { IsReadOnly: true, TypeKind: TypeKind.Struct } ? "readonly " : "",
        ];
        var bases = type.Interfaces.Where(static i => i.Name != "IEquatable")
            .Concat(type.BaseType is { SpecialType: SpecialType.None } parent ? [parent] : [])
            .Select(static b => b.ToDisplayString(s_member))
            .ToList();
        return $"{NameOf(type)}: {string.Concat(modifiers)}{type.ToDisplayString(s_type)}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
