using PgQuery.Translator;

if (args is not [var wasm, var glue, var output])
{
    Console.Error.WriteLine("usage: PgQuery.NET.Translator <libpg-query.wasm> <libpg-query.js> <PgQuery.Module.dll>");
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
        var assembly = ModuleTranslation.Translate(File.ReadAllBytes(wasm), File.ReadAllText(glue), new Version(18, 1, 5, 0));

        // Written aside and moved: a build that is stopped half-way leaves no torn file behind.
        var temporary = output + "." + Environment.ProcessId + ".tmp";
        File.WriteAllBytes(temporary, assembly);
        File.Move(temporary, output, overwrite: true);
    }
    catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException or KeyNotFoundException)
    {
        failure = e;
    }
}
