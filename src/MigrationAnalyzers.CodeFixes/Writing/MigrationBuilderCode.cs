using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationAnalyzers.CodeFixes.Writing;

/// <summary>
/// Writes operations as calls of MigrationBuilder, in the form that <c>dotnet ef migrations add</c> scaffolds. Null for operations that
/// MigrationBuilder has no call for, or whose call says less than the operation: these are written as SQL.
/// </summary>
internal static class MigrationBuilderCode
{
    public static string? Write(MigrationOperation operation, string receiver) => Call(operation) is { } call ? receiver + "." + call + ";" : null;

    public static string Literal(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>Without the receiver and the semicolon; with \n for line ends and four blanks for a level of indentation.</summary>
    public static string? Call(MigrationOperation operation) => operation switch
    {
        CreateTable create => CreateTableCode.Write(create),
        DropTable { Cascade: false } drop => Invoke("DropTable", [("name", Literal(drop.Table.Name)), Schema("schema", drop.Table.Schema)]),
        RenameTable rename => Invoke(
            "RenameTable",
            [
                ("name", Literal(rename.Table.Name)),
                Schema("schema", rename.Table.Schema),
                ("newName", Literal(rename.NewTable.Name)),
                Schema("newSchema", rename.NewTable.Schema),
            ]),
        AddColumn { Constraints.IsEmpty: true, IfNotExists: false } add => AddColumn(add),
        DropColumn { Cascade: false } drop => Invoke(
            "DropColumn", [("name", Literal(drop.Column)), Schema("schema", drop.Table.Schema), ("table", Literal(drop.Table.Name))]),
        RenameColumn rename => Invoke(
            "RenameColumn",
            [
                ("name", Literal(rename.Column)),
                Schema("schema", rename.Table.Schema),
                ("table", Literal(rename.Table.Name)),
                ("newName", Literal(rename.NewName)),
            ]),
        CreateIndex create => CreateIndex(create),
        DropIndex { Concurrently: false, Cascade: false, Table: { } table } drop => Invoke(
            "DropIndex", [("name", Literal(drop.Index.Name)), Schema("schema", table.Schema), ("table", Literal(table.Name))]),
        RenameIndex { Table: { } table } rename => Invoke(
            "RenameIndex",
            [
                ("name", Literal(rename.Index.Name)),
                Schema("schema", table.Schema),
                ("table", Literal(table.Name)),
                ("newName", Literal(rename.NewName)),
            ]),
        DropConstraint { Cascade: false, IfExists: false } drop => DropConstraint(drop),
        AddConstraint { Constraint: { NotValid: false, NotEnforced: false, Deferrable: false, Name: { } name } constraint } add =>
            AddConstraint(add.Table, name, constraint),
        _ => null,
    };

    private static string? AddColumn(AddColumn add)
    {
        var column = add.Column;
        if (column.Type is not { IsSerial: false } type || column.Nullable is not { } nullable || column.Generated == GeneratedKind.Virtual)
        {
            return null;
        }

        return Invoke(
            $"AddColumn<{ClrType.Of(type)}>",
            [
                ("name", Literal(column.Name)),
                Schema("schema", add.Table.Schema),
                ("table", Literal(add.Table.Name)),
                ("type", Literal(type.Text)),
                ("nullable", nullable ? "true" : "false"),
                ("defaultValueSql", column.Default is { } value ? Literal(value.Text) : null),
                ("computedColumnSql", column.GenerationExpression is { } expression ? Literal(expression.Text) : null),
                ("stored", column.Generated == GeneratedKind.Stored ? "true" : null),
                ("collation", column.Collation is { } collation ? Literal(collation) : null),
                ("comment", column.Comment is { } comment ? Literal(comment) : null),
            ])
            + (column.Generated == GeneratedKind.Identity ? Identity : "");
    }

    public const string Identity =
        "\n    .Annotation(\"Npgsql:ValueGenerationStrategy\", Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)";

    private static string? CreateIndex(CreateIndex create)
    {
        var plain = create is { Name: not null, Only: false, IfNotExists: false, Method: null, NullsNotDistinct: false, Include.IsEmpty: true }
            && create.Keys.All(static k => k is { Column: not null, NullsFirst: null, Collation: null, OperatorClass: null });
        if (!plain)
        {
            return null;
        }

        var columns = create.Keys.Select(static k => k.Column!).ToImmutableArray();
        var anyDescending = create.Keys.Any(static k => k.Descending);
        return Invoke(
            "CreateIndex",
            [
                ("name", Literal(create.Name!)),
                Schema("schema", create.Table.Schema),
                ("table", Literal(create.Table.Name)),
                Columns("column", columns),
                ("unique", create.Unique ? "true" : null),
                ("filter", create.Filter is { } filter ? Literal(filter.Text) : null),
                ("descending", anyDescending ? "new[] { " + string.Join(", ", create.Keys.Select(static k => k.Descending ? "true" : "false")) + " }" : null),
            ])
            + (create.Concurrently ? "\n    .Annotation(\"Npgsql:CreatedConcurrently\", true)" : "");
    }

    private static string? DropConstraint(DropConstraint drop)
    {
        var method = drop.Kind switch
        {
            ConstraintKind.ForeignKey => "DropForeignKey",
            ConstraintKind.Check => "DropCheckConstraint",
            ConstraintKind.Unique => "DropUniqueConstraint",
            ConstraintKind.PrimaryKey => "DropPrimaryKey",
            _ => null,
        };
        return method is null
            ? null
            : Invoke(method, [("name", Literal(drop.Name)), Schema("schema", drop.Table.Schema), ("table", Literal(drop.Table.Name))]);
    }

    private static string? AddConstraint(RelationName table, string name, ConstraintDefinition constraint)
    {
        (string, string?)[] start = [("name", Literal(name)), Schema("schema", table.Schema), ("table", Literal(table.Name))];
        return constraint switch
        {
            PrimaryKeyConstraint { UsingIndex: null } key => Invoke("AddPrimaryKey", [.. start, Columns("column", key.Columns)]),
            UniqueConstraint { UsingIndex: null, NullsNotDistinct: false } unique => Invoke("AddUniqueConstraint", [.. start, Columns("column", unique.Columns)]),
            CheckConstraint { NoInherit: false } check => Invoke("AddCheckConstraint", [.. start, ("sql", Literal(check.Expression.Text))]),
            ForeignKeyConstraint { MatchFull: false, OnDeleteColumns.IsEmpty: true, ReferencedColumns.IsEmpty: false } key => Invoke(
                "AddForeignKey",
                [
                    .. start,
                    Columns("column", key.Columns),
                    Schema("principalSchema", key.ReferencedTable.Schema),
                    ("principalTable", Literal(key.ReferencedTable.Name)),
                    Columns("principalColumn", key.ReferencedColumns),
                    Action("onUpdate", key.OnUpdate),
                    Action("onDelete", key.OnDelete),
                ]),
            _ => null,
        };
    }

    public static (string, string?) Schema(string parameter, string? schema) => (parameter, schema is null ? null : Literal(schema));

    public static (string, string?) Action(string parameter, ReferentialAction action) =>
        (parameter, action == ReferentialAction.NoAction ? null : "ReferentialAction." + action.ToString());

    public static (string, string?) Columns(string singular, ImmutableArray<string> columns) => columns.Length == 1
        ? (singular, Literal(columns[0]))
        : (singular + "s", "new[] { " + string.Join(", ", columns.Select(Literal)) + " }");

    /// <summary>A call as EF scaffolds it: each argument named, on a line of its own.</summary>
    public static string Invoke(string method, IEnumerable<(string Name, string? Value)> arguments) => string.Format(
        CultureInfo.InvariantCulture,
        "{0}(\n    {1})",
        method,
        string.Join(",\n    ", arguments.Where(static a => a.Value is not null).Select(static a => a.Name + ": " + a.Value)));
}
