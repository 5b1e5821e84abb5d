using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Adds the foreign key without checking the rows that exist, and checks them afterwards without blocking.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1003ForeignKeyValidatedFix : MigrationCodeFixProvider
{
    private const string Title = "Add the foreign key NOT VALID, and validate it in a transaction of its own";

    public DBM1003ForeignKeyValidatedFix()
        : base("DBM1003")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AddConstraint { Constraint: ForeignKeyConstraint { NotValid: false } };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => AddConstraintRemedy.For(target, Title, Id, "AddForeignKeySafely");
}
