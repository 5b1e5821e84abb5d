using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PgQuery.Tests;

/// <summary>Asks Node's own libpg-query, all questions of a test in one process.</summary>
internal static class Oracle
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<IReadOnlyList<OracleAnswer>> AskAsync(IReadOnlyList<OracleQuestion> questions)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Oracle", "oracle.mjs"), TestPaths.NodeModules },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var asking = Task.Run(async () =>
        {
            foreach (var question in questions)
            {
                await process.StandardInput.WriteLineAsync(
                    JsonSerializer.Serialize(new { f = question.Function, q = question.Sql }, Options));
            }

            process.StandardInput.Close();
        });
        var answers = new List<OracleAnswer>(questions.Count);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            answers.Add(Read(line));
        }

        await asking;
        await process.WaitForExitAsync();
        Assert.True(answers.Count == questions.Count, $"node gave {answers.Count} of {questions.Count} answers: {await errors}");
        return answers;
    }

    private static OracleAnswer Read(string line)
    {
        using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 16 });
        var root = json.RootElement;
        return new OracleAnswer(
            Text(root, "text"),
            Text(root, "error"),
            root.TryGetProperty("cursor", out var cursor) ? cursor.GetInt32() : 0,
            root.TryGetProperty("abort", out _));
    }

    private static string? Text(JsonElement answer, string name)
        => answer.TryGetProperty(name, out var value) ? value.GetString() : null;
}
