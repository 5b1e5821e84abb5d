using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// Atlas: a folder with atlas.sum, or with a file that begins with a directive of it. Each file runs in a transaction, unless it begins with
/// <c>-- atlas:txmode none</c> and an empty line.
/// </summary>
internal sealed class AtlasLayout : SqlLayout
{
    private static readonly Regex s_direction = new(@"\.(up|down)$", RegexOptions.CultureInvariant);

    public override MigrationRunner Runner => MigrationRunner.Atlas;

    public override bool Recognizes(SqlFile file, SqlFileSet files) =>
        files.Has(file.Folder + "/atlas.sum") || files.In(file.Folder).Any(static f => DirectivesOf(f).Any());

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var transaction = Unless(options, ScriptTransaction.OneTransaction);
        foreach (var directive in DirectivesOf(file))
        {
            transaction = directive.Text switch
            {
                "atlas:txmode none" => ScriptTransaction.EachStatement,
                "atlas:txmode file" => ScriptTransaction.OneTransaction,
                _ => transaction,
            };
        }

        var section = file.Whole(transaction);
        var direction = s_direction.Match(file.Name);
        var id = direction.Success ? file.Name.Substring(0, direction.Index) : file.Name;
        return [direction.Groups[1].Value == "down" ? Down(id, id, section) : Up(id, id, section)];
    }

    /// <summary>Atlas sorts the files by their names as text.</summary>
    public override string OrderOf(string id) => id;

    /// <summary>Directives of a file stand in its first comments, with an empty line after them.</summary>
    private static IEnumerable<SqlLineComment> DirectivesOf(SqlFile file)
    {
        var end = 0;
        var directives = new List<SqlLineComment>();
        foreach (var comment in file.LineComments)
        {
            if (comment.Start != end)
            {
                break;
            }

            end = comment.Next;
            if (comment.Is("atlas:"))
            {
                directives.Add(comment);
            }
        }

        return end == file.Sql.Length || file.Sql[end] is '\r' or '\n' ? directives : [];
    }
}
