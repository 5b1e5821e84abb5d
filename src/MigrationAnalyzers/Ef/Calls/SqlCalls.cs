using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary><c>migrationBuilder.Sql</c>.</summary>
internal static class SqlCalls
{
    public static void Sql(EfCall call, CommandList commands, SourceScope scope)
    {
        var suppressed = call.Flag("suppressTransaction");
        switch (call["sql"])
        {
            case TextValue { Text: var text }:
                var map = new CSharpSqlMap(text, ArgumentOf(call), scope, call.Anchor);
                var statements = SqlFrontEnd.Read(new SqlText(text.Value, FrontEnd.SqlInCode, map));
                commands.AddStatements(call, suppressed, WithInnerPlaces(statements, map));
                break;

            case UnknownValue unknown:
                AddUnknown(call, unknown.Reason, OriginOf(call, unknown.UsedAt(ArgumentOf(call)), scope), suppressed, commands);
                break;

            case not (null or ConstantValue { IsNull: true }):
                AddUnknown(call, "its text is not known", scope.OriginOf(FrontEnd.SqlInCode, call.Syntax.SyntaxTree, ArgumentOf(call).Span, call.Anchor), suppressed, commands);
                break;
        }
    }

    private static void AddUnknown(EfCall call, string reason, Origin origin, bool? suppressed, CommandList commands) =>
        commands.AddStatements(call, suppressed, [new MigrationStatement([new UnknownSql(reason) { Origin = origin }], origin)]);

    /// <summary>The part of the argument that is not known, and beside it what makes it so (a loop, a helper's result).</summary>
    private static Origin OriginOf(EfCall call, UnknownValue unknown, SourceScope scope)
    {
        var origin = scope.OriginOf(FrontEnd.SqlInCode, unknown.Syntax.SyntaxTree, unknown.Syntax.Span, call.Anchor);
        return origin.Inner.IsNone && unknown.Cause != unknown.Syntax
            ? origin with { Inner = SourceScope.Location(unknown.Cause.SyntaxTree, unknown.Cause.Span) }
            : origin;
    }

    /// <summary>The expression that is passed as SQL.</summary>
    private static SyntaxNode ArgumentOf(EfCall call)
    {
        if (call.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments: [var first, ..] arguments })
        {
            foreach (var argument in arguments)
            {
                if (argument.NameColon?.Name.Identifier.ValueText == "sql")
                {
                    return argument.Expression;
                }
            }

            return first.Expression;
        }

        return call.Syntax;
    }

    /// <summary>Adds where the SQL is really written, for SQL that the migration only refers to.</summary>
    private static ImmutableArray<MigrationStatement> WithInnerPlaces(ImmutableArray<MigrationStatement> statements, CSharpSqlMap map)
    {
        var result = ImmutableArray.CreateBuilder<MigrationStatement>(statements.Length);
        foreach (var statement in statements)
        {
            var operations = ImmutableArray.CreateBuilder<MigrationOperation>(statement.Operations.Length);
            foreach (var operation in statement.Operations)
            {
                var origin = WithInner(operation.Origin, map);
                operations.Add(ReferenceEquals(origin, operation.Origin) ? operation : operation with { Origin = origin });
            }

            result.Add(statement with { Operations = operations.MoveToImmutable(), Origin = WithInner(statement.Origin, map) });
        }

        return result.MoveToImmutable();
    }

    private static Origin WithInner(Origin origin, CSharpSqlMap map)
    {
        if (origin.SqlSpan.Start < 0 || !origin.Inner.IsNone)
        {
            return origin;
        }

        var inner = map.LocateInner(origin.SqlSpan.Start, origin.SqlSpan.Length);
        return inner.IsNone ? origin : origin with { Inner = inner };
    }
}
