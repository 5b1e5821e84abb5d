using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Testing;

/// <summary>The assemblies that test code is compiled against: the framework, EF Core and Npgsql as the tests themselves load them.</summary>
public static class EfReferences
{
    private const string Npgsql = "Npgsql";
    private const string Runtime = "MigrationAnalyzers.Runtime";

    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_framework = new(() => Load(static name => !IsEf(name) && !IsNpgsql(name)));
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_efCore = new(() => [.. s_framework.Value, .. Load(IsEf)]);
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_withoutRuntime = new(() => [.. s_efCore.Value, .. Load(static name => IsNpgsql(name) && name != Runtime)]);
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_all = new(() => [.. s_efCore.Value, .. Load(IsNpgsql)]);

    /// <summary>EF Core and Npgsql's provider.</summary>
    public static IReadOnlyList<MetadataReference> All => s_all.Value;

    /// <summary>EF Core and Npgsql's provider, without the safe forms of MigrationAnalyzers.Runtime.</summary>
    public static IReadOnlyList<MetadataReference> WithoutRuntime => s_withoutRuntime.Value;

    /// <summary>EF Core without any provider.</summary>
    public static IReadOnlyList<MetadataReference> WithoutNpgsql => s_efCore.Value;

    /// <summary>Neither.</summary>
    public static IReadOnlyList<MetadataReference> WithoutEfCore => s_framework.Value;

    /// <summary>EF Core 8 or 9, with a provider of Npgsql's that both can use.</summary>
    /// <param name="efCoreMajor">8 or 9; 10 is <see cref="WithoutRuntime"/>.</param>
    public static IReadOnlyList<MetadataReference> OfEfCore(int efCoreMajor) => efCoreMajor == 10 ? WithoutRuntime :
    [
        .. s_framework.Value,
        .. ((string[])["Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational"])
            .Select(name => Downloaded(name, Metadata($"EntityFramework{efCoreMajor}Version"))),
        Downloaded("Npgsql.EntityFrameworkCore.PostgreSQL", Metadata("NpgsqlProvider8Version")),
    ];

    private static PortableExecutableReference Downloaded(string package, string version) =>
        MetadataReference.CreateFromFile($"{Metadata("Packages")}{package.ToLowerInvariant()}/{version}/lib/net8.0/{package}.dll");

    private static string Metadata(string key) =>
        typeof(EfReferences).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static bool IsEf(string name) => name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal);

    /// <summary>The safe forms go with it, where the tests have them.</summary>
    private static bool IsNpgsql(string name) => name.StartsWith(Npgsql, StringComparison.Ordinal) || name == Runtime;

    /// <summary>What the runtime may load for this process: the framework and everything beside the tests.</summary>
    private static List<MetadataReference> Load(Func<string, bool> include)
    {
        var paths = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? throw new InvalidOperationException("The host names no platform assemblies.");
        var references = new List<MetadataReference>();
        foreach (var path in paths.Split(Path.PathSeparator))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (IsReferenced(name) && include(name))
            {
                references.Add(MetadataReference.CreateFromFile(path));
            }
        }

        return references;
    }

    private static bool IsReferenced(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name is "System" or "mscorlib" or "netstandard" or "Microsoft.CSharp"
        || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
        || IsEf(name)
        || IsNpgsql(name);
}
