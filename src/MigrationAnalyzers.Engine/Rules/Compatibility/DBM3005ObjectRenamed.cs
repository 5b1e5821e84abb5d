using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A view, sequence, function, type or schema is renamed while the application version that uses the old name is running.</summary>
public sealed class DBM3005ObjectRenamed : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3005",
        "View, function, type or other object renamed",
        "Renaming {0} to {1} breaks the application version that is still running if it uses the old name: its statements fail until it is replaced",
        """
        Keep the old name until no running version uses it: make a second view or function under the new name, and drop the old one in a later migration.
          migrationBuilder.Sql("CREATE VIEW active_customers AS SELECT * FROM active_users");
        Of a type, map the C# type to the old name instead: MapEnum<OrderState>("order_state").
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (Renamed(context.Operation) is var (old, what, newName) && !IsUnseen(context, old))
        {
            context.Report(what, newName);
        }
    }

    /// <summary>The object, what it is for people, and its new name.</summary>
    private static (RelationName Old, string What, string NewName)? Renamed(MigrationOperation operation) => operation switch
    {
        RenameType rename => (rename.Type, "type " + rename.Type, rename.NewType.ToString()),
        AlterCompositeType { Change: AttributeChange.Rename, NewName: { } name } alter => (alter.Type, $"attribute {alter.Attribute} of type {alter.Type}", name),
        OtherStatement { Command: "RenameStmt" or "AlterObjectSchemaStmt", Column: null, NewName: { } name } statement
            when statement.ObjectType != "OBJECT_EXTENSION" && ObjectNouns.Of(statement.ObjectType) is { } noun =>
            statement switch
            {
                { Relations: [var relation] } => (relation, $"{noun} {relation}", name.ToString()),
                { Objects: [var other] } => (other, $"{noun} {other}", name.ToString()),
                _ => null,
            },
        _ => null,
    };

    /// <summary>No version knows the object by its old name, or there is another one of that name afterwards.</summary>
    private static bool IsUnseen(OperationContext context, RelationName old) =>
        MadeHere.Before(context, old)
        || MadeHere.After(context, old) is not null
        || context.Operation is OtherStatement { ObjectType: "OBJECT_SEQUENCE" } sequence && (IsOwned(context, old) || IsDroppedAfterwards(context, sequence));

    /// <summary>The sequence of a serial or identity column: statements name the column.</summary>
    private static bool IsOwned(OperationContext context, RelationName sequence)
    {
        foreach (var table in context.Catalog.Tables.Values)
        {
            foreach (var column in table.Columns)
            {
                if ((column.Generated == GeneratedKind.Identity || column.Type is { IsSerial: true }) && SequenceEffects.OwnedBy(table, column).Equals(sequence))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Npgsql does so when a serial column becomes an identity column.</summary>
    private static bool IsDroppedAfterwards(OperationContext context, OtherStatement rename)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is OtherStatement { Command: "DropStmt", Relations: [var dropped, ..] } && rename.NewName is { } name && dropped.Equals(name))
            {
                return true;
            }
        }

        return false;
    }
}
