using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>golang-migrate: <c>1_name.up.sql</c> and <c>1_name.down.sql</c>, each sent in one command unless the URL has x-multi-statement.</summary>
internal sealed class GolangMigrateLayout : SqlLayout
{
    private static readonly Regex s_name = new(@"^(\d+)_(.*)\.(up|down)$", RegexOptions.CultureInvariant);

    public override MigrationRunner Runner => MigrationRunner.GolangMigrate;

    public override bool Recognizes(SqlFile file, SqlFileSet files) => s_name.IsMatch(file.Name);

    /// <summary>Of the version alone: the names of both directions need not be the same.</summary>
    public override string OrderOf(string id) => NaturalOrder.LeadingNumber(id) ?? id;

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var match = s_name.Match(file.Name);
        var id = match.Success ? match.Groups[1].Value + "_" + match.Groups[2].Value : file.Name;
        var section = file.Whole(Unless(options, ScriptTransaction.OneCommand));
        var order = NaturalOrder.LeadingNumber(id);
        return [match.Groups[3].Value == "down" ? Down(id, order, section) : Up(id, order, section)];
    }
}
