namespace MigrationAnalyzers.Package.Tests;

/// <summary>The files of a consumer while they are put together.</summary>
internal sealed class ConsumerLayout(string directory)
{
    /// <summary>Copies a file or a folder of Consumers, without what was built there.</summary>
    public void Copy(string from, string to)
    {
        var source = Path.Combine(Repository.Root, "tests", "MigrationAnalyzers.Package.Tests", "Consumers", from);
        var target = Path.Combine(directory, to);
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
            return;
        }

        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(source).Select(Path.GetFileName).Where(static f => f is not ("bin" or "obj")))
        {
            Copy(Path.Combine(from, folder!), Path.Combine(to, folder!));
        }
    }

    public void Delete(string file) => File.Delete(Path.Combine(directory, file));

    /// <summary>Writes all files of a folder anew.</summary>
    public void Rewrite(string folder, Func<byte[], byte[]> write)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(directory, folder)))
        {
            File.WriteAllBytes(file, write(File.ReadAllBytes(file)));
        }
    }
}
