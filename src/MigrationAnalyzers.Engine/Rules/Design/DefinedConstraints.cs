using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>The constraints that an operation makes.</summary>
internal static class DefinedConstraints
{
    public static ImmutableArray<ConstraintDefinition> Of(MigrationOperation operation) => operation switch
    {
        CreateTable create => create.Constraints,
        AddColumn add => add.Constraints,
        AddConstraint add => [add.Constraint],
        _ => [],
    };
}
