using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Sql;

/// <summary>The text of the SQL is not known at compile time, so nothing is said of it.</summary>
public sealed class DBM7002UnknownText : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM7002",
        "SQL that cannot be checked",
        "This SQL is not checked: {0}",
        """
        Write the SQL as a constant (a literal, a const, a concatenation of these), or put it into a .sql file and name it as an AdditionalFile.
        """,
        RuleSeverity.Info);

    public override bool ChecksDown => true;

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is UnknownSql unknown)
        {
            context.Report(unknown.Reason);
        }
    }
}
