using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Up or Down, with what each statement of its body does.</summary>
internal sealed class MigrationMethod
{
    private MigrationMethod(MethodDeclarationSyntax syntax, string receiver, ImmutableArray<BodyStatement> statements)
    {
        Syntax = syntax;
        Receiver = receiver;
        Statements = statements;
    }

    public MethodDeclarationSyntax Syntax { get; }

    /// <summary>The builder's name.</summary>
    public string Receiver { get; }

    public ImmutableArray<BodyStatement> Statements { get; }

    /// <summary>There is no way back: then there is none from the new migrations either.</summary>
    public bool Throws => Statements is [{ Syntax: ThrowStatementSyntax }];

    /// <summary>Null where it cannot be told which statement does what, or where the method may end early.</summary>
    public static MigrationMethod? TryRead(
        ClassDeclarationSyntax declaration, MigrationDirection direction, MigrationCalls calls, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Find(declaration, direction) is not { Body: { } body, ParameterList.Parameters: [{ Identifier.ValueText: var receiver }] } method)
        {
            return null;
        }

        if (direction == MigrationDirection.Down && body.Statements is [ThrowStatementSyntax only] && MeansTheSame(only, receiver, model, cancellationToken))
        {
            return new MigrationMethod(method, receiver, [new BodyStatement(only, [], IsMovable: false)]);
        }

        var (steps, unit) = direction == MigrationDirection.Up ? (calls.UpSteps, calls.Migration.Up) : (calls.DownSteps, calls.Migration.Down);
        var runs = body.Statements.Select(static _ => ImmutableArray.CreateBuilder<MigrationStatement>()).ToList();
        var made = new int[runs.Count];
        for (var command = 0; command < steps.Length; command++)
        {
            if (IndexOf(body, steps[command]) is not { } index)
            {
                return null;
            }

            made[index]++;
            runs[index].AddRange(unit.Statements.Where(s => s.Command == command));
        }

        var statements = ImmutableArray.CreateBuilder<BodyStatement>();
        for (var i = 0; i < runs.Count; i++)
        {
            var syntax = body.Statements[i];
            if (MayEnd(syntax))
            {
                return null;
            }

            statements.Add(new BodyStatement(syntax, runs[i].ToImmutable(), made[i] == (BodyStatement.Prepares(syntax) ? 0 : 1) && IsMovable(syntax, runs[i], receiver, model, cancellationToken)));
        }

        return new MigrationMethod(method, receiver, statements.ToImmutable());
    }

    public static MethodDeclarationSyntax? Find(ClassDeclarationSyntax declaration, MigrationDirection direction)
    {
        var name = direction == MigrationDirection.Up ? "Up" : "Down";
        return declaration.Members.OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(m => string.Equals(m.Identifier.ValueText, name, StringComparison.Ordinal) && m.Modifiers.Any(SyntaxKind.OverrideKeyword));
    }

    private static int? IndexOf(BlockSyntax body, Step step)
    {
        var (path, position) = step switch
        {
            // A method of another class: where it is called.
            EfCall { Anchor: { IsNone: false } anchor } => (anchor.Path, anchor.Start),
            EfCall call => (call.Syntax.SyntaxTree.FilePath, call.Syntax.SpanStart),
            _ => (step.Origin.Location.Path, step.Origin.Location.Start),
        };
        if (!string.Equals(path, body.SyntaxTree.FilePath, StringComparison.Ordinal))
        {
            return null;
        }

        var index = body.Statements.IndexOf(s => s.Span.Contains(position));
        return index < 0 ? null : index;
    }

    private static bool MayEnd(StatementSyntax statement) =>
        statement is ThrowStatementSyntax
        || statement.DescendantNodesAndSelf(static n => n is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax)
            .Any(static n => n is ReturnStatementSyntax or GotoStatementSyntax or YieldStatementSyntax);

    private static bool IsMovable(
        StatementSyntax statement, IReadOnlyCollection<MigrationStatement> runs, string receiver, SemanticModel model, CancellationToken cancellationToken) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax }
        && !statement.ContainsDirectives
        && CallComments.TryCollect(statement) is not null
        // The loops and conditions of a DO block go with it.
        && runs.All(static s => s.Has(Circumstances.InDoBlock) || !s.Has(Circumstances.Conditional | Circumstances.Repeated))
        && MeansTheSame(statement, receiver, model, cancellationToken);

    /// <summary>It uses nothing that belongs to this method or this class alone.</summary>
    private static bool MeansTheSame(StatementSyntax statement, string receiver, SemanticModel model, CancellationToken cancellationToken) =>
        statement.DescendantNodes().All(n => n is not (ThisExpressionSyntax or BaseExpressionSyntax) && (n is not SimpleNameSyntax name || MeansTheSame(name, statement, receiver, model, cancellationToken)));

    private static bool MeansTheSame(SimpleNameSyntax name, StatementSyntax statement, string receiver, SemanticModel model, CancellationToken cancellationToken)
    {
        if (IsOfTheCall(name, statement, receiver))
        {
            return true;
        }

        var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
        return symbol switch
        {
            IParameterSymbol parameter => name.Parent is NameColonSyntax || string.Equals(parameter.Name, receiver, StringComparison.Ordinal) || IsIn(parameter, statement),
            ILocalSymbol => IsIn(symbol, statement),
            IMethodSymbol { MethodKind: MethodKind.LocalFunction } => false,
            { ContainingType: { } type } => !type.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == name.SyntaxTree && r.Span.Contains(name.Span)) || IsAnonymous(type),
            _ => true,
        };
    }

    /// <summary>The name of an argument, or the method of the builder that the statement calls. To ask what these are takes longer than all other names do.</summary>
    private static bool IsOfTheCall(SimpleNameSyntax name, StatementSyntax statement, string receiver) => name.Parent switch
    {
        NameColonSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax } } => true,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var left } } access =>
            access.Name == name && string.Equals(left, receiver, StringComparison.Ordinal) && access.Parent is InvocationExpressionSyntax call && call.Parent == statement,
        _ => false,
    };

    /// <summary>The columns of CreateTable are properties of an anonymous type that is written in the statement itself.</summary>
    private static bool IsAnonymous(INamedTypeSymbol type) => type.IsAnonymousType;

    private static bool IsIn(ISymbol symbol, StatementSyntax statement) =>
        symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == statement.SyntaxTree && statement.Span.Contains(r.Span));
}
