using System.Collections.Immutable;
using System.Composition;
using System.Text;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Design;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Design;

/// <summary>Makes the index with the table. That of a table with rows is best built in a migration of its own; that of EF's calls belongs into the model.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM8007ForeignKeyWithoutIndexFix : MigrationCodeFixProvider
{
    private const string Title = "Index the columns of the foreign key";

    public DBM8007ForeignKeyWithoutIndexFix()
        : base("DBM8007")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is CreateTable or AddColumn or AddConstraint;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { IsSql: true, Operation: TableOperation { Table: var table } } || target.Statement.Has(Circumstances.InDoBlock | Circumstances.Conditional)
            || target.Catalog.Apply(target.Statement).Find(table) is not { IsNew: true } || AtTheEnd(target).Find(table) is not { } info)
        {
            yield break;
        }

        var indexes = ImmutableArray.CreateBuilder<SqlCommand>();
        foreach (var key in DefinedConstraints.Of(target.Operation).OfType<ForeignKeyConstraint>())
        {
            var name = "ix_" + table.Name + "_" + string.Join("_", key.Columns);
            if (key.Columns.IsEmpty || KeyColumns.AreIndexed(info, key.Columns) || info.Index(name) is not null || Encoding.UTF8.GetByteCount(name) > SqlIdentifier.MaxBytes)
            {
                continue;
            }

            indexes.Add(new SqlCommand($"CREATE INDEX {SqlIdentifier.Quote(name)} ON {SqlIdentifier.Quote(table)} {SqlClauses.Columns(key.Columns)}"));
        }

        if (indexes.Count > 0)
        {
            yield return new AddBefore(Title, Id, []) { After = [.. indexes.Distinct()] };
        }
    }

    private static SchemaCatalog AtTheEnd(FixTarget target)
    {
        var catalog = target.Catalog;
        foreach (var statement in target.Unit.Statements.SkipWhile(s => !ReferenceEquals(s, target.Statement)))
        {
            catalog = catalog.Apply(statement);
        }

        return catalog;
    }
}
