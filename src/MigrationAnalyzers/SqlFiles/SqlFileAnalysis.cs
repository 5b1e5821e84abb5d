using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>Reports what is found in the .sql files that the project names as AdditionalFiles.</summary>
internal static class SqlFileAnalysis
{
    public static void Analyze(AdditionalFileAnalysisContext context, SqlSession session)
    {
        var file = context.AdditionalFile;
        if (!SqlFileSet.IsSqlFile(file.Path) || file.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        foreach (var finding in session.FindingsIn(new SqlFile(file, text)))
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
