using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>A label of an enum is used in the transaction that adds it.</summary>
public sealed class DBM5008EnumValueUsed : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5008",
        "Enum value used before it is committed",
        "This fails with 'unsafe use of new value \"{0}\" of enum type {1}': the value is added in the same transaction{2}",
        """
        Use the value in a later migration than the one that adds it. EF Core 9 runs all pending migrations in one transaction: there, or in one migration, add the value outside of it.
          migrationBuilder.Sql("ALTER TYPE order_status ADD VALUE IF NOT EXISTS 'cancelled'", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override bool ChecksDown => true;

    public override void CheckOperation(OperationContext context)
    {
        if (context.Effect.UnsafeLabel is { } unsafeLabel)
        {
            context.Report(unsafeLabel.Label, unsafeLabel.Type.ToString(), IsAddedHere(context, unsafeLabel.Label) ? "" : ", in an earlier migration: EF Core 9 runs all pending ones in one");
        }
    }

    private static bool IsAddedHere(OperationContext context, string label)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is AddEnumValue add && string.Equals(add.Label, label, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
