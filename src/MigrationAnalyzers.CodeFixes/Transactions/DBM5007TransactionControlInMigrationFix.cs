using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Leaves the transaction to EF Core.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM5007TransactionControlInMigrationFix : MigrationCodeFixProvider
{
    private const string Title = "Leave the transaction to EF Core";
    private const string OutsideTitle = "Run the DO block outside of the migration's transaction";

    public DBM5007TransactionControlInMigrationFix()
        : base("DBM5007")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is TransactionControl { Kind: TransactionControlKind.Commit or TransactionControlKind.Begin };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Operation: TransactionControl { Kind: var kind }, Sql: { } sql, Call: not null })
        {
            yield break;
        }

        var places = new SqlStatementParts(sql);
        if (target.Statement.Has(Circumstances.InDoBlock))
        {
            if (kind == TransactionControlKind.Commit && places.IsOneDoBlock)
            {
                yield return new EditCall(OutsideTitle, Id + ".Outside") { Set = [("suppressTransaction", "true")] };
            }
        }
        else if (kind == TransactionControlKind.Begin)
        {
            yield return Without([target.Statement]);
        }
        else if (BeginOf(target) is { } begin && begin.Command == target.Statement.Command && !NeedsTheCommit(target, begin))
        {
            yield return Without([begin, target.Statement]);
        }

        Remedy Without(MigrationStatement[] statements) => target.IsItsCommand
            ? new ReplaceStatement(Title, Id, [])
            : new EditStatement(Title, Id) { Edits = [.. statements.Select(places.Removed)] };
    }

    /// <summary>The BEGIN before it that no other COMMIT belongs to: without one the author wants an end of EF Core's transaction, for whatever reason.</summary>
    private static MigrationStatement? BeginOf(FixTarget target)
    {
        MigrationStatement? begin = null;
        foreach (var statement in target.Unit.Statements.TakeWhile(s => !ReferenceEquals(s, target.Statement)))
        {
            begin = statement.Operations switch
            {
                [TransactionControl { Kind: TransactionControlKind.Begin }] => statement,
                [TransactionControl { Kind: TransactionControlKind.Commit or TransactionControlKind.Rollback }] => null,
                _ => begin,
            };
        }

        return begin;
    }

    /// <summary>What follows fails in a transaction, or in this one.</summary>
    private static bool NeedsTheCommit(FixTarget target, MigrationStatement begin)
    {
        var addsLabel = target.Unit.Statements.SkipWhile(s => !ReferenceEquals(s, begin)).TakeWhile(s => !ReferenceEquals(s, target.Statement))
            .Any(static s => s.Operations is [AddEnumValue]);
        return target.Unit.Statements.SkipWhile(s => !ReferenceEquals(s, target.Statement)).Skip(1)
            .Any(s => addsLabel || s.Operations.Any(static o => o is CreateIndex { Concurrently: true } or DropIndex { Concurrently: true } or Reindex or ServerCommand or UnknownSql or OpaqueOperation));
    }
}
