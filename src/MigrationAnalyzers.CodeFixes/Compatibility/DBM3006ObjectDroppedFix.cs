using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Leaves the object where it is for the version that uses it, and drops it in a migration of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM3006ObjectDroppedFix : MigrationCodeFixProvider
{
    private const string Title = "Drop it in a migration of its own, for the deployment after this one";

    public DBM3006ObjectDroppedFix()
        : base("DBM3006")
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => operation is OtherStatement;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration)
    {
        var split = ContractSplit.Of(migration, Id, statement => statement.MainOperations.All(IsDrop) ? new Move(statement, 1) : null);
        return split is null || !IsLeftBehind(split) ? null : new SplitFix(Title, Id, split);
    }

    private static bool IsDrop(MigrationOperation operation) => operation is OtherStatement { Command: "DropStmt", Cascade: false };

    /// <summary>
    /// There is a first deployment: what else the migration does, or a model that has given the object up, which EF Core has made the call of. SQL that is alone in its migration has that of its own already.
    /// </summary>
    private static bool IsLeftBehind(MigrationSplit split) => split.Migration.Up.Statements.Any(s =>
        !s.Runs.IsEmpty && (split.FateOf(s) is null || s.MainOperations.Any(static o => o.Origin.FrontEnd == FrontEnd.MigrationBuilderCall)));
}
