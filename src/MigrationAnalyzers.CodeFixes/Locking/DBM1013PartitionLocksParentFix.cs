using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Attaches a partition that was made before, and detaches concurrently: neither locks the partitioned table.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1013PartitionLocksParentFix : MigrationCodeFixProvider
{
    private const string DetachTitle = "Detach the partition concurrently";
    private const string DropTitle = "Detach the partition concurrently, and then drop it";
    private const string CreateTitle = "Create the table by itself, and attach it";

    public DBM1013PartitionLocksParentFix()
        : base("DBM1013")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is CreateTable { PartitionOf: not null } or DropTable or DetachPartition;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target.Statement.Has(Circumstances.InDoBlock) || target.Statement.Operations.Length != 1)
        {
            yield break;
        }

        switch (target.Operation)
        {
            case DetachPartition { IfTableExists: false } detach when target.Sql is { } sql && SqlStatementPlaces.ConcurrentlyAtEnd(sql, target.Statement) is { } place:
                if (target.HasRuntime)
                {
                    yield return new ReplaceSqlCall(DetachTitle, Id, [Safely(detach.Table, detach.Partition)]);
                }

                yield return new EditStatement(DetachTitle, Id) { Edits = [place], Suppress = true };
                break;

            // Before other statements of its command it would run too early.
            case DropTable { IfTableExists: false } drop when target.Catalog.Find(drop.Table)?.PartitionOf is { } parent
                && ReferenceEquals(target.Unit.Statements.First(s => s.Command == target.Statement.Command), target.Statement):
                yield return new AddBefore(DropTitle, Id, [new SqlCommand(
                    SqlStatements.AlterTable(parent, "DETACH PARTITION " + SqlIdentifier.Quote(drop.Table) + " CONCURRENTLY"), SuppressTransaction: true)])
                {
                    Calls = target.HasRuntime ? [Safely(parent, drop.Table)] : [],
                };
                break;

            case CreateTable { PartitionOf: { } parent } create when target.Sql is { } sql && CanBeMadeBefore(create, target.Catalog.Find(parent))
                && SqlStatementPlaces.BoundOfPartition(sql, target.Statement) is { } bound:
                // What a partition gets from its table when it is made so, it gets here; its indexes, foreign keys and triggers, and from PostgreSQL 17 on its identity, when it is attached.
                yield return new ReplaceStatement(CreateTitle, Id,
                [
                    new SqlCommand($"CREATE TABLE {SqlIdentifier.Quote(create.Table)} (LIKE {SqlIdentifier.Quote(parent)} INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING STATISTICS EXCLUDING COMMENTS)"),
                    new SqlCommand(SqlStatements.AlterTable(parent, $"ATTACH PARTITION {SqlIdentifier.Quote(create.Table)} {bound}")),
                ]);
                break;
        }
    }

    private static bool CanBeMadeBefore(CreateTable create, TableInfo? parent) =>
        create is { IfNotExists: false, Persistence: TablePersistence.Permanent, IsPartitioned: false, Columns.IsEmpty: true, Constraints.IsEmpty: true, AccessMethod: null, Tablespace: null }
        // A partition takes these over; a table made by LIKE does not.
        && parent is { Tablespace: null, AccessMethod: null, Persistence: TablePersistence.Permanent };

    private static WrittenCall Safely(RelationName table, RelationName partition) => WrittenCall.SafeForm(
        "DetachPartitionConcurrently",
        ("partition", MigrationBuilderCode.Literal(partition.Name)),
        ("table", MigrationBuilderCode.Literal(table.Name)),
        MigrationBuilderCode.Schema("schema", table.Schema),
        MigrationBuilderCode.Schema("partitionSchema", partition.Schema));
}
