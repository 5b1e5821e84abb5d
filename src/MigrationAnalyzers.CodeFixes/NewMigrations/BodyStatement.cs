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

    /// <summary>It prepares what the statement after it does, and is nothing without that.</summary>
    public bool IsPreparation => Runs.IsEmpty && Prepares(Syntax);

    /// <summary>ExpandColumnType of MigrationAnalyzers.Runtime, of which the analysis sees nothing: its column belongs to ContractColumnType.</summary>
    public static bool Prepares(StatementSyntax statement) => statement is ExpressionStatementSyntax
    {
        Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ExpandColumnType" } }
    };

    /// <summary>Without the comment that AddColumn or CreateTable sets by a command of its own.</summary>
    public IEnumerable<MigrationOperation> MainOperations =>
        Runs.Length > 1 ? Operations.Where(static o => o is not OtherStatement { Command: "CommentStmt" }) : Operations;
}
