using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Locking;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Transactions;

/// <summary>Lets EF run the statement outside of the migration's transaction.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM5001NotInTransactionFix : MigrationCodeFixProvider
{
    private const string Title = "Run the statement outside of the migration's transaction";
    private const string RepeatableTitle = "Run the statement outside of the migration's transaction, so that it can run again";

    public DBM5001NotInTransactionFix()
        : base("DBM5001")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => true;

    /// <summary>Only SQL in C# has a transaction to leave: a call of MigrationBuilder cannot suppress it, a file's BEGIN and COMMIT are the author's.</summary>
    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Operation.Origin.FrontEnd != FrontEnd.SqlInCode || target.Statement.Has(Circumstances.InDoBlock))
        {
            yield break;
        }

        yield return new EditStatement(Title, Id) { Suppress = true };

        // Where others run after it, it may have run before.
        if (target is { Operation: DropIndex { Concurrently: true, IfExists: false }, Sql: { } sql } && new SqlWords(sql, target.Statement).InsertAfter("IF EXISTS", "concurrently") is { } place)
        {
            yield return new EditStatement(RepeatableTitle, Id) { Edits = [place], Suppress = true };
        }

        foreach (var repeatable in RepeatableBuild.Of(target, RepeatableTitle, Id))
        {
            yield return repeatable;
        }
    }
}
