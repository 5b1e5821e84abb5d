using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Leaves a view under the old name of a view, and drops it in a migration of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM3005ObjectRenamedFix : MigrationCodeFixProvider
{
    private const string Title = "Leave a view under the old name, and drop it in a migration of its own, for the deployment after this one";

    public DBM3005ObjectRenamedFix()
        : base("DBM3005")
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => operation is OtherStatement;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration)
    {
        var split = ContractSplit.Of(migration, Id, statement => statement.MainOperations.ToList() is
            [OtherStatement { Command: "RenameStmt" or "AlterObjectSchemaStmt", ObjectType: "OBJECT_VIEW" or "OBJECT_FOREIGN_TABLE", IfExists: false, Relations: [var old], NewName: { } name }]
                ? MoveOf(statement, new OldNameView(old, name) { OfTable = false })
                : null);
        return split is null ? null : new SplitFix(Title, Id, split);
    }

    private static Move MoveOf(BodyStatement statement, OldNameView view)
    {
        ImmutableArray<WrittenCall> create = [.. view.Create];
        return new Move(statement, 1)
        {
            TakesEffectHere = true,
            KeepsStatement = true,
            Stays = create,
            Goes = [view.Drop],
            DownStays = [view.Drop],
            DownGoes = create,
        };
    }
}
