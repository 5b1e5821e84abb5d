using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Builds the index concurrently, and makes it the constraint's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1007UniqueConstraintBuildsIndexFix : MigrationCodeFixProvider
{
    private const string Title = "Build the index concurrently, and make it the constraint's";

    public DBM1007UniqueConstraintBuildsIndexFix()
        : base("DBM1007")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AddConstraint { Constraint: UniqueConstraint or PrimaryKeyConstraint };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Operation is not AddConstraint add)
        {
            yield break;
        }

        if (target is { IsCall: true, HasRuntime: true, Call.Annotations.Count: 0 })
        {
            yield return new EditCall(Title, Id) { Method = add.Constraint is UniqueConstraint ? "AddUniqueConstraintSafely" : "AddPrimaryKeySafely", IsSafeForm = true };
        }
        else if (KeyForm.Write(add, target.Catalog) is not { } commands)
        {
            // A partitioned table takes no index over.
        }
        else if (target.IsCall)
        {
            yield return new ReplaceCall(Title, Id, [.. commands]);
        }
        else if (target is { Sql: { } sql, Statement.Operations.Length: 1 } && !target.Statement.Has(Circumstances.InDoBlock) && !SqlStatementPlaces.HasIndexOptions(sql, target.Statement))
        {
            yield return new ReplaceStatement(Title, Id, commands);
        }
    }
}
