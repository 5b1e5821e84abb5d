using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>SECURITY DEFINER without a fixed search_path.</summary>
public sealed class DBM8017SecurityDefinerSearchPath : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8017",
        "SECURITY DEFINER without search_path",
        "Function {0} runs with the rights of its owner, and its caller decides by search_path what the names in it mean",
        """
        Fix the search_path of the function: otherwise its caller decides what the names in its body mean, and it runs with the rights of its owner.
          migrationBuilder.Sql("CREATE FUNCTION total() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT count(*) FROM orders $$");
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is CreateFunction { SecurityDefiner: true, SetsSearchPath: false, HasParsedBody: false } function)
        {
            context.Report(function.Function.ToString());
        }
    }
}
