using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MigrationAnalyzers.Ef;

/// <summary>Tells a Down that undoes something from one that does not.</summary>
internal static class DownShapes
{
    public static DownShape Of(IMethodSymbol? down, IReadOnlyList<Step> steps, SemanticModels models)
    {
        if (down is null || models.DeclarationOf(down) is not MethodDeclarationSyntax declaration)
        {
            return DownShape.Missing;
        }

        if (steps.Count > 0)
        {
            return DownShape.Present;
        }

        // A single throw, as a statement or as the whole body.
        var thrown = declaration switch
        {
            { ExpressionBody.Expression: ThrowExpressionSyntax { Expression: var expression } } => expression,
            { Body.Statements: [ThrowStatementSyntax { Expression: var expression }] } => expression,
            _ => null,
        };
        if (thrown is not null)
        {
            return HasReason(thrown, models) ? DownShape.ThrowsWithReason : DownShape.Throws;
        }

        return IsEmpty(declaration) ? DownShape.Empty : DownShape.Present;
    }

    /// <summary>Nothing, or only the call of the base class's Down (EF's own does nothing useful).</summary>
    private static bool IsEmpty(MethodDeclarationSyntax declaration)
    {
        if (declaration.ExpressionBody is { Expression: var expression })
        {
            return IsBaseCall(expression);
        }

        foreach (var statement in declaration.Body?.Statements ?? default)
        {
            if (statement is not (EmptyStatementSyntax or ReturnStatementSyntax { Expression: null })
                && !(statement is ExpressionStatementSyntax { Expression: var call } && IsBaseCall(call)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBaseCall(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } };

    /// <summary>NotImplementedException is what a template leaves behind; another exception with a text is a decision.</summary>
    private static bool HasReason(ExpressionSyntax thrown, SemanticModels models)
    {
        var operation = models.Bind(thrown);
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        if (operation is not IObjectCreationOperation { Type: { } type } creation || type.Name == "NotImplementedException")
        {
            return false;
        }

        foreach (var argument in creation.Arguments)
        {
            if (argument.Value.Type?.SpecialType == SpecialType.System_String
                && !(argument.Value.ConstantValue is { HasValue: true, Value: var text } && string.IsNullOrWhiteSpace(text as string)))
            {
                return true;
            }
        }

        return false;
    }
}
