using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Gives each table a migration of its own, so that no transaction holds locks on two.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM1020SeveralTablesLockedFix : MigrationCodeFixProvider
{
    private const string Title = "Give each table a migration of its own";

    public DBM1020SeveralTablesLockedFix()
        : base("DBM1020")
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => true;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration) =>
        TableSplit.Of(migration, Id) is { } split ? new SplitFix(Title, Id, split) { MovesFindings = false } : null;
}
