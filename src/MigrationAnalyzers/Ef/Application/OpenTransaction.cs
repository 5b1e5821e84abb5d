using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Ef.Application;

/// <summary>A transaction that the code around a call has begun and not yet ended.</summary>
internal static class OpenTransaction
{
    public static bool IsAround(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression.ToString();
        for (SyntaxNode? node = call; node?.Parent is { } parent; node = parent)
        {
            if (parent is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax)
            {
                return false;
            }

            if (parent is UsingStatementSyntax { Declaration: var declaration, Expression: var expression } && node != (SyntaxNode?)declaration && node != expression
                && ((declaration is not null && Begins(declaration)) || (expression is not null && Begins(expression))))
            {
                return true;
            }

            if (parent is BlockSyntax block && IsOpenIn(block.Statements, node))
            {
                return true;
            }

            if (parent is GlobalStatementSyntax { Parent: CompilationUnitSyntax unit })
            {
                return IsOpenIn(unit.Members.OfType<GlobalStatementSyntax>().Select(static g => g.Statement), node);
            }
        }

        return false;

        bool IsOpenIn(IEnumerable<StatementSyntax> statements, SyntaxNode until)
        {
            var open = false;
            foreach (var statement in statements)
            {
                if (statement == until)
                {
                    break;
                }

                // Other statements with a body end what they begin.
                if (statement is LocalDeclarationStatementSyntax or ExpressionStatementSyntax)
                {
                    open = (open || Begins(statement)) && !Ends(statement);
                }
            }

            return open;
        }

        bool Begins(SyntaxNode node)
        {
            foreach (var inner in node.DescendantNodesAndSelf())
            {
                if (inner is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var of, Name.Identifier.ValueText: "BeginTransaction" or "BeginTransactionAsync" } } begin
                    && string.Equals(of.ToString(), receiver, StringComparison.Ordinal)
                    && model.GetSymbolInfo(begin, cancellationToken).Symbol is IMethodSymbol method
                    && ApplicationCallReader.IsOfDatabase(method))
                {
                    return true;
                }

                if (inner is BaseObjectCreationExpressionSyntax creation
                    && creation.ArgumentList?.ToString().Contains("Suppress") != true
                    && model.GetTypeInfo(creation, cancellationToken).Type is { Name: "TransactionScope", ContainingNamespace: { } space }
                    && space.ToDisplayString() == "System.Transactions")
                {
                    return true;
                }
            }

            return false;
        }

        static bool Ends(SyntaxNode node)
        {
            foreach (var inner in node.DescendantNodesAndSelf())
            {
                if (inner is InvocationExpressionSyntax invocation
                    && ApplicationCallReader.NameOf(invocation) is
                    {
                        Identifier.ValueText: "Commit" or "CommitAsync" or "Rollback" or "RollbackAsync" or "Dispose" or "DisposeAsync" or "CommitTransaction"
                            or "CommitTransactionAsync" or "RollbackTransaction" or "RollbackTransactionAsync"
                    })
                {
                    return true;
                }
            }

            return false;
        }
    }
}
