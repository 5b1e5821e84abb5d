using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Sql;

/// <summary>PostgreSQL's grammar rejects the SQL.</summary>
public sealed class DBM7001SyntaxError : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM7001",
        "SQL that PostgreSQL rejects",
        "PostgreSQL rejects this SQL: {0}",
        """
        Correct the SQL at the marked place. It is read by the grammar of PostgreSQL 18.
        """,
        RuleSeverity.Warning);

    public override bool ChecksDown => true;

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is InvalidSql { Foreign: null } invalid)
        {
            context.Report(invalid.Hint is null ? invalid.Error : invalid.Error + " (" + invalid.Hint + ")");
        }
    }
}
