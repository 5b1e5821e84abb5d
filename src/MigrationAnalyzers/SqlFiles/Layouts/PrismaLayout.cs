using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// Prisma: <c>20240131120000_name/migration.sql</c>, with <c>down.sql</c> beside it where the team writes one. Up to 7.3 the file is sent in one command; from 7.4 on it is split
/// where Prisma's parser understands all of it. Only of a file with one statement is it known what shares a transaction.
/// </summary>
internal sealed class PrismaLayout : SqlLayout
{
    private static readonly Regex s_folder = new(@"^\d{14}_?", RegexOptions.CultureInvariant);

    public override MigrationRunner Runner => MigrationRunner.Prisma;

    public override bool Recognizes(SqlFile file, SqlFileSet files) =>
        file.FileName is "migration.sql" or "down.sql" && s_folder.IsMatch(SqlFile.SplitPath(file.Folder).Name) && files.Has(file.Folder + "/migration.sql");

    public override string HistoryOf(SqlFile file, SqlFileSet files) => SqlFile.SplitPath(file.Folder).Folder;

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var id = SqlFile.SplitPath(file.Folder).Name;
        var order = file.FileName is "migration.sql" or "down.sql" ? OrderOf(id) : null;
        var whole = file.Whole(ScriptTransaction.OneCommand);
        var isSeveral = file.Read(whole) is { IsEmpty: false } statements && statements[statements.Length - 1].Command > 0;
        var section = whole with { Transaction = Unless(options, isSeveral ? ScriptTransaction.Unknown : ScriptTransaction.OneCommand) };
        return [file.FileName == "down.sql" ? Down(id, order, section) : Up(order is null ? file.Name : id, order, section)];
    }
}
