using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Proves that the columns of the index hold no NULL before it becomes the primary key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1009PrimaryKeyUsingIndexScansFix : MigrationCodeFixProvider
{
    private const string Title = "Prove that there is no NULL by a CHECK constraint, which is validated without blocking";

    public DBM1009PrimaryKeyUsingIndexScansFix()
        : base("DBM1009")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AddConstraint { Constraint: PrimaryKeyConstraint { UsingIndex: not null } };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Operation: AddConstraint { IfTableExists: false, Only: false, Constraint: PrimaryKeyConstraint { UsingIndex: { } index } } add, Sql: { } sql, Statement.Operations.Length: 1 }
            || target.Statement.Has(Circumstances.InDoBlock)
            || target.Catalog.Find(add.Table) is not { } table || table.Index(index) is not { HasExpressions: false } known)
        {
            yield break;
        }

        var columns = known.Definition.Keys.Select(static k => k.Column!).Where(c => table.IsNotNull(c) != true).ToImmutableArray();
        if (target.HasRuntime)
        {
            yield return new AddBefore(Title, Id, [])
            {
                Calls = [.. columns.Select(c => WrittenCall.SafeForm(
                    "SetNotNullSafely",
                    ("column", MigrationBuilderCode.Literal(c)),
                    ("table", MigrationBuilderCode.Literal(add.Table.Name)),
                    MigrationBuilderCode.Schema("schema", add.Table.Schema)))],
            };
        }
        else
        {
            var (start, length) = target.Statement.Origin.SqlStatement;
            yield return new ReplaceStatement(Title, Id, NotNullForm.Check(add.Table, columns, table).Around(sql.Substring(start, length).Trim()));
        }
    }
}
