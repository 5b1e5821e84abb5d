using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>An index over more than three columns.</summary>
public sealed class DBM8009WideIndex : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8009",
        "Index over many columns",
        "Index {0} of {1} has {2} key columns: it is large, and each write pays for it",
        """
        Index the one or two columns that find the rows; PostgreSQL can combine several indexes. Where the others are only read, INCLUDE them.
        """,
        RuleSeverity.Info)
    {
        IsEnabledByDefault = false,
    };

    private const int Most = 3;

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is CreateIndex { Unique: false, Keys.Length: > Most } index)
        {
            context.Report(index.Name ?? "(unnamed)", index.Table.ToString(), index.Keys.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
