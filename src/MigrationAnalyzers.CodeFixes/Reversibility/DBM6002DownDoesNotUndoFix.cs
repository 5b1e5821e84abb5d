using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Reversal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Reversibility;

/// <summary>Adds to Down what it lacks to undo an operation of Up; what Up dropped comes back as the earlier migrations made it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM6002DownDoesNotUndoFix : MigrationCodeFixProvider
{
    private const string Title = "Undo it in Down";

    public DBM6002DownDoesNotUndoFix()
        : base("DBM6002")
    {
    }

    /// <summary>A comment is a part of the call that adds its column.</summary>
    private protected override bool Accepts(MigrationOperation operation) => operation is not OtherStatement && !InverseOperation.LeavesNothing(operation);

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) =>
        target is { Unit.Direction: MigrationDirection.Up, Migration: var (migration, before) }
        && DownCompletion.Of(target.Operation, migration, before, target.Options) is { } completion
            ? [new CompleteDown(Title, Id, completion.Operations, completion.Position)]
            : [];
}
