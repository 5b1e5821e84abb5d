using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Ef.Application;

/// <summary>Code that runs whenever a hosted application starts.</summary>
internal static class Startup
{
    public static bool Contains(SyntaxNode call, SemanticModel model, CancellationToken cancellationToken) =>
        !IsGuarded(call) && IsStartupMethod(MethodAround(call, model, cancellationToken));

    private static IMethodSymbol? MethodAround(SyntaxNode call, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var symbol = model.GetEnclosingSymbol(call.SpanStart, cancellationToken); symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (symbol is IMethodSymbol { MethodKind: not (MethodKind.LambdaMethod or MethodKind.LocalFunction) } method)
            {
                return method;
            }
        }

        return null;
    }

    private static bool IsStartupMethod(IMethodSymbol? method)
    {
        if (method is null)
        {
            return false;
        }

        if (method is { IsStatic: true, Name: "Main" or WellKnownMemberNames.TopLevelStatementsEntryPointMethodName }
            || (method is { Name: "Configure" } && method.ContainingType.Name == "Startup")
            || (method.Name is "StartAsync" or "StartingAsync" or "ExecuteAsync" && IsHostedService(method.ContainingType)))
        {
            return true;
        }

        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.Name is "IHost" or "IWebHost" or "WebApplication" or "IApplicationBuilder")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHostedService(INamedTypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.Name == "IHostedService")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>It runs in development only, or when the command line asks for it.</summary>
    private static bool IsGuarded(SyntaxNode call)
    {
        foreach (var ancestor in call.Ancestors())
        {
            if (ancestor is IfStatementSyntax statement && statement.Condition.DescendantNodesAndSelf().Any(static n =>
                n is SimpleNameSyntax { Identifier.ValueText: "args" or "IsDevelopment" or "IsEnvironment" }))
            {
                return true;
            }
        }

        return false;
    }
}
