using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// goose: <c>-- +goose Up</c> and <c>-- +goose Down</c>, statement by statement in a transaction unless the file has <c>-- +goose NO TRANSACTION</c>. What stands between
/// <c>StatementBegin</c> and <c>StatementEnd</c> is sent in one command.
/// </summary>
internal sealed class GooseLayout : SqlLayout
{
    private const string Marker = "+goose ";

    public override MigrationRunner Runner => MigrationRunner.Goose;

    public override bool Recognizes(SqlFile file, SqlFileSet files) => file.LineComments.Any(static c => Is(c, "Up"));

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var markers = file.LineComments.Where(static c => c.Is(Marker)).ToList();
        var isTransaction = !markers.Exists(static c => Is(c, "NO TRANSACTION")) && options.SqlTransaction != SqlTransaction.None;
        var order = NaturalOrder.LeadingNumber(file.Name) is null ? null : OrderOf(file.Name);
        yield return Up(file.Name, order, [.. Sections(file, markers, "Up", isTransaction)]);
        if (markers.Exists(static c => Is(c, "Down")))
        {
            yield return Down(file.Name, order, [.. Sections(file, markers, "Down", isTransaction)]);
        }
    }

    private static IEnumerable<SqlSection> Sections(SqlFile file, List<SqlLineComment> markers, string direction, bool isTransaction)
    {
        if (markers.Count == 0)
        {
            yield return file.Whole(isTransaction ? ScriptTransaction.OneTransaction : ScriptTransaction.EachStatement);
            yield break;
        }

        var first = markers.FindIndex(c => Is(c, direction));
        if (first < 0)
        {
            yield break;
        }

        var last = markers.FindIndex(first + 1, static c => Is(c, "Up") || Is(c, "Down"));
        var end = last < 0 ? file.Sql.Length : markers[last].Start;
        if (isTransaction)
        {
            yield return Section(markers[first].Next, end, ScriptTransaction.OneTransaction);
            yield break;
        }

        var start = markers[first].Next;
        var within = ScriptTransaction.EachStatement;
        for (var i = first + 1; i < markers.Count && markers[i].Start < end; i++)
        {
            if (Is(markers[i], "StatementBegin") || Is(markers[i], "StatementEnd"))
            {
                yield return Section(start, markers[i].Start, within);
                within = Is(markers[i], "StatementBegin") ? ScriptTransaction.OneCommand : ScriptTransaction.EachStatement;
                start = markers[i].Next;
            }
        }

        yield return Section(start, end, within);

        SqlSection Section(int from, int to, ScriptTransaction transaction) => Placeholders.Dollar(new SqlSection(from, to - from, transaction), file.Sql);
    }

    private static bool Is(SqlLineComment comment, string annotation) =>
        comment.Is(Marker) && string.Equals(comment.Text.Substring(Marker.Length).Trim(), annotation, StringComparison.OrdinalIgnoreCase);
}
