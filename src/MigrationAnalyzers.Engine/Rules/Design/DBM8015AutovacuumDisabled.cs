using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>Autovacuum switched off for a table.</summary>
public sealed class DBM8015AutovacuumDisabled : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8015",
        "Autovacuum disabled",
        "Autovacuum is switched off for {0}: dead rows pile up, and statistics grow stale",
        """
        Tune autovacuum for the table (autovacuum_vacuum_scale_factor, autovacuum_vacuum_cost_delay) instead of switching it off: dead rows pile up, and the protection against wraparound runs anyway, at the worst time.
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is AlterTableStorage { TurnsAutovacuumOff: true } change)
        {
            context.Report(change.Table.ToString());
        }
    }
}
