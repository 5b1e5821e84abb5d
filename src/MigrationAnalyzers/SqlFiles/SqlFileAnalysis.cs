using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>A .sql file that the project names as an AdditionalFile is a migration by itself.</summary>
internal static class SqlFileAnalysis
{
    public static void Analyze(AdditionalFileAnalysisContext context, OptionsSource options)
    {
        var file = context.AdditionalFile;
        if (!IsSqlFile(file.Path) || file.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        foreach (var finding in MigrationAnalysis.Analyze(Read(file.Path, text.ToString()), SchemaCatalog.Unknown, options.For(file)))
        {
            context.ReportDiagnostic(FindingDiagnostics.Create(finding, location => LocationIn(file.Path, text, location)));
        }
    }

    public static bool IsSqlFile(string path) => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);

    public static Migration Read(string path, string sql) => new(
        Path.GetFileNameWithoutExtension(path),
        new MigrationUnit(MigrationDirection.Up, TransactionPlan.ForScript(SqlFrontEnd.Read(SqlText.OfFile(path, sql)))),
        MigrationUnit.EmptyDown,
        DownShape.NotApplicable);

    private static Location LocationIn(string path, SourceText text, SourceLocation location)
    {
        var span = TextSpan.FromBounds(Math.Min(location.Start, text.Length), Math.Min(location.End, text.Length));
        return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
    }
}
