using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Schemas that are there already, or are missing (get_namespace_oid).</summary>
internal static class SchemaErrors
{
    public static string? Of(MigrationOperation operation, EffectScope scope) => !scope.Catalog.IsWhole ? null : operation switch
    {
        OtherStatement { Command: "CreateSchemaStmt", IfExists: false, Objects: [var schema] } when scope.Catalog.Schemas.Contains(schema.Name) =>
            $"schema \"{schema.Name}\" already exists",
        OtherStatement { Command: "DropStmt", ObjectType: "OBJECT_SCHEMA", IfExists: false } drop =>
            drop.Objects.Select(s => Missing(s.Name, scope)).FirstOrDefault(static e => e is not null),
        OtherStatement { Command: "RenameStmt", ObjectType: "OBJECT_SCHEMA", Objects: [var schema] } => Missing(schema.Name, scope),
        OtherStatement { Command: "ViewStmt" or "CreateSeqStmt" or "CreateForeignTableStmt", Relations: [{ Schema: { } schema }, ..] } => Missing(schema, scope),
        OtherStatement { Command: "AlterObjectSchemaStmt", NewName.Schema: { } target } => Missing(target, scope),
        CreateTable { Persistence: not TablePersistence.Temporary, Table.Schema: { } schema } => Missing(schema, scope),
        Reindex { Target: ReindexTarget.Schema, Schema: { } schema } => Missing(schema, scope),
        RenameTable { NewTable.Schema: { } target } => Missing(target, scope),
        _ => null,
    };

    private static string? Missing(string schema, EffectScope scope) =>
        scope.Catalog.Schemas.Contains(schema) || schema.StartsWith("pg_", StringComparison.Ordinal) || schema is "information_schema"
            ? null
            : $"schema \"{schema}\" does not exist";
}
