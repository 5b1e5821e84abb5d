using System.Reflection;

namespace PgQuery.Tests;

internal static class TestPaths
{
    /// <summary>Where the build's own <c>npm ci</c> has put libpg-query.</summary>
    public static string NodeModules { get; } = Metadata("NodeModules");

    public static string Repository { get; } = Metadata("RepositoryRoot");

    private static string Metadata(string key)
    {
        foreach (var attribute in typeof(TestPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>())
        {
            if (attribute.Key == key)
            {
                return attribute.Value ?? "";
            }
        }

        throw new InvalidOperationException($"The test assembly has no metadata {key}.");
    }
}
