using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>All triggers of a table switched off.</summary>
public sealed class DBM8014TriggersDisabled : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8014",
        "Triggers disabled",
        "All triggers of {0} are switched off{1}: what is written meanwhile is not checked, and nobody checks it later",
        """
        Name the one trigger that has to rest, and enable it again in the same transaction. DISABLE TRIGGER ALL also switches off the foreign keys: rows that break them stay for good.
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is OtherTableChange { Command: "AT_DisableTrigAll" or "AT_DisableTrigUser" } change && context.Existed(change.Table))
        {
            context.Report(change.Table.ToString(), change.Command == "AT_DisableTrigAll" ? ", those of its foreign keys included" : "");
        }
    }
}
