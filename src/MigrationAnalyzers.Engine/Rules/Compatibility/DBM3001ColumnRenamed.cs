using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A column is renamed while the application version that uses the old name is running.</summary>
public sealed class DBM3001ColumnRenamed : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3001",
        "Column renamed",
        "Renaming column {0}.{1} to {2} breaks the application version that is still running: its queries fail until it is replaced",
        """
        Keep the database's name and rename only the property:
          entity.Property(u => u.DisplayName).HasColumnName("name");
        or expand and contract over three deployments: add the new column and keep both equal by a trigger; move the application to the new column; drop the old one.
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is RenameColumn rename
            && context.Existed(rename.Table)
            && !MadeHere.Column(context, rename.Table, rename.Column)
            && !Replacement.StillGives(context, rename.Table, rename.Column))
        {
            context.Report(rename.Table.ToString(), rename.Column, rename.NewName);
        }
    }
}
