using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.CodeFixes.Rewrite;

/// <summary>A second column of the new type, which a trigger fills, takes the place of the first: with the calls of MigrationAnalyzers.Runtime, or as SQL.</summary>
internal static class TypeChangeByCopy
{
    /// <param name="change">The operation of the target, as it is meant.</param>
    public static IEnumerable<Remedy> For(FixTarget target, AlterColumnType change, string title, string key)
    {
        if (target is not { Call: not null, Statement.Operations.Length: 1 }
            || change.NewType is null
            || target.Statement.Has(Circumstances.InDoBlock)
            || !ColumnCopy.CanReplace(change, target.Catalog))
        {
            yield break;
        }

        if (target.HasRuntime)
        {
            var calls = Expanded(change);
            if ((target.IsCall ? OfCall(target, title, key, calls) : new ReplaceSqlCall(title, key, calls)) is { } remedy)
            {
                yield return remedy;
            }
        }

        // What becomes of the values would not be seen any more (DBM4002). And where something fails after the change, it is done once more: a cast of a value that has the type is nothing, any
        // other expression would change it again.
        if (!LosesValues(target, change)
            && (change.Using is null or { ConvertedColumn: not null } || target.IsAlone)
            && ColumnTypeForm.TryCreate(change, target.Catalog) is { } form
            && (target.IsCall ? OfCall(target, title, key, [.. form.Commands]) : new ReplaceStatement(title, key, form.Commands)) is { } statements)
        {
            yield return statements;
        }
    }

    /// <summary>Other calls change the type. Null where the rest of the call cannot be said without the change of the type.</summary>
    public static Remedy? OfCall(FixTarget target, string title, string key, ImmutableArray<WrittenCall> calls)
    {
        if (target.IsItsCommand)
        {
            return new ReplaceCall(title, key, calls) { IsWhole = true };
        }

        // What else differs is changed afterwards, by the same call with the new type on both sides.
        return target.Call!["type"] is not null
            && target.Call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: [var type] } } } call
            && call.ArgumentList.Arguments.FirstOrDefault(static a => a.NameColon?.Name.Identifier.ValueText == "type") is { } storeType
            ? new EditCall(title, key) { Before = calls, Set = [("oldClrType", $"typeof({type})"), ("oldType", storeType.Expression.ToString())] }
            : null;
    }

    private static bool LosesValues(FixTarget target, AlterColumnType change) =>
        target.Effect.Conversion is { } conversion && ValueLosses.Of(change, conversion.From, conversion.To, target.Catalog.Find(change.Table), target.Catalog) is not null;

    private static ImmutableArray<WrittenCall> Expanded(AlterColumnType change)
    {
        var newType = change.NewType!.Text + (change.Collation is { } collation ? " COLLATE " + SqlIdentifier.Quote(collation) : "");
        return [Call("ExpandColumnType"), Call("ContractColumnType")];

        WrittenCall Call(string method) => WrittenCall.SafeForm(
            method,
            ("name", MigrationBuilderCode.Literal(change.Column)),
            ("table", MigrationBuilderCode.Literal(change.Table.Name)),
            ("newType", MigrationBuilderCode.Literal(newType)),
            MigrationBuilderCode.Schema("schema", change.Table.Schema),
            ("usingExpression", change.Using is { } value ? MigrationBuilderCode.Literal(value.Text) : null));
    }
}
