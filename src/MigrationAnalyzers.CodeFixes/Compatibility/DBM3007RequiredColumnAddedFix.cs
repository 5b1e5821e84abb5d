using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Keeps the default of the new column, which fills it for the version that does not know it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM3007RequiredColumnAddedFix : MigrationCodeFixProvider
{
    private const string Title = "Keep the default until no older version is running";

    public DBM3007RequiredColumnAddedFix()
        : base("DBM3007")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is DropColumnDefault;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) =>
        target is { IsSql: true, Operation: DropColumnDefault, Statement.Operations.Length: 1 } && !target.Statement.Has(Circumstances.InDoBlock)
            ? [new ReplaceStatement(Title, Id, [])]
            : [];
}
