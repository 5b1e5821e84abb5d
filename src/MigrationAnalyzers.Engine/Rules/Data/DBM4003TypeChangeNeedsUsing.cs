using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>A type change for which PostgreSQL has no cast by assignment: without USING it fails always.</summary>
public sealed class DBM4003TypeChangeNeedsUsing : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4003",
        "Type change fails without USING",
        "Changing {0}.{1} from {2} to {3} fails on every database, also when the table is empty: PostgreSQL does not convert these types by itself, and {4}",
        """
        Write the statement in SQL, with USING. For a large table add a column of the new type instead, fill it in batches, and drop the old one later: the change of type
        rewrites the table while nobody can read it.
          migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN quantity TYPE integer USING quantity::integer");
        """,
        RuleSeverity.Warning);

    public override bool ChecksDown => true;

    public override void CheckOperation(OperationContext context)
    {
        // What a condition looks into may be the very type of the column.
        if (context.Operation is AlterColumnType change
            && context.Effect.Conversion is { NeedsUsing: true } conversion
            && !context.Statement.Has(Circumstances.Conditional))
        {
            context.Report(
                change.Table.ToString(), change.Column, conversion.From.Text, conversion.To.Text,
                (change.Origin.FrontEnd, conversion.HasExplicitCast) switch
                {
                    (FrontEnd.MigrationBuilderCall or FrontEnd.EfOperation, true) => "AlterColumn never writes USING",
                    (FrontEnd.MigrationBuilderCall or FrontEnd.EfOperation, false) => "there is no cast between them that AlterColumn could use",
                    (_, true) => "USING is missing",
                    (_, false) => "there is no cast between them: USING needs an expression that computes the new value",
                });
        }
    }
}
