using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Sql;

/// <summary>The statement works on an empty table, as in tests, and fails on one with rows.</summary>
public sealed class DBM7007FailsWithRows : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM7007",
        "Statement fails on a table with rows",
        "This fails as soon as {0} has {1}: {2}",
        """
        Give the existing rows a value: a default that stays until all writers give one themselves, or nullable first, filled in batches, and NOT NULL at last.
          migrationBuilder.AddColumn<string>(name: "currency", table: "orders", type: "text", nullable: false, defaultValue: "EUR");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Effect is not { Error: null, ErrorWithRows: { } error })
        {
            return;
        }

        foreach (var table in error.Tables)
        {
            if (context.Existed(table))
            {
                context.Report(table.ToString(), error.Rows == 1 ? "a row" : $"{error.Rows} rows", error.Message);
                return;
            }
        }
    }
}
