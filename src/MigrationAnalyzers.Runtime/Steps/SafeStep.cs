using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>
/// A change in its safe form. <c>MigrationBuilder</c> holds it as SQL that any runner of migrations can execute, each operation annotated with the step;
/// <see cref="SafeMigrator"/> executes the step itself instead: it looks at the catalog, tries locks again, and goes on where it was interrupted.
/// </summary>
internal abstract record SafeStep
{
    /// <summary>The annotation of the operations that make up the step; its value is the step.</summary>
    public const string Annotation = "MigrationAnalyzers:Step";

    /// <summary>What it does, for people: <c>create index ix_orders_date on orders</c>.</summary>
    public abstract string Title { get; }

    /// <summary>Its parts on a database where nothing of it has been done, as far as they are known without the catalog: for plans, analysis and plain SQL.</summary>
    public abstract ImmutableArray<StepPhase> Phases { get; }

    /// <summary>What is wrong with plain SQL for this step on some databases; null: nothing.</summary>
    public virtual string? PlainSqlRefusal => null;

    /// <summary>A query whose only value is true on the databases of <see cref="PlainSqlRefusal"/>.</summary>
    public virtual string? IsPlainSqlRefused => null;

    /// <summary>The phases of plain SQL, where they are other than <see cref="Phases"/>.</summary>
    public virtual ImmutableArray<StepPhase> PlainPhases => Phases;

    /// <summary>The parts on the database at hand.</summary>
    public virtual Task<ImmutableArray<StepPhase>> PhasesAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult(Phases);
}
