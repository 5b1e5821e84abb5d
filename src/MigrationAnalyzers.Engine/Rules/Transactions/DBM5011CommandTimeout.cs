using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Data;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>A statement that is meant to take long, under the command timeout of 30 seconds.</summary>
public sealed class DBM5011CommandTimeout : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5011",
        "Long command under the default command timeout",
        "Npgsql cancels a command after 30 seconds by default, and {0} may take longer{1}",
        """
        Run migrations with a longer command timeout. In the options of the context that runs them: UseNpgsql(connectionString, o => o.CommandTimeout(3600)); right before Migrate():
        Database.SetCommandTimeout(TimeSpan.FromHours(1)); for dotnet ef: "Command Timeout=3600" in the connection string.
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation.Origin.FrontEnd != FrontEnd.SqlFile && DescribeIfLong(context.At(analyzed)) is var (what, consequence))
            {
                context.Report(analyzed.Operation.Origin, what, consequence);
                return;
            }
        }
    }

    private static (string What, string Consequence)? DescribeIfLong(OperationContext context) => context.Operation switch
    {
        CreateIndex { Concurrently: true } o when context.MayBeLarge(o.Table) => ($"the concurrent build of an index on {o.Table}", ": a cancelled build leaves an INVALID index"),
        Reindex { Concurrently: true } => ("a concurrent REINDEX", ": a cancelled build leaves an INVALID index"),
        ValidateConstraint o when context.MayBeLarge(o.Table) && context.Effect.WorkOn(o.Table) != TableWork.None => ($"the validation of {o.Name} on {o.Table}", ""),
        WriteRows o when !context.Statement.Has(Circumstances.Repeated) && context.MayBeLarge(o.Table) && WriteSize.IsUnbounded(o, context) =>
            ($"writing the rows of {o.Table}", ""),
        WriteRows o when context.Statement.Has(Circumstances.Repeated) && context.MayBeLarge(o.Table) => ($"the loop over the rows of {o.Table}, which is one command,", ""),
        _ => null,
    };
}
