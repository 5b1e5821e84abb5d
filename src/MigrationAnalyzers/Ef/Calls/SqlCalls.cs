using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;

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
                var origin = scope.OriginOf(FrontEnd.SqlInCode, unknown.Syntax.SyntaxTree, unknown.Syntax.Span, call.Anchor);
                AddUnknown(call, unknown.Reason, OriginFor(call, unknown.Syntax, origin), suppressed, commands);
                break;

            case { } other and not ConstantValue { IsNull: true }:
                AddUnknown(call, "its text is not known", call.Origin with { FrontEnd = FrontEnd.SqlInCode }, suppressed, commands);
                _ = other;
                break;
        }
    }

    private static void AddUnknown(EfCall call, string reason, Origin origin, bool? suppressed, CommandList commands) =>
        commands.AddStatements(call, suppressed, [new MigrationStatement([new UnknownSql(reason) { Origin = origin }], origin)]);

    /// <summary>The part that is not known may lie in code that the call does not show; then the call itself is the place.</summary>
    private static Origin OriginFor(EfCall call, SyntaxNode unknown, Origin origin) =>
        unknown.SyntaxTree == call.Syntax.SyntaxTree && (call.Syntax.Span.Contains(unknown.Span) || !call.Anchor.IsNone)
            ? origin
            : call.Origin with { FrontEnd = FrontEnd.SqlInCode, Inner = origin.Inner.IsNone ? origin.Location : origin.Inner };

    private static SyntaxNode ArgumentOf(EfCall call) =>
        call.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax { ArgumentList.Arguments: [var first, ..] } ? first.Expression : call.Syntax;

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
