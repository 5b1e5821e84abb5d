using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Ef.Designer;

/// <summary>
/// <c>b.Property&lt;int&gt;("Id").HasColumnName("id")</c>, call by call, as it is written. An extension method that is called by its class's name
/// (<c>NpgsqlIndexBuilderExtensions.HasMethod(b.HasIndex("A"), "gin")</c>) stands where it would stand in a chain.
/// </summary>
internal sealed record CallChain(string Root, ImmutableArray<CallChain.Call> Calls)
{
    /// <summary>Null where it is something else.</summary>
    public static CallChain? Of(ExpressionSyntax expression)
    {
        var calls = ImmutableArray.CreateBuilder<Call>();
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } invocation)
        {
            var arguments = ImmutableArray.CreateRange(invocation.ArgumentList.Arguments.Select(static a => a.Expression));
            var typeArgument = member.Name is GenericNameSyntax { TypeArgumentList.Arguments: [var only, ..] } ? only : null;
            if (member.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name.EndsWith("Extensions", StringComparison.Ordinal))
            {
                if (arguments.IsEmpty)
                {
                    return null;
                }

                calls.Add(new Call(member.Name.Identifier.ValueText, typeArgument, arguments.RemoveAt(0)));
                expression = arguments[0];
            }
            else
            {
                calls.Add(new Call(member.Name.Identifier.ValueText, typeArgument, arguments));
                expression = member.Expression;
            }
        }

        calls.Reverse();
        return expression is IdentifierNameSyntax root && calls.Count > 0 ? new CallChain(root.Identifier.ValueText, calls.ToImmutable()) : null;
    }

    /// <summary>The chains of a method's or a lambda's body.</summary>
    public static IEnumerable<CallChain> In(SyntaxList<StatementSyntax> statements)
    {
        foreach (var statement in statements)
        {
            if (statement is ExpressionStatementSyntax { Expression: var expression } && Of(expression) is { } chain)
            {
                yield return chain;
            }
        }
    }

    /// <summary>A call and what is given to it.</summary>
    internal sealed record Call(string Name, TypeSyntax? TypeArgument, ImmutableArray<ExpressionSyntax> Arguments)
    {
        public string? Text(int index) => index < Arguments.Length ? TextOf(Arguments[index]) : null;

        /// <summary>The strings among the arguments, those of an array too.</summary>
        public ImmutableArray<string> Texts()
        {
            var texts = ImmutableArray.CreateBuilder<string>();
            foreach (var argument in Arguments)
            {
                foreach (var expression in ItemsOf(argument) ?? [argument])
                {
                    if (TextOf(expression) is { } text)
                    {
                        texts.Add(text);
                    }
                }
            }

            return texts.ToImmutable();
        }

        /// <summary>The flags among the arguments, those of an array too.</summary>
        public ImmutableArray<bool> Flags()
        {
            var flags = ImmutableArray.CreateBuilder<bool>();
            foreach (var argument in Arguments)
            {
                foreach (var expression in ItemsOf(argument) ?? [argument])
                {
                    if (expression.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression)
                    {
                        flags.Add(expression.IsKind(SyntaxKind.TrueLiteralExpression));
                    }
                }
            }

            return flags.ToImmutable();
        }

        /// <summary>The chains of the lambda among the arguments.</summary>
        public IEnumerable<CallChain> Nested()
        {
            foreach (var argument in Arguments)
            {
                if (argument is LambdaExpressionSyntax lambda)
                {
                    return lambda.Body switch
                    {
                        BlockSyntax block => In(block.Statements),
                        ExpressionSyntax expression when Of(expression) is { } chain => [chain],
                        _ => [],
                    };
                }
            }

            return [];
        }

        private static IEnumerable<ExpressionSyntax>? ItemsOf(ExpressionSyntax expression) => expression switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions,
            _ => null,
        };

        private static string? TextOf(ExpressionSyntax expression) => expression switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && TextOf(sum.Left) is { } left && TextOf(sum.Right) is { } right => left + right,
            ParenthesizedExpressionSyntax inner => TextOf(inner.Expression),
            _ => null,
        };
    }
}
