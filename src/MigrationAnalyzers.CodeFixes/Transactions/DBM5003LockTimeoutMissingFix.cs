using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Sets a lock_timeout before the first statement that waits for a strong lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM5003LockTimeoutMissingFix : MigrationCodeFixProvider
{
    private const string Title = "Wait for locks no longer than 5 seconds";

    private static readonly SqlCommand s_local = new("SET LOCAL lock_timeout = '5s'");

    public DBM5003LockTimeoutMissingFix()
        : base("DBM5003")
    {
    }

    private protected override bool IsForThePlace => true;

    private protected override bool Accepts(MigrationOperation operation) => true;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        var statement = target.Statement;
        if (target.Operation.Origin.FrontEnd == FrontEnd.SqlFile)
        {
            if (statement.Has(Circumstances.InDoBlock))
            {
                yield break;
            }

            yield return statement is { Transaction: not null, TransactionIsKnown: true }
                ? new AddBefore(Title, Id, [s_local])
                // SET lasts as long as the session, and must not end a concurrent build.
                : new AddBefore(Title, Id, [new SqlCommand("SET lock_timeout = '5s'")]) { After = BuildFollows(target) ? [new SqlCommand("RESET lock_timeout")] : [] };
        }
        else if (statement.Transaction is null)
        {
            // SET LOCAL ends with the transaction that there is none of here.
            yield return new AddBefore(Title, Id, [new SqlCommand("SET lock_timeout = '5s'", SuppressTransaction: true)])
            {
                After = [new SqlCommand("RESET lock_timeout", SuppressTransaction: true)],
            };
        }
        else
        {
            yield return new AddBefore(Title, Id, [s_local])
            {
                Calls = target.HasRuntime ? [WrittenCall.ShortSafeForm("SetLockTimeout", WrittenCall.TimeSpan + ".FromSeconds(5)")] : [],
            };
        }
    }

    private static bool BuildFollows(FixTarget target) =>
        target.Unit.Operations.Any(static o => o is CreateIndex { Concurrently: true } or Reindex { Concurrently: true });
}
