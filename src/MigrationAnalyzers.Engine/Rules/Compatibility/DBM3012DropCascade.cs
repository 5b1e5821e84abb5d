using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>DROP ... CASCADE takes along what depends on the object, whatever that is in each database.</summary>
public sealed class DBM3012DropCascade : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3012",
        "DROP ... CASCADE",
        "Dropping {0} with CASCADE also drops {1}",
        """
        Leave CASCADE out, and drop what depends on it by name first. Then the migration says what goes, and fails where a database has something else that uses it.
          migrationBuilder.Sql("ALTER TABLE order_lines DROP CONSTRAINT fk_order_lines_orders");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        // The CASCADE that Npgsql writes by itself is about sequences of its own.
        if (context.Operation.Origin.FrontEnd is FrontEnd.MigrationBuilderCall or FrontEnd.EfOperation
            || What(context.Operation) is not { } what)
        {
            return;
        }

        var after = context.Catalog.Apply(context.Statement with { Operations = [context.Operation] });
        var taken = Taken.Along(context.Operation, context.Catalog, after);
        if (!taken.IsEmpty)
        {
            context.Report(what, Words.List(taken) + (IsAllKnown(context) ? "" : ", and whatever else depends on it"));
        }
        else if (!IsAllKnown(context))
        {
            context.Report(what, "whatever depends on it, which the migrations do not tell");
        }
    }

    private static string? What(MigrationOperation operation) => operation switch
    {
        DropTable { Cascade: true } drop => "table " + drop.Table,
        DropColumn { Cascade: true } drop => $"column {drop.Table}.{drop.Column}",
        DropConstraint { Cascade: true } drop => $"constraint {drop.Name} of {drop.Table}",
        DropIndex { Cascade: true } drop => "index " + drop.Index,
        AlterCompositeType { Cascade: true, Change: AttributeChange.Drop } alter => $"attribute {alter.Attribute} of type {alter.Type}",
        OtherStatement { Command: "DropStmt", Cascade: true } drop =>
            (ObjectNouns.Of(drop.ObjectType) ?? "it") + string.Concat((drop.Relations.IsEmpty ? drop.Objects : drop.Relations).Select(static (n, i) => (i == 0 ? " " : ", ") + n)),
        _ => null,
    };

    /// <summary>The statement that made it was seen, and so was all that came after it.</summary>
    private static bool IsAllKnown(OperationContext context)
    {
        var catalog = context.Catalog;
        return context.Operation switch
        {
            TableOperation operation => catalog.Find(operation.Table) is { IsComplete: true },
            DropIndex drop => (drop.Table ?? catalog.TableOfIndex(drop.Index)) is { } table && catalog.Find(table) is { IsComplete: true },
            AlterCompositeType alter => catalog.Composites.ContainsKey(alter.Type),
            OtherStatement { ObjectType: "OBJECT_VIEW" or "OBJECT_MATVIEW" } drop =>
                drop.Relations.All(v => catalog.Views.TryGetValue(v, out var view) && view.IsComplete),
            OtherStatement { ObjectType: "OBJECT_TYPE" or "OBJECT_DOMAIN" } drop =>
                drop.Objects.All(t => catalog.Enums.TryGetValue(t, out var type) && type.IsComplete || catalog.Domains.ContainsKey(t) || catalog.Composites.ContainsKey(t)),
            OtherStatement { ObjectType: "OBJECT_SEQUENCE" } drop => drop.Relations.All(s => catalog.OtherRelations.Contains(s) && !catalog.SequenceUsers.ContainsKey(s)),
            _ => false,
        };
    }
}
