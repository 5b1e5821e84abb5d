using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>The application migrates its database when it starts.</summary>
public sealed class DBM5012MigrateAtStartup : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5012",
        "Migrations applied when the application starts",
        "This {0} runs whenever the application starts: a migration that fails or waits for a lock keeps it from starting, its role needs the right to change the schema, and all "
        + "instances wait for the one that migrates",
        """
        Apply migrations in a step of the deployment, before the application starts: dotnet ef migrations bundle makes a program for it. In development the call may stay, behind a
        condition such as Environment.IsDevelopment().
        """,
        RuleSeverity.Info);

    public override void CheckApplicationCall(ApplicationContext context)
    {
        if (context.Call is { Kind: ApplicationCallKind.Migrate, AtStartup: true })
        {
            context.ReportAs(RuleSeverity.Info, context.Call.Method);
        }
    }
}
