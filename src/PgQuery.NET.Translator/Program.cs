using System.Text.Json;
using PgQuery.Translator;

if (args is not [var package, var output])
{
    Console.Error.WriteLine("usage: PgQuery.NET.Translator <node_modules/libpg-query> <PgQuery.Module.dll>");
    return 2;
}

// Grammar actions nest some 2,500 blocks deep, and the translator follows the nesting.
Exception? failure = null;
var worker = new Thread(Run, maxStackSize: 256 * 1024 * 1024);
worker.Start();
worker.Join();
if (failure is not null)
{
    Console.Error.WriteLine($"PgQuery.NET.Translator : error : {failure.Message}");
    Console.Error.WriteLine(failure);
    return 1;
}

return 0;

void Run()
{
    try
    {
        var module = Path.Combine(package, "wasm", "libpg-query");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "package.json")));
        var version = Version.Parse(manifest.RootElement.GetProperty("version").GetString()! + ".0");
        var assembly = ModuleTranslation.Translate(File.ReadAllBytes(module + ".wasm"), File.ReadAllText(module + ".js"), version);

        // Written aside and moved: a build that is stopped half-way leaves no torn file behind.
        var temporary = output + "." + Environment.ProcessId + ".tmp";
        File.WriteAllBytes(temporary, assembly);
        File.Move(temporary, output, overwrite: true);
    }
    catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException or KeyNotFoundException or JsonException or FormatException)
    {
        failure = e;
    }
}
