using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A column is dropped while the application version that uses it may be running.</summary>
public sealed class DBM3003ColumnDropped : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3003",
        "Column dropped",
        "Dropping column {0}.{1} breaks the application version that is still running if it reads or writes the column{2}{3}",
        """
        Drop a column one deployment after the application has stopped using it: first remove the property from the model (and let the column be nullable or have a
        default), deploy, and drop the column in a later migration. When that has been done, say so:
          #pragma warning disable DBM3003 // No version since 2.4 uses users.legacy_name.
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not DropColumn { IsRecreated: false } drop
            || !context.Existed(drop.Table)
            || MadeHere.Column(context, drop.Table, drop.Column)
            || Replacement.StillGives(context, drop.Table, drop.Column)
            || DisguisedRename.OfColumn(context) is { IsLikely: true }
            || SuccessorColumn.Follows(context, drop))
        {
            return;
        }

        var collateral = DroppedWithColumn.Of(drop, context.Statement, context.Catalog, context.Options.PostgresMajor);
        var severity = GivenUp.Column(context.Earlier, drop.Table, drop.Column) ? RuleSeverity.Info : RuleSeverity.Warning;
        context.ReportAs(
            severity,
            drop.Table.ToString(),
            drop.Column,
            CarriedOver.IsColumn(context, drop.Table) ? "" : ", and its data is gone",
            collateral.IsEmpty ? "" : $"; {Words.List(collateral)} {(collateral.Length == 1 ? "goes" : "go")} with it");
    }
}
