using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Runtime.Tests.PublicApi;

/// <summary>Whatever is public is explained where editors show it.</summary>
public sealed class XmlDocumentationTests
{
    private static readonly XmlDocumentation s_documentation = new();

    private static IEnumerable<IMethodSymbol> Methods => Documented.OfType<IMethodSymbol>();

    /// <summary>What somebody wrote: the compiler writes Deconstruct of a record, and the constructor of a class that has none.</summary>
    private static IEnumerable<ISymbol> Documented =>
        PublicSurface.Symbols.Where(static s => !PublicSurface.IsAddedByCompiler(s) && s is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 });

    [Fact]
    public void EachMember_HasASummary() =>
        AssertNone(Documented.Where(static s => !XmlDocumentation.HasText(s_documentation.Of(s), "summary")).Select(IdOf));

    [Fact]
    public void EachParameter_IsDocumented()
    {
        var missing =
            from method in Methods
            let parts = s_documentation.Of(method)
            from parameter in method.Parameters
            where !XmlDocumentation.HasText(parts, "param", parameter.Name)
            select $"{parameter.Name} of {IdOf(method)}";
        AssertNone(missing);
    }

    [Fact]
    public void EachTypeParameter_IsDocumented()
    {
        var missing =
            from method in Methods
            let parts = s_documentation.Of(method)
            from parameter in method.TypeParameters
            where !XmlDocumentation.HasText(parts, "typeparam", parameter.Name)
            select $"{parameter.Name} of {IdOf(method)}";
        AssertNone(missing);
    }

    [Fact]
    public void EachResult_IsDocumented() => AssertNone(Methods
        .Where(static m => m is { MethodKind: MethodKind.Ordinary, IsOverride: false, ReturnsVoid: false } && m.ReturnType is not INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 })
        .Where(static m => !XmlDocumentation.HasText(s_documentation.Of(m), "returns"))
        .Select(IdOf));

    /// <summary>All of them check their arguments and the provider first.</summary>
    [Fact]
    public void EachSafeForm_SaysWhatItThrows() =>
        AssertThrow(Methods.Where(static m => m.ContainingType.Name == nameof(SafeMigrationBuilderExtensions)), "System.ArgumentException", "System.InvalidOperationException");

    [Fact]
    public void EachCallOfTheMigrator_SaysWhatItThrows() =>
        AssertThrow(
            Methods.Where(static m => m.ContainingType.Name == nameof(SafeMigrator) && m.Parameters.Any(static p => p.Type.Name == nameof(CancellationToken))),
            typeof(SafeMigrationException).FullName!,
            "System.OperationCanceledException");

    private static void AssertThrow(IEnumerable<IMethodSymbol> methods, params string[] exceptions)
    {
        var all = methods.ToList();
        Assert.NotEmpty(all);
        AssertNone(all.SelectMany(m => exceptions.Where(e => !Throws(m, e)).Select(e => $"{e} of {IdOf(m)}")));
    }

    /// <summary>The exception or a more special one.</summary>
    private static bool Throws(IMethodSymbol method, string exception) =>
        XmlDocumentation.Exceptions(s_documentation.Of(method)).Any(e => e == exception || (exception == "System.ArgumentException" && e is "System.ArgumentOutOfRangeException" or "System.ArgumentNullException"));

    private static void AssertNone(IEnumerable<string> missing)
    {
        var all = missing.ToList();
        Assert.True(all.Count == 0, "Not documented:\n" + string.Join('\n', all));
    }

    private static string IdOf(ISymbol symbol) => symbol.GetDocumentationCommentId()!;
}
