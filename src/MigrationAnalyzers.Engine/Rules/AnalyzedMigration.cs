using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>A migration with the catalogs around it. Each part is computed when it is first asked for.</summary>
/// <param name="before">The catalog that the earlier migrations leave.</param>
/// <param name="previous">The migration of the same DbContext that runs right before it.</param>
/// <param name="later">The migrations of the same DbContext that run after it, in their order.</param>
public sealed class AnalyzedMigration(Migration migration, SchemaCatalog before, Migration? previous, ImmutableArray<Migration> later, AnalysisOptions options)
{
    private readonly Lazy<SchemaCatalog> _afterUp = new(() => before.Apply(migration.Up));
    private readonly Lazy<ImmutableArray<AnalyzedOperation>> _up = new(() => MigrationAnalysis.Trace(migration.Up, before, options));
    private ImmutableArray<AnalyzedOperation> _down;
    private SchemaCatalog? _afterDown;

    public Migration Migration { get; } = migration;

    public SchemaCatalog Before { get; } = before;

    public Migration? Previous { get; } = previous;

    public ImmutableArray<Migration> Later { get; } = later;

    public ImmutableArray<AnalyzedOperation> Up => _up.Value;

    public ImmutableArray<AnalyzedOperation> Down =>
        _down.IsDefault ? _down = MigrationAnalysis.Trace(Migration.Down, AfterUp, options) : _down;

    public SchemaCatalog AfterUp => _afterUp.Value;

    public SchemaCatalog AfterDown => _afterDown ??= AfterUp.Apply(Migration.Down);
}
