using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Gives lock_timeout a value that helps, or lets it hold for the transaction that follows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM5004LockTimeoutUselessFix : MigrationCodeFixProvider
{
    private const string ValueTitle = "Wait for locks no longer than 5 seconds";
    private const string TransactionTitle = "Set it in the migration's transaction";
    private const double Milliseconds = 5000;

    public DBM5004LockTimeoutUselessFix()
        : base("DBM5004")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is SetParameter { Name: "lock_timeout", Value: not null };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Operation: SetParameter { Value: { } value } set, Sql: { } sql } || target.Statement.Has(Circumstances.InDoBlock))
        {
            yield break;
        }

        if (set.Local && target.Statement is { Transaction: null, TransactionIsKnown: true })
        {
            if (target.IsItsCommand && target.Call is not null && Next(target) is { Transaction: not null })
            {
                yield return new EditCall(TransactionTitle, Id + ".Transaction") { Remove = ["suppressTransaction"] };
            }
        }
        else if (!IsMore(value) && Limits(target).All(static limit => limit is 0 or > Milliseconds) && SqlSettingPlaces.Value(sql, target.Statement) is { } place)
        {
            yield return new EditStatement(ValueTitle, Id + ".Value") { Edits = [place with { Text = "'5s'" }] };
        }
    }

    /// <summary>It is statement_timeout that is in the way: which of the two is meant to change is not told.</summary>
    private static bool IsMore(string value) => TimeSetting.Milliseconds(value) is null or >= Milliseconds;

    private static IEnumerable<double?> Limits(FixTarget target) =>
        target.Unit.Operations.OfType<SetParameter>().Where(static s => s.Name is "statement_timeout" && s.Value is not null).Select(static s => s.Value)
            .Append(target.Catalog.Parameter("statement_timeout") ?? "0")
            .Select(TimeSetting.Milliseconds);

    private static MigrationStatement? Next(FixTarget target) => target.Unit.Statements.SkipWhile(s => !ReferenceEquals(s, target.Statement)).Skip(1).FirstOrDefault();
}
