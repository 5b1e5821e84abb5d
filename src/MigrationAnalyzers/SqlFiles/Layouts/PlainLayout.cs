using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>Files of a runner that is not known. Names that begin with a number tell their order.</summary>
internal sealed class PlainLayout : SqlLayout
{
    public override MigrationRunner Runner => MigrationRunner.Plain;

    public override bool Recognizes(SqlFile file, SqlFileSet files) => true;

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var order = NaturalOrder.LeadingNumber(file.Name) is null || Undoes(file.Name) ? null : OrderOf(file.Name);
        return [Up(file.Name, order, file.Whole(Unless(options, ScriptTransaction.Unknown)))];
    }

    /// <summary>A script that is not run after the others but in their place.</summary>
    private static bool Undoes(string name)
    {
        foreach (var word in new[] { "down", "undo", "rollback", "revert" })
        {
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
