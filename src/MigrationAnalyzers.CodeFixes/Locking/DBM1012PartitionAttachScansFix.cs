using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Proves by CHECK constraints that the rows belong where they are, before the partition is attached or created.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1012PartitionAttachScansFix : MigrationCodeFixProvider
{
    private const string Title = "Prove the bounds by a CHECK constraint, which is validated without blocking";

    public DBM1012PartitionAttachScansFix()
        : base("DBM1012")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AttachPartition or CreateTable { PartitionOf: not null };

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        var (table, partition, bound) = target.Operation switch
        {
            AttachPartition { IfTableExists: false } attach => (attach.Table, attach.Partition, attach.Bound),
            CreateTable { PartitionOf: { } parent, IfNotExists: false } create => (parent, create.Table, create.Bound),
            _ => (default, default, null),
        };
        if (bound is null || target.Statement.Operations.Length != 1 || target.Statement.Has(Circumstances.InDoBlock)
            || target.Sql is not { } sql || SqlStatementPlaces.ForValues(sql, target.Statement) is not { } values
            // Indexes and foreign keys need more than a proof.
            || (WorkOn(target, partition) & (TableWork.IndexBuild | TableWork.ForeignKeyScan)) != 0)
        {
            yield break;
        }

        if (target.HasRuntime && target.Operation is AttachPartition)
        {
            yield return new ReplaceSqlCall(Title, Id, [WrittenCall.SafeForm(
                "AttachPartitionSafely",
                ("partition", MigrationBuilderCode.Literal(partition.Name)),
                ("table", MigrationBuilderCode.Literal(table.Name)),
                ("bound", MigrationBuilderCode.Literal(values)),
                MigrationBuilderCode.Schema("schema", table.Schema),
                MigrationBuilderCode.Schema("partitionSchema", partition.Schema))]);
        }

        if (target.Catalog.Find(table) is { } parentTable && PartitionBoundForm.TryCreate(parentTable, bound, values) is { } form)
        {
            var checks = ImmutableArray.CreateBuilder<ProvingCheck>();
            if ((WorkOn(target, partition) & TableWork.Scan) != 0)
            {
                checks.Add(new ProvingCheck(partition, partition.Name, "_bound", form.Inside, target.Catalog.Find(partition)));
            }

            if (target.Catalog.DefaultPartition(table) is { } rest && (WorkOn(target, rest.Name) & TableWork.Scan) != 0)
            {
                checks.Add(new ProvingCheck(rest.Name, rest.Name.Name, "_bound", form.Outside, rest));
            }

            var (start, length) = target.Statement.Origin.SqlStatement;
            yield return new ReplaceStatement(
                Title, Id, [.. checks.SelectMany(static c => c.Proof), new SqlCommand(sql.Substring(start, length).Trim()), .. checks.Select(static c => c.Drop)]);
        }
    }

    private static TableWork WorkOn(FixTarget target, RelationName table) => target.Effect!.WorkOn(table);
}
