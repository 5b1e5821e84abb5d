using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
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

    public DBM5001NotInTransactionFix()
        : base("DBM5001")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => true;

    /// <summary>Only SQL in C# has a transaction to leave: a call of MigrationBuilder cannot suppress it, a file's BEGIN and COMMIT are the author's.</summary>
    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) =>
        target.Operation.Origin.FrontEnd == FrontEnd.SqlInCode && !target.Statement.Has(Circumstances.InDoBlock)
            ? [new EditStatement(Title, Id) { Suppress = true }]
            : [];
}
