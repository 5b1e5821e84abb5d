using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Gives each operation that runs outside of the transaction a migration of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM5002NonTransactionalSharedFix : MigrationCodeFixProvider
{
    private const string Title = "Give what runs outside of the transaction a migration of its own";

    public DBM5002NonTransactionalSharedFix()
        : base("DBM5002")
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => true;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration) =>
        OwnMigration.Divide(migration) is { } split ? new SplitFix(Title, Id, split) { MovesFindings = false } : null;
}
