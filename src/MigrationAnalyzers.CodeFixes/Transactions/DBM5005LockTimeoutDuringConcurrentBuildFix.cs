using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Takes lock_timeout away for the concurrent build, and puts it back afterwards.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM5005LockTimeoutDuringConcurrentBuildFix : MigrationCodeFixProvider
{
    private const string Title = "Take lock_timeout away for the concurrent build";

    public DBM5005LockTimeoutDuringConcurrentBuildFix()
        : base("DBM5005")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is CreateIndex { Concurrently: true } or Reindex { Concurrently: true };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Statement is not { Transaction: null } statement || statement.Has(Circumstances.InDoBlock) || target.Catalog.Parameter("lock_timeout") is not { } value)
        {
            yield break;
        }

        var suppress = target.Operation.Origin.FrontEnd != FrontEnd.SqlFile;
        yield return new AddBefore(Title, Id, [new SqlCommand("SET lock_timeout = 0", suppress)])
        {
            After = IsNeededLater(target) ? [new SqlCommand($"SET lock_timeout = '{value.Replace("'", "''")}'", suppress)] : [],
        };
    }

    /// <summary>Something follows that may wait for a lock before lock_timeout is set again.</summary>
    private static bool IsNeededLater(FixTarget target) => target.Unit.Statements
        .SkipWhile(s => !ReferenceEquals(s, target.Statement)).Skip(1)
        .SelectMany(static s => s.Operations)
        .TakeWhile(static o => o is not SetParameter { Name: "lock_timeout" or "all", Local: false })
        .Any(static o => o is not SetParameter);
}
