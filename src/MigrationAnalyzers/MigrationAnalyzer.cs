using System.Collections.Immutable;
using MigrationAnalyzers.SqlFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers;

/// <summary>Reads EF Core migrations and .sql files, and reports what the rules find.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        // Many repositories mark their Migrations folder as generated code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var options = new OptionsSource(start.Options);
            var sqlFiles = new SqlSession(start.Options.AdditionalFiles, options);
            start.RegisterAdditionalFileAction(file => SqlFileAnalysis.Analyze(file, sqlFiles));
            if (MigrationSession.TryCreate(start.Compilation, options) is { } session)
            {
                start.RegisterSymbolAction(session.AnalyzeType, SymbolKind.NamedType);
                start.RegisterSyntaxNodeAction(session.AnalyzeCall, SyntaxKind.InvocationExpression);
            }

            start.RegisterCompilationEndAction(end =>
            {
                foreach (var problem in options.Problems)
                {
                    end.ReportDiagnostic(Diagnostic.Create(Descriptors.DBM9001, Location.None, "option " + problem.Key, problem.Text));
                }

                foreach (var problem in options.Files.Problems().Concat(options.Files.UnusedLines()))
                {
                    end.ReportDiagnostic(problem);
                }
            });
        });
    }
}
