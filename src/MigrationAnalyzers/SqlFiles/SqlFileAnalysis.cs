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
        if (!file.Path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) || file.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var statements = SqlFrontEnd.Read(SqlText.OfFile(file.Path, text.ToString()));
        var migration = new Migration(
            Path.GetFileNameWithoutExtension(file.Path),
            new MigrationUnit(MigrationDirection.Up, TransactionPlan.ForScript(statements)),
            MigrationUnit.EmptyDown,
            DownShape.NotApplicable);
        foreach (var finding in MigrationAnalysis.Analyze(migration, SchemaCatalog.Unknown, options.For(file)))
        {
            context.ReportDiagnostic(FindingDiagnostics.Create(finding, location => LocationIn(file.Path, text, location)));
        }
    }

    private static Location LocationIn(string path, SourceText text, SourceLocation location)
    {
        var span = TextSpan.FromBounds(Math.Min(location.Start, text.Length), Math.Min(location.End, text.Length));
        return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
    }
}
