using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Compatibility;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Leaves the table where it is while the model gives it up, and drops it in a migration of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM3004TableDroppedFix : MigrationCodeFixProvider
{
    private const string Title = "Drop the table in a migration of its own, for the deployment after this one";

    public DBM3004TableDroppedFix()
        : base("DBM3004")
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => operation is DropTable;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration)
    {
        var split = ContractSplit.Of(migration, Id, statement => statement.MainOperations.ToList() is [DropTable { Cascade: false } drop]
            && GivenUp.Table([.. migration.Earlier(), migration.Migration], drop.Table)
            && !HoldsOthers(migration, statement, drop.Table)
                ? new Move(statement, 1)
                : null);
        return split is null ? null : new SplitFix(Title, Id, split);
    }

    /// <summary>Rows of the table would keep those of another from being deleted by a version that knows nothing of it.</summary>
    private static bool HoldsOthers(MigrationClass migration, BodyStatement statement, RelationName table) =>
        migration.CatalogBefore(statement).Find(table) is not { } known
        || known.Constraints.Any(c => c is ForeignKeyConstraint { OnDelete: not (ReferentialAction.Cascade or ReferentialAction.SetNull) } key && !key.ReferencedTable.Equals(table));
}
