using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Gives each table that existed before a migration of its own.</summary>
public abstract class TableSplitFix : MigrationCodeFixProvider
{
    private const string Title = "Give each table a migration of its own";

    private protected TableSplitFix(string id)
        : base(id)
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => true;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration) =>
        TableSplit.Of(migration, Id) is { } split ? new SplitFix(Title, Id, split) { MovesFindings = false } : null;
}
