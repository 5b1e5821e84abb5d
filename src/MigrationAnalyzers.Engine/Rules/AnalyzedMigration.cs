using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>A migration with the catalogs around it. Each part is computed when it is first asked for.</summary>
/// <param name="before">The catalog that the earlier migrations leave.</param>
/// <param name="earlier">The migrations of the same DbContext that run before it, in their order.</param>
/// <param name="later">The migrations of the same DbContext that run after it, in their order.</param>
public sealed class AnalyzedMigration(
    Migration migration, SchemaCatalog before, ImmutableArray<Migration> earlier, ImmutableArray<Migration> later, AnalysisOptions options)
{
    private readonly Lazy<SchemaCatalog> _afterUp = new(() => before.Apply(migration.Up));
    private ImmutableArray<AnalyzedOperation> _up;
    private ImmutableArray<AnalyzedOperation> _down;
    private ImmutableArray<MigrationStatement> _earlierInTransaction;
    private SchemaCatalog? _afterDown;

    public Migration Migration { get; } = migration;

    public SchemaCatalog Before { get; } = before;

    /// <summary>The migration that runs right before it; null where there is none, or it is not known.</summary>
    public Migration? Previous { get; } = earlier.IsEmpty ? null : earlier[earlier.Length - 1];

    /// <summary>The migrations that run before it, in their order.</summary>
    public ImmutableArray<Migration> Earlier { get; } = earlier;

    public ImmutableArray<Migration> Later { get; } = later;

    /// <summary>
    /// The statements of earlier migrations that share the transaction with which this one begins: with EF Core 9, which applies all pending migrations in
    /// one. Empty with other versions.
    /// </summary>
    public ImmutableArray<MigrationStatement> EarlierInTransaction =>
        _earlierInTransaction.IsDefault ? _earlierInTransaction = options.EfCoreMajor == 9 && Migration.Runner == MigrationRunner.EfCore
            ? SharedTransaction.Before(Migration, Pending())
            : [] : _earlierInTransaction;

    public ImmutableArray<AnalyzedOperation> Up =>
        _up.IsDefault ? _up = MigrationAnalysis.Trace(Migration.Up, Before, options, Before.Enums.IsEmpty ? [] : EarlierInTransaction) : _up;

    public ImmutableArray<AnalyzedOperation> Down =>
        _down.IsDefault ? _down = MigrationAnalysis.Trace(Migration.Down, AfterUp, options) : _down;

    public SchemaCatalog AfterUp => _afterUp.Value;

    public SchemaCatalog AfterDown => _afterDown ??= AfterUp.Apply(Migration.Down);

    /// <summary>Those of the earlier ones that are not applied everywhere already.</summary>
    private ImmutableArray<Migration> Pending() =>
        options.StartAfter is { } applied ? [.. Earlier.Where(m => string.CompareOrdinal(m.Id, applied) > 0)] : Earlier;
}
