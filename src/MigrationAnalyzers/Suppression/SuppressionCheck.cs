using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.Suppression;

/// <summary>
/// Looks at the suppressions in the files of a migration. The analyzer knows all that it reported before the compiler suppresses some of it, so it can tell which of them are
/// of use; a file with several migrations is looked at once.
/// </summary>
internal sealed class SuppressionCheck(MigrationSession session, SymbolAnalysisContext context)
{
    public void Check(INamedTypeSymbol type, Migration migration)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            // The designer's part is huge and holds nothing that is found.
            if (!string.Equals(reference.SyntaxTree.FilePath, migration.NameLocation.Path, StringComparison.Ordinal))
            {
                continue;
            }

            var root = reference.SyntaxTree.GetRoot(context.CancellationToken);
            var suppressions = CodeSuppressions.In(root, reference.SyntaxTree.GetText(context.CancellationToken), context.CancellationToken);
            if (suppressions.Count > 0)
            {
                Check(root, reference.Span.Start, suppressions);
            }
        }
    }

    private void Check(SyntaxNode root, int declaration, List<CodeSuppression> suppressions)
    {
        var migrations = MigrationsIn(root);
        // The first migration of the file speaks for all.
        if (migrations.Count == 0 || migrations[0].Declaration.SpanStart != declaration
            || migrations.Exists(m => MigrationAnalysis.IsApplied(m.Lowered.Migration, session.OptionsOf(m.Lowered))))
        {
            return;
        }

        var isWhole = migrations.TrueForAll(static m => IsWhole(m.Lowered.Migration));
        var found = migrations.SelectMany(m => session.FindingsOf(m.Lowered, context.CancellationToken))
            .Where(f => string.Equals(f.Location.Path, root.SyntaxTree.FilePath, StringComparison.Ordinal))
            .ToList();
        foreach (var suppression in suppressions)
        {
            if (!suppression.HasReason)
            {
                Report(Descriptors.DBM9002, root, suppression, suppression.Id, "");
            }

            if (!MigrationRules.Has(suppression.Id))
            {
                Report(Descriptors.DBM9003, root, suppression, $"there is no rule {suppression.Id}");
            }
            else if (isWhole && !found.Exists(f => string.Equals(f.Rule.Id, suppression.Id, StringComparison.Ordinal) && suppression.Region.Contains(f.Location.Start)))
            {
                Report(Descriptors.DBM9003, root, suppression, $"{suppression.Id} is not found here");
            }
        }
    }

    private List<(ClassDeclarationSyntax Declaration, LoweredMigration Lowered)> MigrationsIn(SyntaxNode root)
    {
        var migrations = new List<(ClassDeclarationSyntax, LoweredMigration)>();
        var model = default(SemanticModel);
        foreach (var node in root.DescendantNodes(static n => n is not MemberDeclarationSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is ClassDeclarationSyntax declaration)
            {
#pragma warning disable RS1030 // The file may hold further migrations than the one of the context, and it is asked for declared symbols only.
                model ??= context.Compilation.GetSemanticModel(root.SyntaxTree);
#pragma warning restore RS1030
                if (model.GetDeclaredSymbol(declaration, context.CancellationToken) is INamedTypeSymbol type && session.Read(type, context.CancellationToken) is { } lowered)
                {
                    migrations.Add((declaration, lowered));
                }
            }
        }

        return migrations;
    }

    /// <summary>All that rules could find was looked for.</summary>
    private static bool IsWhole(Migration migration) =>
        !migration.Up.Operations.Concat(migration.Down.Operations).Any(static o => o is InvalidSql or UnknownSql or OpaqueOperation { Routine: null });

    /// <summary>Info: who reads the code sees it, and the compiler's ways to suppress do not ask for a reason.</summary>
    private void Report(DiagnosticDescriptor rule, SyntaxNode root, CodeSuppression suppression, params object[] arguments) => context.ReportDiagnostic(
        Diagnostic.Create(rule, Location.Create(root.SyntaxTree, suppression.Span), DiagnosticSeverity.Info, null, null, arguments));
}
