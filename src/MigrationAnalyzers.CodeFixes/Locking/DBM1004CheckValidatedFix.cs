using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Adds the CHECK constraint without checking the rows that exist, and checks them afterwards without blocking.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1004CheckValidatedFix : MigrationCodeFixProvider
{
    private const string Title = "Add the CHECK constraint NOT VALID, and validate it in a transaction of its own";

    public DBM1004CheckValidatedFix()
        : base("DBM1004")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AddConstraint { Constraint: CheckConstraint { NotValid: false } };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => AddConstraintRemedy.For(target, Title, Id, "AddCheckConstraintSafely");
}
