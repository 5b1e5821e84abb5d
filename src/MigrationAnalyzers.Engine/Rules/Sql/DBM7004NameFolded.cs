namespace MigrationAnalyzers.Engine.Rules.Sql;

/// <summary>A name without quotes is folded to lower case, and the migrations made one with capitals.</summary>
public sealed class DBM7004NameFolded : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM7004",
        "Name needs quotes",
        "This fails: {0} \"{1}\" does not exist, the migrations made \"{2}\": without quotes PostgreSQL folds a name to lower case",
        """
        Write the name in double quotes, exactly as the migration that made it has it.
          migrationBuilder.Sql("UPDATE \"Settings\" SET \"Value\" = 'on' WHERE \"Id\" = 7");
        """,
        RuleSeverity.Warning);

    public override bool ChecksDown => true;

    public override void CheckOperation(OperationContext context)
    {
        if (FoldedName.Of(context.Operation, context.Catalog) is { } name)
        {
            context.Report(name.Kind, name.Folded, name.Existing);
        }
    }
}
