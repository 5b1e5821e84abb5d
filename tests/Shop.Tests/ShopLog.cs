using System.Reflection;
using System.Text.Json;

namespace Shop.Tests;

/// <summary>A finding of the sample's build. File is relative to the sample; "" where a finding has no place.</summary>
internal sealed record ShopFinding(string Id, string Level, string File, int Line, int Column, string Message);

/// <summary>The SARIF log that the build of the sample has written.</summary>
internal static class ShopLog
{
    public static IReadOnlyList<ShopFinding> Findings { get; } = Read(Metadata("ShopFindings"));

    public static string Metadata(string key) =>
        typeof(ShopLog).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static List<ShopFinding> Read(string log)
    {
        using var sarif = JsonDocument.Parse(File.ReadAllText(log));
        return [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(Read)];
    }

    private static ShopFinding Read(JsonElement result)
    {
        var id = result.GetProperty("ruleId").GetString()!;
        var level = result.GetProperty("level").GetString()!;
        var message = result.GetProperty("message").GetProperty("text").GetString()!;
        // Findings without a place, such as an analyzer that did not load, have no location.
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
        {
            return new ShopFinding(id, level, "", 0, 0, message);
        }

        var place = locations[0].GetProperty("physicalLocation");
        var file = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        var region = place.GetProperty("region");
        return new ShopFinding(
            id,
            level,
            Path.GetRelativePath(Path.Combine(Metadata("RepositoryRoot"), "samples", "Shop"), file).Replace('\\', '/'),
            region.GetProperty("startLine").GetInt32(),
            region.GetProperty("startColumn").GetInt32(),
            message);
    }
}
