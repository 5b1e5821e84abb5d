using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>The AdditionalFiles of a project: .sql files, and what their runners keep beside them.</summary>
internal sealed class SqlFileSet
{
    private readonly Dictionary<string, AdditionalText> _byPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<SqlFile>> _byFolder = new(StringComparer.OrdinalIgnoreCase);

    public SqlFileSet(IEnumerable<AdditionalText> files, CancellationToken cancellationToken)
    {
        var all = new List<SqlFile>();
        foreach (var file in files)
        {
            var path = file.Path.Replace('\\', '/');
            if (_byPath.ContainsKey(path))
            {
                // Named twice, it is run once.
                continue;
            }

            _byPath.Add(path, file);
            if (IsSqlFile(file.Path) && file.GetText(cancellationToken) is { } text)
            {
                var sql = new SqlFile(file, text);
                all.Add(sql);
                if (!_byFolder.TryGetValue(sql.Folder, out var list))
                {
                    _byFolder.Add(sql.Folder, list = []);
                }

                list.Add(sql);
            }
        }

        Files = all;
    }

    public IReadOnlyList<SqlFile> Files { get; }

    public IEnumerable<string> Folders => _byFolder.Keys;

    public static bool IsSqlFile(string path) => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<SqlFile> In(string folder) => _byFolder.TryGetValue(folder, out var list) ? list : [];

    public bool Has(string path) => _byPath.ContainsKey(path);

    /// <summary>The text of a file that is no .sql file; null where the project does not name it.</summary>
    public string? TextOf(string path) => _byPath.TryGetValue(path, out var file) ? file.GetText()?.ToString() : null;
}
