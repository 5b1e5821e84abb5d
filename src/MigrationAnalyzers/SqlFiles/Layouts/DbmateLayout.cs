using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// dbmate: <c>-- migrate:up</c> and <c>-- migrate:down</c>, each followed by <c>transaction:false</c> if it is to run without one. A section is sent in one command.
/// </summary>
internal sealed class DbmateLayout : SqlLayout
{
    private const string UpMarker = "migrate:up";
    private const string DownMarker = "migrate:down";

    public override MigrationRunner Runner => MigrationRunner.Dbmate;

    public override bool Recognizes(SqlFile file, SqlFileSet files)
    {
        foreach (var comment in file.LineComments)
        {
            if (DirectionOf(file, comment) == MigrationDirection.Up)
            {
                return true;
            }
        }

        return false;
    }

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var up = new List<SqlSection>();
        var down = new List<SqlSection>();
        var markers = file.LineComments.Where(c => DirectionOf(file, c) is not null).ToList();
        for (var i = 0; i < markers.Count; i++)
        {
            var end = i + 1 < markers.Count ? markers[i + 1].Start : file.Sql.Length;
            var transaction = markers[i].Text.Split(' ', '\t').Contains("transaction:false", StringComparer.Ordinal)
                ? ScriptTransaction.OneCommand
                : Unless(options, ScriptTransaction.OneTransaction);
            (DirectionOf(file, markers[i]) == MigrationDirection.Up ? up : down).Add(new SqlSection(markers[i].Next, end - markers[i].Next, transaction));
        }

        if (markers.Count == 0)
        {
            up.Add(file.Whole(Unless(options, ScriptTransaction.OneTransaction)));
        }

        yield return Up(file.Name, OrderOf(file.Name), [.. up]);
        if (down.Count > 0)
        {
            yield return Down(file.Name, OrderOf(file.Name), [.. down]);
        }
    }

    /// <summary>No white space stands before the hyphens.</summary>
    private static MigrationDirection? DirectionOf(SqlFile file, SqlLineComment comment) =>
        file.Sql[comment.Start] != '-' ? null
        : IsMarker(comment.Text, UpMarker) ? MigrationDirection.Up
        : IsMarker(comment.Text, DownMarker) ? MigrationDirection.Down
        : null;

    private static bool IsMarker(string text, string marker) =>
        text.StartsWith(marker, StringComparison.Ordinal) && (text.Length == marker.Length || char.IsWhiteSpace(text[marker.Length]));
}
