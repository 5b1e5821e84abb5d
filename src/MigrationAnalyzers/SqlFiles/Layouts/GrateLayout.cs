using System.Globalization;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// grate (and RoundhousE before it): folders that run one after the other, the files of each in the order of their names. The option --transaction puts all into one; that it is
/// not set is taken for granted only where the user has chosen the layout.
/// </summary>
internal sealed class GrateLayout : SqlLayout
{
    private static readonly string[] s_folders =
    [
        "beforeMigration", "alterDatabase", "runAfterCreateDatabase", "runBeforeUp", "up", "runFirstAfterUp", "functions", "views", "sprocs", "triggers", "indexes",
        "runAfterOtherAnyTimeScripts", "permissions", "afterMigration",
    ];

    public override MigrationRunner Runner => MigrationRunner.Grate;

    /// <summary>Beside its folder is another one of grate's; one of them is up.</summary>
    public override bool Recognizes(SqlFile file, SqlFileSet files)
    {
        if (PlaceOf(file) is not { } place)
        {
            return false;
        }

        var (hasUp, hasOther) = (false, false);
        foreach (var folder in files.Folders)
        {
            if (IndexOf(place.Root, folder) is { } index)
            {
                hasUp |= s_folders[index] == "up";
                hasOther |= s_folders[index] != "up";
            }
        }

        return hasUp && hasOther;
    }

    public override string HistoryOf(SqlFile file, SqlFileSet files) => PlaceOf(file)?.Root ?? file.Folder;

    public override string OrderOf(string id) => "04/" + id.ToUpperInvariant();

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var order = PlaceOf(file) is { } place
            ? place.Index.ToString("00", CultureInfo.InvariantCulture) + "/" + place.Name.ToUpperInvariant()
            : null;
        var section = file.Whole(Unless(options, options.SqlLayout is null ? ScriptTransaction.Unknown : ScriptTransaction.EachStatement));
        return [Up(file.Name, order, Placeholders.Braces(section, file.Sql))];
    }

    /// <summary>The folder that the known folder stands in, which of these it is, and the file's path in it.</summary>
    private static (string Root, int Index, string Name)? PlaceOf(SqlFile file)
    {
        var name = file.Name;
        for (var folder = file.Folder; folder.Length > 0;)
        {
            var (parent, last) = SqlFile.SplitPath(folder);
            if (IndexOf(last) is >= 0 and var index)
            {
                return (parent, index, name);
            }

            (folder, name) = (parent, last + "/" + name);
        }

        return null;
    }

    /// <summary>Which of grate's folders of that root a folder is, or is in.</summary>
    private static int? IndexOf(string root, string folder)
    {
        var prefix = root.Length == 0 ? "" : root + "/";
        if (!folder.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = folder.Substring(prefix.Length);
        var slash = rest.IndexOf('/');
        return IndexOf(slash < 0 ? rest : rest.Substring(0, slash)) is >= 0 and var index ? index : null;
    }

    private static int IndexOf(string folder) => Array.FindIndex(s_folders, f => string.Equals(f, folder, StringComparison.OrdinalIgnoreCase));
}
