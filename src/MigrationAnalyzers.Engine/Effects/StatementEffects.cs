using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What PostgreSQL does for a statement: the one place where locks, rewrites and scans are known.</summary>
public static class StatementEffects
{
    /// <summary>One effect for each operation of the statement, in order. The operations of one ALTER TABLE are judged together.</summary>
    public static ImmutableArray<OperationEffect> Of(MigrationStatement statement, SchemaCatalog catalog, EffectOptions options)
    {
        var effects = ImmutableArray.CreateBuilder<OperationEffect>(statement.Operations.Length);
        foreach (var _ in statement.Operations)
        {
            effects.Add(OperationEffect.None);
        }

        return effects.MoveToImmutable();
    }
}
