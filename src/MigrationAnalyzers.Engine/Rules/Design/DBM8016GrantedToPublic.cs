using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A right for every role.</summary>
public sealed class DBM8016GrantedToPublic : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8016",
        "Granted to PUBLIC",
        "This grants to PUBLIC: every role, of today and of later, has the right",
        """
        Grant to the role that needs it. PUBLIC is every role, of today and of later.
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is OtherStatement { Command: "GrantStmt", GrantsToPublic: true })
        {
            context.Report();
        }
    }
}
