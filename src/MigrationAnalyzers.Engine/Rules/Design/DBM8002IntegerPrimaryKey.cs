using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A primary key that runs out of values.</summary>
public sealed class DBM8002IntegerPrimaryKey : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8002",
        "Primary key smaller than bigint",
        "The primary key {0}.{1} has the type {2}, which runs out of values: a later change of its type rewrites the table and breaks what refers to it",
        """
        Give keys the type bigint (long): four bytes more a row, against a change of type of a large table and of all that refer to it.
        """,
        RuleSeverity.Info)
    {
        IsEnabledByDefault = false,
    };

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not CreateTable create)
        {
            return;
        }

        foreach (var constraint in create.Constraints)
        {
            if (constraint is PrimaryKeyConstraint { Columns: [var only] } && IsSmallNumber(create, only) is { } type)
            {
                context.Report(create.Table.ToString(), only, type);
            }
        }
    }

    private static string? IsSmallNumber(CreateTable create, string name)
    {
        foreach (var column in create.Columns)
        {
            if (string.Equals(column.Name, name, StringComparison.Ordinal) && column.Type is { Name: "int2" or "int4", IsArray: false } type)
            {
                return type.Text;
            }
        }

        return null;
    }
}
