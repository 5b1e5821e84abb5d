using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>What a migration makes itself: no running version knows it by that name.</summary>
internal static class MadeHere
{
    /// <summary>An operation of the migration before this one makes an object of that name, or gives it that name.</summary>
    public static bool Before(OperationContext context, RelationName name)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (ReferenceEquals(operation, context.Operation))
            {
                return false;
            }

            if (NameOf(operation) is { } made && made.Equals(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last operation of the migration after this one that makes an object of that name, or gives it that name; null when there is none.</summary>
    public static MigrationOperation? After(OperationContext context, RelationName name)
    {
        var (isAfter, found) = (false, (MigrationOperation?)null);
        foreach (var operation in context.Unit.Operations)
        {
            if (isAfter && NameOf(operation) is { } made && made.Equals(name))
            {
                found = operation;
            }

            isAfter |= ReferenceEquals(operation, context.Operation);
        }

        return found;
    }

    /// <summary>An operation of the migration before this one adds the column, or gives it that name.</summary>
    public static bool Column(OperationContext context, RelationName table, string column)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (ReferenceEquals(operation, context.Operation))
            {
                return false;
            }

            var made = operation switch
            {
                AddColumn add when add.Table.Equals(table) => add.Column.Name,
                RenameColumn rename when rename.Table.Equals(table) => rename.NewName,
                _ => null,
            };
            if (string.Equals(made, column, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name that the table had before the migration.</summary>
    public static RelationName OldName(OperationContext context, RelationName table)
    {
        var renames = new List<RenameTable>();
        foreach (var operation in context.Unit.Operations)
        {
            if (ReferenceEquals(operation, context.Operation))
            {
                break;
            }

            if (operation is RenameTable rename)
            {
                renames.Add(rename);
            }
        }

        for (var i = renames.Count - 1; i >= 0; i--)
        {
            table = renames[i].NewTable.Equals(table) ? renames[i].Table : table;
        }

        return table;
    }

    /// <summary>The object that the operation makes, or what it is called from then on; null for operations that do neither.</summary>
    public static RelationName? NameOf(MigrationOperation operation) => operation switch
    {
        CreateTable create => create.Table,
        RenameTable rename => rename.NewTable,
        CreateEnum create => create.Type,
        CreateDomain create => create.Domain,
        CreateCompositeType create => create.Type,
        RenameType rename => rename.NewType,
        CreateFunction create => create.Function,
        OtherStatement { Command: "ViewStmt" or "CreateSeqStmt" or "CreateForeignTableStmt", Relations: [var relation, ..] } => relation,
        OtherStatement { Command: "CreateSchemaStmt" or "CreateExtensionStmt", Objects: [var made, ..] } => made,
        OtherStatement { Command: "RenameStmt" or "AlterObjectSchemaStmt", Column: null, NewName: { } name } => name,
        _ => null,
    };
}
