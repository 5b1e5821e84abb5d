using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Ef.Calls;

internal static class TableCalls
{
    public static void CreateTable(EfCall call, CommandList commands)
    {
        if (call.Relation("name") is not { } table)
        {
            CallLowering.UnknownName(call, commands);
            return;
        }

        var columns = ImmutableArray.CreateBuilder<ColumnDefinition>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var commented = new List<string>();
        foreach (var (property, column) in call.Columns)
        {
            var name = column.Name("name") ?? CallArguments.Truncate(property);
            names[property] = name;
            if (!ColumnCalls.IsSystemColumn(name))
            {
                columns.Add(ColumnFacts.Read(column).Define(name));
                if (column.Has("comment"))
                {
                    commented.Add(name);
                }
            }
        }

        var constraints = ImmutableArray.CreateBuilder<ConstraintDefinition>();
        foreach (var constraint in call.Constraints)
        {
            if (ConstraintCalls.Define(constraint, ChosenColumns(constraint, names)) is { } definition)
            {
                constraints.Add(definition);
            }
        }

        var operations = new List<MigrationOperation>
        {
            new CreateTable(table, columns.ToImmutable(), constraints.ToImmutable())
            {
                Origin = call.Origin,
                // The table is made here; what it looks like is not known.
                IfNotExists = call.IsBroken,
                Persistence = IsTrue(call.Annotation(NpgsqlAnnotations.UnloggedTable)) ? TablePersistence.Unlogged : TablePersistence.Permanent,
            },
        };
        if (call.Has("comment"))
        {
            operations.Add(Comment(call, table, column: null));
        }

        foreach (var name in commented)
        {
            operations.Add(Comment(call, table, name));
        }

        commands.Add(call, [.. operations]);
    }

    public static void DropTable(EfCall call, CommandList commands)
    {
        if (call.Relation("name") is { } table)
        {
            commands.Add(call, new DropTable(table) { Origin = call.Origin });
        }
        else
        {
            CallLowering.UnknownName(call, commands);
        }
    }

    /// <summary>RENAME TO first, then SET SCHEMA, in one command.</summary>
    public static void RenameTable(EfCall call, CommandList commands)
    {
        if (call.Relation("name") is not { } table)
        {
            CallLowering.UnknownName(call, commands);
            return;
        }

        var operations = new List<MigrationOperation>();
        if (call.Name("newName") is { } newName && !string.Equals(newName, table.Name, StringComparison.Ordinal))
        {
            var renamed = SqlFrontEnd.Name(table.Schema, newName);
            operations.Add(new RenameTable(table, renamed) { Origin = call.Origin });
            table = renamed;
        }

        if (call.Schema("newSchema") is { } newSchema && !string.Equals(newSchema, table.Schema, StringComparison.Ordinal))
        {
            operations.Add(new RenameTable(table, SqlFrontEnd.Name(newSchema, table.Name)) { Origin = call.Origin });
        }

        commands.Add(call, [.. operations]);
    }

    /// <summary>Only storage parameters, the comment and LOGGED / UNLOGGED become SQL; other annotations do nothing.</summary>
    public static void AlterTable(EfCall call, CommandList commands)
    {
        if (call.Relation("name") is not { } table)
        {
            CallLowering.UnknownName(call, commands);
            return;
        }

        var operations = new List<MigrationOperation>();
        var storage = StorageParameters(call.Annotations);
        var oldStorage = StorageParameters(call.OldAnnotations);
        var changed = storage.Where(p => !oldStorage.TryGetValue(p.Key, out var old) || !old.IsSameAs(p.Value)).Select(static p => p.Key).ToArray();
        var removed = oldStorage.Keys.Where(k => !storage.ContainsKey(k)).ToArray();
        foreach (var parameters in new[] { changed, removed })
        {
            if (parameters.Length > 0)
            {
                operations.Add(new AlterTableStorage(table, TableStorageChange.SetParameters, string.Join(", ", parameters)) { Origin = call.Origin });
            }
        }

        if (!string.Equals(call.Text("comment"), call.Text("oldComment"), StringComparison.Ordinal))
        {
            operations.Add(Comment(call, table, column: null));
        }

        var unlogged = IsTrue(call.Annotation(NpgsqlAnnotations.UnloggedTable));
        if (unlogged != IsTrue(call.OldAnnotation(NpgsqlAnnotations.UnloggedTable)))
        {
            var change = unlogged ? TableStorageChange.SetUnlogged : TableStorageChange.SetLogged;
            operations.Add(new AlterTableStorage(table, change, null) { Origin = call.Origin });
        }

        commands.Add(call, [.. operations]);
    }

    /// <summary>COMMENT ON, which EF writes as a statement of its own.</summary>
    public static MigrationOperation Comment(EfCall call, RelationName table, string? column) =>
        new OtherStatement("CommentStmt") { Origin = call.Origin, ObjectType = column is null ? "OBJECT_TABLE" : "OBJECT_COLUMN", Relations = [table], Column = column };

    public static bool IsTrue(Value? value) => value is ConstantValue { Constant: true };

    private static ImmutableArray<string> ChosenColumns(EfCall constraint, Dictionary<string, string> names)
    {
        if (constraint.ChosenColumns is not { } chosen)
        {
            return [];
        }

        var columns = ImmutableArray.CreateBuilder<string>(chosen.Length);
        foreach (var property in chosen)
        {
            columns.Add(names.TryGetValue(property, out var name) ? name : property);
        }

        return columns.MoveToImmutable();
    }

    private static Dictionary<string, Value> StorageParameters(IReadOnlyDictionary<string, Value> annotations)
    {
        var parameters = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var annotation in annotations)
        {
            if (annotation.Key.StartsWith(NpgsqlAnnotations.StorageParameterPrefix, StringComparison.Ordinal))
            {
                parameters[annotation.Key.Substring(NpgsqlAnnotations.StorageParameterPrefix.Length)] = annotation.Value;
            }
        }

        return parameters;
    }
}
