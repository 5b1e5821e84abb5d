using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>Names the constraints as PostgreSQL would.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM8012UnnamedConstraintFix : MigrationCodeFixProvider
{
    private const string Title = "Give the constraint the name that PostgreSQL would choose";

    public DBM8012UnnamedConstraintFix()
        : base("DBM8012")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is CreateTable or AddColumn or AddConstraint;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Sql: { } sql, Operation: TableOperation { Table: var table }, Statement.Operations.Length: 1 } || target.Statement.Has(Circumstances.InDoBlock)
            || target.Operation is CreateTable { Likes.IsEmpty: false } or CreateTable { Inherits.IsEmpty: false } or CreateTable { PartitionOf: not null })
        {
            yield break;
        }

        // The catalog knows the names that PostgreSQL chooses.
        var before = target.Operation is CreateTable ? 0 : target.Catalog.Find(table)?.Constraints.Count(IsNamed) ?? 0;
        var written = SqlColumnPlaces.Constraints(sql, target.Statement);
        if (target.Catalog.Apply(target.Statement).Find(table) is not { IsComplete: true } after || after.Constraints.Where(IsNamed).Skip(before).ToList() is not { } made || made.Count != written.Count)
        {
            yield break;
        }

        var edits = written.Zip(made, static (place, constraint) => (place, constraint.Name))
            .Where(static p => !p.place.IsNamed)
            .Select(p => SqlTextEdit.Insert(p.place.Position, "CONSTRAINT " + SqlIdentifier.Quote(p.Name!) + " "))
            .ToList();
        if (edits.Count > 0)
        {
            yield return new EditStatement(Title, Id) { Edits = [.. edits] };
        }
    }

    private static bool IsNamed(ConstraintDefinition constraint) => constraint is not NotNullConstraint;
}
