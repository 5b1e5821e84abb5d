using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// DbUp: <c>Script0001 - name.sql</c>, in the order of the names as text. Its code says whether there is a transaction: none by default, which is taken for granted only where
/// the user has chosen the layout.
/// </summary>
internal sealed class DbUpLayout : SqlLayout
{
    private static readonly Regex s_name = new(@"^Script\d+\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public override MigrationRunner Runner => MigrationRunner.DbUp;

    public override bool Recognizes(SqlFile file, SqlFileSet files) => s_name.IsMatch(file.Name);

    public override string OrderOf(string id) => id;

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options) =>
    [
        Up(file.Name, file.Name, file.Whole(Unless(options, options.SqlLayout is null ? ScriptTransaction.Unknown : ScriptTransaction.EachStatement))),
    ];
}
