using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Ef.Application;

/// <summary>Reads calls of Database.Migrate and Database.EnsureCreated outside of migrations.</summary>
internal sealed class ApplicationCallReader(Compilation compilation)
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    private readonly Lazy<bool> _isHosted = new(() =>
        compilation.GetTypeByMetadataName("Microsoft.Extensions.Hosting.IHost") is not null
        || compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Hosting.IWebHost") is not null);

    /// <summary>Null for other calls; most are told by the method's name, before anything is bound.</summary>
    public ApplicationCall? Read(InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken cancellationToken)
    {
        if (NameOf(invocation) is not { Identifier.ValueText: var method } name
            || KindOf(method) is not { } kind
            || model.GetSymbolInfo(invocation, cancellationToken).Symbol is not IMethodSymbol symbol
            || !IsOfDatabase(symbol))
        {
            return null;
        }

        return new ApplicationCall(kind, method, new Origin(FrontEnd.ApplicationCode, SourceScope.Location(name.Identifier)))
        {
            ContextType = ContextOf(invocation, model, cancellationToken),
            AtStartup = kind == ApplicationCallKind.Migrate && _isHosted.Value && Startup.Contains(invocation, model, cancellationToken),
            InTransaction = kind == ApplicationCallKind.Migrate && OpenTransaction.IsAround(invocation, model, cancellationToken),
            IsForOtherDatabases = kind == ApplicationCallKind.EnsureCreated && (IsForOneProvider(invocation) || FollowsDeletion(invocation)),
        };
    }

    internal static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    private static ApplicationCallKind? KindOf(string method) => method switch
    {
        "Migrate" or "MigrateAsync" => ApplicationCallKind.Migrate,
        "EnsureCreated" or "EnsureCreatedAsync" => ApplicationCallKind.EnsureCreated,
        _ => null,
    };

    /// <summary>A method of DatabaseFacade, or an extension of it.</summary>
    internal static bool IsOfDatabase(IMethodSymbol method) =>
        method.ContainingType is { Name: "DatabaseFacade" or "RelationalDatabaseFacadeExtensions" } type
        && type.ContainingNamespace?.ToDisplayString().StartsWith(EntityFramework, StringComparison.Ordinal) == true;

    /// <summary>The type of <c>context</c> in <c>context.Database.Migrate()</c>, of the class around in <c>Database.Migrate()</c>.</summary>
    private static string? ContextOf(InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken cancellationToken)
    {
        var type = (invocation.Expression as MemberAccessExpressionSyntax)?.Expression switch
        {
            MemberAccessExpressionSyntax { Expression: var context, Name.Identifier.ValueText: "Database" } => model.GetTypeInfo(context, cancellationToken).Type,
            IdentifierNameSyntax { Identifier.ValueText: "Database" } => model.GetEnclosingSymbol(invocation.SpanStart, cancellationToken)?.ContainingType,
            _ => null,
        };
        return type is INamedTypeSymbol { Name: not "DbContext" } named ? named.ToDisplayString() : null;
    }

    /// <summary><c>if (db.Database.IsSqlite())</c>, <c>if (!db.Database.IsRelational())</c>.</summary>
    private static bool IsForOneProvider(SyntaxNode call)
    {
        foreach (var ancestor in call.Ancestors())
        {
            if (ancestor is IfStatementSyntax statement && statement.Condition.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static n =>
                n.Identifier.ValueText is "IsSqlite" or "IsInMemory" or "IsSqlServer" or "IsNpgsql" or "IsMySql" or "IsRelational" or "IsCosmos" or "ProviderName"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>EnsureDeleted before it: the database is made anew each time.</summary>
    private static bool FollowsDeletion(SyntaxNode call)
    {
        var root = call.Ancestors().FirstOrDefault(static a => a is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? call.SyntaxTree.GetRoot();
        foreach (var node in root.DescendantNodes())
        {
            if (node.SpanStart < call.SpanStart && node is InvocationExpressionSyntax other && NameOf(other) is { Identifier.ValueText: "EnsureDeleted" or "EnsureDeletedAsync" })
            {
                return true;
            }
        }

        return false;
    }
}
