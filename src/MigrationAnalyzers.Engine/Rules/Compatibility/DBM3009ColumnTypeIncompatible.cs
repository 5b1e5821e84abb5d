using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A column gets a type that the application version that is still running cannot read or write.</summary>
public sealed class DBM3009ColumnTypeIncompatible : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3009",
        "Column type incompatible with the running version",
        "The application version that is still running expects {0}.{1} to be {2}, and it becomes {3}: {4}",
        """
        Expand and contract: add a column of the new type, keep both equal by a trigger, fill it in batches, move the application to it, and drop the old one when no
        version uses it.
          migrationBuilder.AddColumn<Guid>(name: "external_uuid", table: "orders", type: "uuid", nullable: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        // A statement that fails changes nothing. But a cast that is only to be written will be written, and is then not all that is wrong with the change.
        if ((context.Effect.Error is not null && !OnlyNeedsUsing(context)) || Change(context) is not var (table, column, from, to) || !context.Existed(table) || MadeHere.Column(context, table, column))
        {
            return;
        }

        var reads = ClientTypes.Reads(from, to, context.Catalog);
        var writes = ClientTypes.Writes(from, to, context.Catalog, context.Options.PostgresMajor);
        if (reads == ClientOutcome.Fails || writes == ClientOutcome.Fails)
        {
            Report(RuleSeverity.Warning, (reads, writes) switch
            {
                (ClientOutcome.Fails, ClientOutcome.Fails) => "its reads and writes of the column fail",
                (ClientOutcome.Fails, _) => "its reads of the column fail",
                _ => "its writes to the column fail",
            });
        }
        else if (ClientTypes.ChangesTimeZone(from, to))
        {
            Report(RuleSeverity.Info, "unless the session's TimeZone is UTC the values that it writes are shifted, and those that it reads have another DateTime.Kind");
        }
        else if (ClientTypes.IsNarrower(from, to, context.Catalog))
        {
            Report(RuleSeverity.Info, "values that do not fit any more fail");
        }
        else if (reads == ClientOutcome.Depends)
        {
            Report(RuleSeverity.Info, "whether it can read that depends on the C# type");
        }

        void Report(RuleSeverity severity, string outcome) =>
            context.ReportAs(severity, table.ToString(), column, ChangedType.Name(from), ChangedType.Name(to), outcome);
    }

    private static bool OnlyNeedsUsing(OperationContext context) => context.Effect.Conversion is { NeedsUsing: true, HasExplicitCast: true };

    /// <summary>The type that the column had and the one that it gets: by ALTER COLUMN TYPE, or because another column takes its place.</summary>
    private static (RelationName Table, string Column, SqlType From, SqlType To)? Change(OperationContext context) => context.Operation switch
    {
        AlterColumnType { NewType: { } to } alter when (context.Catalog.Find(alter.Table)?.Column(alter.Column)?.Type ?? alter.OldType) is { } from =>
            (alter.Table, alter.Column, from, to),
        RenameColumn rename when SuccessorColumn.DroppedBefore(context, rename) is { } drop
            && drop.CatalogBefore.Find(rename.Table)?.Column(rename.NewName)?.Type is { } from
            && context.Catalog.Find(rename.Table)?.Column(rename.Column)?.Type is { } to => (rename.Table, rename.NewName, from, to),
        _ => null,
    };
}
