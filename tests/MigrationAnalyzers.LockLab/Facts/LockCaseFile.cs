using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MigrationAnalyzers.LockLab.Facts;

/// <summary>Reads and writes files of cases.</summary>
internal static class LockCaseFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <exception cref="LockLabException">There is no such file, or it is no list of cases.</exception>
    public static LockCase[] Read(params IEnumerable<string> paths) => [.. paths.SelectMany(ReadOne)];

    private static LockCase[] ReadOne(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<LockCase[]>(file, Options) ?? throw new LockLabException($"{path} holds no list of cases.");
        }
        catch (JsonException e)
        {
            throw new LockLabException($"{path} is not in the format of tests/MigrationAnalyzers.LockLab/Data/README.md: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LockLabException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>One case a line, so that a change of one is a change of one line.</summary>
    /// <exception cref="LockLabException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<LockCase> cases)
    {
        try
        {
            File.WriteAllText(path, "[\n" + string.Join(",\n", cases.Select(static c => JsonSerializer.Serialize(c, Options))) + "\n]\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LockLabException($"{path} cannot be written: {e.Message}", e);
        }
    }
}
