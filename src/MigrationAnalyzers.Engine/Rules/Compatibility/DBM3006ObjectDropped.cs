using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A view, sequence, function, type, schema or extension is dropped while the application version that uses it may be running.</summary>
public sealed class DBM3006ObjectDropped : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3006",
        "View, function, type or other object dropped",
        "Dropping {0} breaks the application version that is still running if it uses it: its statements fail until it is replaced",
        """
        Drop it one deployment after the application has stopped using it. When that has been done, say so:
          #pragma warning disable DBM3006 // No version since 2.4 reads active_users.
        """,
        RuleSeverity.Warning);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var analyzed in context.Up)
        {
            switch (analyzed.Operation)
            {
                case OtherStatement { Command: "DropStmt" } drop when ObjectNouns.Of(drop.ObjectType) is { } noun:
                    Check(context.At(analyzed), drop, noun, context.CatalogBefore);
                    break;
                case OtherStatement { Command: "DropOwnedStmt" }:
                    context.At(analyzed).Report("all that the role owns");
                    break;
                case ServerCommand { Kind: ServerCommandKind.DropDatabase }:
                    context.At(analyzed).Report("the database");
                    break;
                case AlterCompositeType { Change: AttributeChange.Drop } alter when !MadeHere.Before(context.At(analyzed), alter.Type):
                    context.At(analyzed).Report($"attribute {alter.Attribute} of type {alter.Type}");
                    break;
            }
        }
    }

    private static void Check(OperationContext context, OtherStatement drop, string noun, SchemaCatalog before)
    {
        // Without CASCADE only an empty schema goes.
        if (drop is { ObjectType: "OBJECT_SCHEMA", Cascade: false })
        {
            return;
        }

        var dropped = ImmutableArray.CreateBuilder<string>();
        var (isKnown, isUsed, isContract) = (!drop.IfExists, false, IsContract(context.Migration, context.Previous));
        foreach (var name in drop.Relations.IsEmpty ? drop.Objects : drop.Relations)
        {
            if (MadeHere.Before(context, name) || MadeHere.After(context, name) is not null || (!drop.Cascade && WentWithColumns(drop, name, before))
                || before.Functions.TryGetValue(name, out var function) && function.IsForTriggers && noun == "function")
            {
                continue;
            }

            dropped.Add(name.ToString());
            isKnown |= IsKnown(name, before);
            isUsed |= !isContract && !StoodIn(context.Earlier, name) && !GivenUp.Table(context.Earlier, name);
        }

        if (dropped.Count > 0)
        {
            context.ReportAs(isKnown && isUsed ? RuleSeverity.Warning : RuleSeverity.Info, $"{noun} {Words.List(dropped.ToImmutable())}");
        }
    }

    /// <summary>Named after the migration before it as what ends that, when the version that it came with is the only one that runs.</summary>
    private static bool IsContract(Migration migration, Migration? previous) =>
        previous is not null
        && NameOf(migration) is var name
        && NameOf(previous) + "Contract" is var contract
        && name.StartsWith(contract, StringComparison.Ordinal)
        && name.Skip(contract.Length).All(static c => c is >= '0' and <= '9');

    private static string NameOf(Migration migration) => migration.Id[(migration.Id.IndexOf('_') + 1)..];

    /// <summary>The view came when an earlier migration renamed the table or view of that name: what drops it is the end of that.</summary>
    private static bool StoodIn(ImmutableArray<Migration> earlier, RelationName name) => earlier.Any(m =>
        m.Up.Operations.Any(o => o switch
        {
            RenameTable rename => rename.Table.Equals(name),
            OtherStatement { Command: "RenameStmt" or "AlterObjectSchemaStmt", Column: null, Relations: [var renamed] } => renamed.Equals(name),
            _ => false,
        })
        && m.Up.Operations.Any(o => o is OtherStatement { Command: "ViewStmt", Relations: [var view, ..] } && view.Equals(name)));

    /// <summary>Columns of the type were there before the migration: without CASCADE they must be gone by now, and that is said of them.</summary>
    private static bool WentWithColumns(OtherStatement drop, RelationName type, SchemaCatalog before) =>
        drop.ObjectType is "OBJECT_TYPE" or "OBJECT_DOMAIN" && !before.ColumnsOfType(type).IsEmpty;

    private static bool IsKnown(RelationName name, SchemaCatalog catalog) =>
        catalog.HasRelation(name) || catalog.Enums.ContainsKey(name) || catalog.Domains.ContainsKey(name) || catalog.Composites.ContainsKey(name)
        || catalog.Functions.ContainsKey(name) || catalog.InstalledExtensions.Contains(name.Name);
}
