using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>EnsureCreated makes the tables and records no migration.</summary>
public sealed class DBM5013EnsureCreatedWithMigrations : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5013",
        "EnsureCreated beside migrations",
        "This {0} makes the tables of {1} from the model and records none of its migrations: when they are applied later they fail, because the tables exist already",
        """
        Apply the migrations instead: Database.Migrate(), or a step of the deployment. EnsureCreated is for databases that are never migrated, as in tests.
        """,
        RuleSeverity.Warning);

    public override void CheckApplicationCall(ApplicationContext context)
    {
        if (context.Call is { Kind: ApplicationCallKind.EnsureCreated, ContextType: { } type, IsForOtherDatabases: false } && !context.Migrations.IsEmpty)
        {
            context.ReportAs(RuleSeverity.Warning, context.Call.Method, type.Substring(type.LastIndexOf('.') + 1));
        }
    }
}
