using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Adds the value of the enum outside of the transaction that uses it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM5008EnumValueUsedFix : MigrationCodeFixProvider
{
    private const string Title = "Add the value outside of the transaction (which commits what stands before it)";
    private const string AloneTitle = "Add the value outside of the transaction";

    public DBM5008EnumValueUsedFix()
        : base("DBM5008")
    {
    }

    private protected override bool IsForThePlace => true;

    private protected override bool Accepts(MigrationOperation operation) => true;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        // A call of MigrationBuilder that adds a value (AlterDatabase) comes from the model and cannot leave the transaction.
        if (target is not { UnsafeLabel: { } used, Call: not null }
            || target.Unit.Operations.OfType<AddEnumValue>().LastOrDefault(o => o.Type.Equals(used.Type) && string.Equals(o.Label, used.Label, StringComparison.Ordinal)) is not { } add
            || target.Others(add) is not { Operation.Origin.FrontEnd: FrontEnd.SqlInCode, Sql: { } sql, Statement: { Operations.Length: 1, Transaction: not null } statement }
            || statement.Has(Circumstances.InDoBlock))
        {
            yield break;
        }

        var words = new SqlWords(sql, statement);

        // The value may be there when the migration runs again after a failure.
        var again = add.IfNotExists ? null : words.InsertAfter("IF NOT EXISTS", "add", "value");
        var isFirst = target.Unit.Statements.TakeWhile(s => !ReferenceEquals(s, statement)).All(s => s.Transaction is null);
        if (target.HasRuntime)
        {
            var neighbor = add.Neighbor is { } label ? MigrationBuilderCode.Literal(label) : null;
            yield return new ReplaceSqlCall(isFirst ? AloneTitle : Title, Id, [WrittenCall.SafeForm(
                "AddEnumValue",
                MigrationBuilderCode.Schema("schema", add.Type.Schema),
                ("type", MigrationBuilderCode.Literal(add.Type.Name)),
                ("value", MigrationBuilderCode.Literal(add.Label)),
                (words.Find("before") is null ? "after" : "before", neighbor))]) { On = add };
        }

        yield return new EditStatement(isFirst ? AloneTitle : Title, Id) { On = add, Suppress = true, Edits = again is { } edit ? [edit] : [] };
    }
}
