using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>Schemas, extensions, enum types and what else Npgsql keeps as annotations of the database.</summary>
internal static class DatabaseCalls
{
    public static void EnsureSchema(EfCall call, CommandList commands)
    {
        if (!string.Equals(call.Name("name"), RelationName.DefaultSchema, StringComparison.Ordinal))
        {
            commands.AddStatements(call, suppressed: false, [CreateSchema(call, call.Name("name"))]);
        }
    }

    public static void DropSchema(EfCall call, CommandList commands) =>
        commands.Add(call, new OtherStatement("DropStmt") { Origin = call.Origin, ObjectType = "OBJECT_SCHEMA", Objects = call.Relation("name") is { } schema ? [schema] : [] });

    public static void EnsureExtension(EfCall call, CommandList commands)
    {
        var statements = new List<MigrationStatement>();
        AddSchema(call, call.Schema(), statements, commands);
        statements.Add(CreateExtension(call, call.Name("name")));
        commands.AddStatements(call, suppressed: false, [.. statements]);
    }

    public static void AlterDatabase(EfCall call, CommandList commands)
    {
        var statements = new List<MigrationStatement>();
        AddDefinitions(call, NpgsqlAnnotations.CollationDefinitionPrefix, "DefineStmt", "OBJECT_COLLATION", statements, commands);
        AddEnums(call, statements, commands);
        AddDefinitions(call, NpgsqlAnnotations.RangePrefix, "CreateRangeStmt", "OBJECT_TYPE", statements, commands);
        foreach (var annotation in InOrder(call.Annotations))
        {
            if (NameOf(annotation.Key, NpgsqlAnnotations.ExtensionPrefix) is { } extension)
            {
                AddSchema(call, extension.Schema, statements, commands);

                // IF NOT EXISTS: Npgsql names every extension of the model each time.
                statements.Add(CreateExtension(call, extension.Name));
            }
        }

        commands.AddStatements(call, suppressed: false, [.. statements]);
    }

    private static MigrationStatement CreateExtension(EfCall call, string? name) => Statement(new OtherStatement("CreateExtensionStmt")
    {
        Origin = call.Origin,
        ObjectType = "OBJECT_EXTENSION",
        Objects = name is null ? [] : [new RelationName(null, name)],
        IfExists = true,
    });

    private static void AddEnums(EfCall call, List<MigrationStatement> statements, CommandList commands)
    {
        foreach (var annotation in InOrder(call.Annotations))
        {
            if (NameOf(annotation.Key, NpgsqlAnnotations.EnumPrefix) is { } created && !call.OldAnnotations.ContainsKey(annotation.Key))
            {
                AddSchema(call, created.Schema, statements, commands);
                statements.Add(Statement(new CreateEnum(created, Labels(annotation.Value)) { Origin = call.Origin }));
            }
        }

        foreach (var annotation in InOrder(call.OldAnnotations))
        {
            if (NameOf(annotation.Key, NpgsqlAnnotations.EnumPrefix) is { } dropped && !call.Annotations.ContainsKey(annotation.Key))
            {
                statements.Add(Drop(call, "OBJECT_TYPE", dropped));
            }
        }

        foreach (var annotation in InOrder(call.Annotations))
        {
            if (NameOf(annotation.Key, NpgsqlAnnotations.EnumPrefix) is { } changed && call.OldAnnotation(annotation.Key) is { } old)
            {
                var labels = Labels(annotation.Value);
                var oldLabels = Labels(old);
                for (var i = 0; i < labels.Length; i++)
                {
                    if (!oldLabels.Contains(labels[i], StringComparer.Ordinal))
                    {
                        statements.Add(Statement(new AddEnumValue(changed, labels[i]) { Origin = call.Origin, Neighbor = Neighbor(labels, i, oldLabels) }));
                    }
                }
            }
        }
    }

    /// <summary>Npgsql adds a label AFTER the one before it; the first one BEFORE the first old one, and the last one without a place.</summary>
    private static string? Neighbor(ImmutableArray<string> labels, int label, ImmutableArray<string> oldLabels) =>
        label == labels.Length - 1 ? null
        : label > 0 ? labels[label - 1]
        : oldLabels.IsEmpty ? null
        : oldLabels[0];

    private static void AddDefinitions(
        EfCall call, string prefix, string create, string objectType, List<MigrationStatement> statements, CommandList commands)
    {
        foreach (var annotation in InOrder(call.Annotations))
        {
            if (NameOf(annotation.Key, prefix) is { } created && !call.OldAnnotations.ContainsKey(annotation.Key))
            {
                AddSchema(call, created.Schema, statements, commands);
                statements.Add(Statement(call, create));
            }
        }

        foreach (var annotation in InOrder(call.OldAnnotations))
        {
            if (NameOf(annotation.Key, prefix) is { } dropped && !call.Annotations.ContainsKey(annotation.Key))
            {
                statements.Add(Drop(call, objectType, dropped));
            }
        }
    }

    /// <summary>EF keeps annotations sorted by name.</summary>
    private static IEnumerable<KeyValuePair<string, Value>> InOrder(IReadOnlyDictionary<string, Value> annotations) =>
        annotations.OrderBy(static a => a.Key, StringComparer.Ordinal);

    /// <summary>The name that follows the prefix, with a schema before a dot; null for another annotation.</summary>
    private static RelationName? NameOf(string annotation, string prefix)
    {
        if (!annotation.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = annotation.Substring(prefix.Length);
        var dot = name.IndexOf('.');
        return dot < 0 ? SqlFrontEnd.Name(null, name) : SqlFrontEnd.Name(name.Substring(0, dot), name.Substring(dot + 1));
    }

    private static ImmutableArray<string> Labels(Value value) => CallArguments.AsText(value) is { Length: > 0 } labels ? [.. labels.Split(',')] : [];

    /// <summary>Npgsql makes sure that the schema is there, by a DO block that ends the command.</summary>
    private static void AddSchema(EfCall call, string? schema, List<MigrationStatement> statements, CommandList commands)
    {
        if (schema is not (null or RelationName.DefaultSchema))
        {
            commands.AddStatements(call, suppressed: false, [.. statements, CreateSchema(call, schema)]);
            statements.Clear();
        }
    }

    private static MigrationStatement CreateSchema(EfCall call, string? schema) =>
        Statement(new OtherStatement("CreateSchemaStmt")
        {
            Origin = call.Origin,
            ObjectType = "OBJECT_SCHEMA",
            Objects = schema is null ? [] : [new RelationName(null, schema)],
        }) with { Circumstances = Circumstances.Conditional | Circumstances.InDoBlock };

    private static MigrationStatement Statement(EfCall call, string command) => Statement(new OtherStatement(command) { Origin = call.Origin });

    private static MigrationStatement Drop(EfCall call, string objectType, RelationName dropped) =>
        Statement(new OtherStatement("DropStmt") { Origin = call.Origin, ObjectType = objectType, Objects = [dropped] });

    private static MigrationStatement Statement(MigrationOperation operation) => new([operation], operation.Origin);
}
