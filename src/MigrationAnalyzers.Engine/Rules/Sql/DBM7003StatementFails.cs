using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Sql;

/// <summary>The server surely refuses the statement, given what the migrations before it did.</summary>
public sealed class DBM7003StatementFails : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM7003",
        "Statement that the server refuses",
        "This fails: {0}",
        """
        Compare the statement with what the migrations before it leave: the names, the order of the operations, what depends on what, and the oldest server version in
        migration_analyzers.postgres_version.
        """,
        RuleSeverity.Warning);

    public override bool ChecksDown => true;

    public override void CheckOperation(OperationContext context)
    {
        if (context.Effect is { Error: { } error, UnsafeLabel: null, Conversion: not { NeedsUsing: true } }
            && context.Operation is not InvalidSql
            && context.Effect.Conversion is not { NeedsUsing: true } // DBM4003 says more of it.
            && FoldedName.Of(context.Operation, context.Catalog) is null
            && IsErrorOfEachVersion(context))
        {
            context.Report(error);
        }
    }

    /// <summary>Where nobody said how old the server is, only what the newest refuses as well is certain.</summary>
    private static bool IsErrorOfEachVersion(OperationContext context) =>
        context.Options.PostgresMajorIsKnown
        || StatementEffects.Of(context.Statement, context.Catalog, new EffectOptions(EffectOptions.NewestMajor))[context.Statement.Operations.IndexOf(context.Operation)].Error is not null;
}
