using MigrationAnalyzers.Engine.Configuration;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>
/// A rule: stateless, reads operations, effects and the catalog, reports findings. It overrides one of the three methods. Each rule is listed
/// in <see cref="MigrationRules"/>.
/// </summary>
public abstract class Rule
{
    public abstract RuleInfo Info { get; }

    /// <summary>True for errors that are as certain in Down as in Up; other rules look at Down only when the user asks for it.</summary>
    public virtual bool ChecksDown => false;

    /// <summary>What the version that is still running meets is of no interest where none is running.</summary>
    public bool AppliesTo(AnalysisOptions options) => options.Deployment == Deployment.Rolling || Info.Category != "Compatibility";

    /// <summary>Called for each operation, in the order in which they run.</summary>
    public virtual void CheckOperation(OperationContext context)
    {
    }

    /// <summary>Called once for each migration.</summary>
    public virtual void CheckMigration(MigrationContext context)
    {
    }

    /// <summary>Called for each call of the application that applies migrations or makes a database without them.</summary>
    public virtual void CheckApplicationCall(ApplicationContext context)
    {
    }
}
