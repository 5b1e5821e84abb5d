using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>Many rows are written, and the planner is not told.</summary>
public sealed class DBM4006AnalyzeMissing : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4006",
        "No ANALYZE after many rows were written",
        "After this {0} the planner {1} {2} until autovacuum comes to the table: queries may get bad plans till then",
        """
        Run ANALYZE when the rows are written. It reads a sample, and nobody waits for it.
          migrationBuilder.Sql("ANALYZE orders");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        var reported = new List<RelationName>();
        for (var i = 0; i < context.Up.Length; i++)
        {
            if (context.Up[i].Operation is WriteRows { IsHidden: false, Kind: not RowWriteKind.Delete } write
                && !reported.Contains(write.Table)
                && Statistics(write, context.At(context.Up[i])) is { } statistics
                && !IsAnalyzedAfter(i, write.Table, context))
            {
                reported.Add(write.Table);
                context.Report(write.Origin, WriteSize.NameOf(write.Kind), statistics, write.Table.ToString());
            }
        }
    }

    /// <summary>What the planner knows of the table; null where few rows are written, and where another rule asks for a batch loop first.</summary>
    private static string? Statistics(WriteRows write, OperationContext context)
    {
        if (context.MayBeLarge(write.Table))
        {
            return WriteSize.CommitsEachRound(context.Statement) && context.Statement is { Rounds: null } && context.Statement.Has(Circumstances.InDoBlock) && WritesMany(write, context)
                ? "still has the old statistics of"
                : null;
        }

        // Autovacuum never comes to a temporary table, but neither does the application.
        return !context.Existed(write.Table) && context.Catalog.Find(write.Table) is { IsNew: true, Persistence: not TablePersistence.Temporary } && WriteSize.IsUnbounded(write, context)
            ? "has no statistics of"
            : null;
    }

    private static bool WritesMany(WriteRows write, OperationContext context) =>
        write.Reach == RowReach.Limited || !write.BoundingColumns.IsEmpty || WriteSize.IsUnbounded(write, context);

    private static bool IsAnalyzedAfter(int index, RelationName table, MigrationContext context)
    {
        for (var i = index + 1; i < context.Up.Length; i++)
        {
            switch (context.Up[i].Operation)
            {
                case ServerCommand { Kind: ServerCommandKind.Analyze or ServerCommandKind.Vacuum or ServerCommandKind.VacuumFull } command
                    when command.Relations.IsEmpty || command.Relations.Contains(table):
                case OpaqueOperation or UnknownSql or InvalidSql:
                case DropTable drop when drop.Table.Equals(table):
                    return true;
            }
        }

        return false;
    }
}
