using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>A statement of the body of Up or Down.</summary>
/// <param name="Runs">What the server receives because of it; nothing for a declaration.</param>
/// <param name="IsMovable">It is a call that means the same in another migration.</param>
internal sealed record BodyStatement(StatementSyntax Syntax, ImmutableArray<MigrationStatement> Runs, bool IsMovable)
{
    public IEnumerable<MigrationOperation> Operations => Runs.SelectMany(static s => s.Operations);

    /// <summary>Without the comment that AddColumn or CreateTable sets by a command of its own.</summary>
    public IEnumerable<MigrationOperation> MainOperations =>
        Runs.Length > 1 ? Operations.Where(static o => o is not OtherStatement { Command: "CommentStmt" }) : Operations;
}
