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
            // What the model has given up no version scaffolded since then uses; and a table that had both names before has got the new one for the time of the change.
            var isEnd = GivenUp.Column(context.Earlier, rename.Table, rename.Column) || HadBothNames(context, rename);
            context.ReportAs(isEnd ? RuleSeverity.Info : RuleSeverity.Warning, rename.Table.ToString(), rename.Column, rename.NewName);
        }
    }

    /// <summary>The column that had the new name goes in the same migration.</summary>
    private static bool HadBothNames(OperationContext context, RenameColumn rename) => context.Unit.Operations
        .TakeWhile(o => !ReferenceEquals(o, rename))
        .Any(o => o is DropColumn { IsRecreated: false } drop && drop.Table.Equals(rename.Table) && string.Equals(drop.Column, rename.NewName, StringComparison.Ordinal));
}
