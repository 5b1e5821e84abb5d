using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Reversibility;

/// <summary>Down is there, and does not bring back what was before Up.</summary>
public sealed class DBM6002DownDoesNotUndo : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM6002",
        "Down does not undo Up",
        "Down does not undo this: after it, {0}",
        """
        Undo each operation of Up in Down, the last one first:
          migrationBuilder.DropColumn(name: "note", table: "orders");
        Where that is impossible, let Down throw a NotSupportedException with the reason.
        """,
        RuleSeverity.Warning);

    public override void CheckMigration(MigrationContext context)
    {
        if (context.Migration.DownShape != DownShape.Present)
        {
            return;
        }

        // A call may be several operations: what is left of them is one finding.
        foreach (var left in LeftBehind.Of(context).GroupBy(static l => l.Operation.Origin, static l => l.Left))
        {
            context.Report(left.Key, string.Join("; ", left));
        }
    }
}
