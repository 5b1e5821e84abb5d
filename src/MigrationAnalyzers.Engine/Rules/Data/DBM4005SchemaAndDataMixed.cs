using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>Rows are written, and stay locked while the same transaction does long work on another table.</summary>
public sealed class DBM4005SchemaAndDataMixed : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4005",
        "Rows stay locked during a schema change",
        "The rows of {0} that this {1} writes stay locked until the transaction ends, which goes on to {2}: whoever wants to change one of them waits as long",
        """
        Write data in a migration of its own, or after everything that takes long.
          migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_total", suppressTransaction: true);
          migrationBuilder.Sql("UPDATE settings SET value = 'on' WHERE id = 7");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        for (var i = 0; i < context.Up.Length; i++)
        {
            var analyzed = context.Up[i];
            if (analyzed is { Operation: WriteRows { IsHidden: false, Kind: RowWriteKind.Update or RowWriteKind.Delete or RowWriteKind.Merge } write }
                && write.Where is not OpaquePredicate { Text: "false" }
                && context.At(analyzed) is var writing
                && writing.MayBeLarge(write.Table)
                && !WriteSize.IsUnboundedInOneTransaction(writing)
                && LongWorkAfter(i, write.Table, context) is { } work)
            {
                context.Report(write.Origin, write.Table.ToString(), WriteSize.NameOf(write.Kind), work);
                return;
            }
        }
    }

    /// <summary>What takes as long as another existing table is large; a lock on the written table itself is another matter.</summary>
    private static string? LongWorkAfter(int index, RelationName written, MigrationContext context)
    {
        var transaction = context.Up[index].Statement.Transaction;
        for (var i = index + 1; transaction is not null && i < context.Up.Length; i++)
        {
            var later = context.Up[i];
            if (later.Statement.Transaction != transaction || later.Operation is WriteRows)
            {
                continue;
            }

            foreach (var taken in later.Effect.Locks)
            {
                if (NameOf(taken.Work) is { } name && !taken.Relation.Equals(written) && !later.HeldOn(written).BlocksWrites() && context.At(later).MayBeLarge(taken.Relation))
                {
                    return $"{name} {taken.Relation}";
                }
            }
        }

        return null;
    }

    private static string? NameOf(TableWork work) =>
        (work & (TableWork.Rewrite | TableWork.Copy)) != 0 ? "rewrite"
        : (work & TableWork.IndexBuild) != 0 ? "build an index on"
        : (work & (TableWork.Scan | TableWork.ForeignKeyScan)) != 0 ? "read all rows of"
        : null;
}
