using System.Reflection;

namespace MigrationAnalyzers.Tests.Consistency;

/// <summary>The files of the repository that these tests were built in.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } =
        typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");

    /// <summary>The source files below a folder, without what builds leave behind.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(static f => !f.Split(Path.DirectorySeparatorChar).Any(static p => p is "bin" or "obj"));

    /// <summary>
    /// Fails when a generated file, or part of one, is not what it should be, and puts it right: whoever sees the failure looks at the change and commits it.
    /// </summary>
    public static void IsUpToDate(string file, string expected)
    {
        var path = PathOf(file);
        if (!File.Exists(path) || Read(file) != expected)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
            Assert.Fail($"{file} was out of date and has been written anew. Review it and commit it.");
        }
    }
}
