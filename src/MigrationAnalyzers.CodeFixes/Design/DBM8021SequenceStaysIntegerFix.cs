using System.Composition;
using System.Text;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>Lets the sequence of the column grow with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM8021SequenceStaysIntegerFix : MigrationCodeFixProvider
{
    private const string Title = "Make its sequence bigint, too";

    public DBM8021SequenceStaysIntegerFix()
        : base("DBM8021")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AlterColumnType { NewType.Name: "int8" };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Operation is not AlterColumnType alter || target.Statement.Has(Circumstances.InDoBlock)
            || target.Catalog.Find(alter.Table) is not { } table || table.Column(alter.Column) is not { } column)
        {
            yield break;
        }

        // A longer one is shortened in the middle (makeObjectName).
        var sequence = SequenceEffects.OwnedBy(table, column);
        if (Encoding.UTF8.GetByteCount(sequence.Name) <= SqlIdentifier.MaxBytes)
        {
            yield return new AddBefore(Title, Id, []) { After = [new SqlCommand("ALTER SEQUENCE " + SqlIdentifier.Quote(sequence) + " AS bigint")] };
        }
    }
}
