using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationAnalyzers.CodeFixes.Writing;

/// <summary>Writes CreateTable in the form that EF scaffolds: an anonymous type with a member for each column, then the constraints.</summary>
internal static class CreateTableCode
{
    /// <summary>Null where the call cannot say all of the table.</summary>
    public static string? Write(CreateTable create)
    {
        if (create is not { Persistence: TablePersistence.Permanent, IsPartitioned: false, PartitionOf: null, AsSelect: false, IfNotExists: false }
            || !create.Inherits.IsEmpty)
        {
            return null;
        }

        var members = MemberNames(create.Columns);
        var columns = new List<string>();
        foreach (var column in create.Columns)
        {
            if (Column(column, members[column.Name]) is not { } text)
            {
                return null;
            }

            columns.Add(text);
        }

        var constraints = new List<string>();
        foreach (var constraint in create.Constraints)
        {
            if (Constraint(constraint, members) is not { } text)
            {
                return null;
            }

            constraints.Add("        " + text + ";");
        }

        var call = new StringBuilder("CreateTable(\n    name: ").Append(MigrationBuilderCode.Literal(create.Table.Name));
        if (create.Table.Schema is { } schema)
        {
            call.Append(",\n    schema: ").Append(MigrationBuilderCode.Literal(schema));
        }

        call.Append(",\n    columns: table => new\n    {\n").Append(string.Join(",\n", columns)).Append("\n    }");
        if (constraints.Count > 0)
        {
            call.Append(",\n    constraints: table =>\n    {\n").Append(string.Join("\n", constraints)).Append("\n    }");
        }

        return call.Append(')').ToString();
    }

    private static string? Column(ColumnDefinition column, string member)
    {
        if (column.Type is not { IsSerial: false } type || column.Nullable is not { } nullable || column.Generated == GeneratedKind.Virtual)
        {
            return null;
        }

        var arguments = new List<string>();
        if (!string.Equals(member, column.Name, StringComparison.Ordinal))
        {
            arguments.Add("name: " + MigrationBuilderCode.Literal(column.Name));
        }

        arguments.Add("type: " + MigrationBuilderCode.Literal(type.Text));
        arguments.Add("nullable: " + (nullable ? "true" : "false"));
        Add("defaultValueSql", column.Default?.Text);
        Add("computedColumnSql", column.GenerationExpression?.Text);
        if (column.Generated == GeneratedKind.Stored)
        {
            arguments.Add("stored: true");
        }

        Add("collation", column.Collation);
        Add("comment", column.Comment);
        return string.Format(
            CultureInfo.InvariantCulture,
            "        {0} = table.Column<{1}>({2}){3}",
            member,
            ClrType.Of(type),
            string.Join(", ", arguments),
            column.Generated == GeneratedKind.Identity ? MigrationBuilderCode.Identity.Replace("\n    ", "\n            ") : "");

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                arguments.Add(name + ": " + MigrationBuilderCode.Literal(value));
            }
        }
    }

    private static string? Constraint(ConstraintDefinition constraint, Dictionary<string, string> members) => constraint switch
    {
        { Name: null } or { NotValid: true } or { NotEnforced: true } or { Deferrable: true } => null,
        PrimaryKeyConstraint { UsingIndex: null } key when Lambda(key.Columns, members) is { } columns =>
            $"table.PrimaryKey({MigrationBuilderCode.Literal(key.Name!)}, {columns})",
        UniqueConstraint { UsingIndex: null, NullsNotDistinct: false } unique when Lambda(unique.Columns, members) is { } columns =>
            $"table.UniqueConstraint({MigrationBuilderCode.Literal(unique.Name!)}, {columns})",
        CheckConstraint { NoInherit: false } check =>
            $"table.CheckConstraint({MigrationBuilderCode.Literal(check.Name!)}, {MigrationBuilderCode.Literal(check.Expression.Text)})",
        ForeignKeyConstraint { MatchFull: false, OnDeleteColumns.IsEmpty: true, ReferencedColumns.IsEmpty: false } key when Lambda(key.Columns, members) is { } columns =>
            ForeignKey(key, columns),
        _ => null,
    };

    private static string ForeignKey(ForeignKeyConstraint key, string columns)
    {
        var one = key.Columns.Length == 1;
        var arguments = new List<(string, string?)>
        {
            ("name", MigrationBuilderCode.Literal(key.Name!)),
            (one ? "column" : "columns", columns),
            MigrationBuilderCode.Schema("principalSchema", key.ReferencedTable.Schema),
            ("principalTable", MigrationBuilderCode.Literal(key.ReferencedTable.Name)),
            MigrationBuilderCode.Columns("principalColumn", key.ReferencedColumns),
            MigrationBuilderCode.Action("onUpdate", key.OnUpdate),
            MigrationBuilderCode.Action("onDelete", key.OnDelete),
        };
        return "table.ForeignKey(\n            "
            + string.Join(",\n            ", arguments.Where(static a => a.Item2 is not null).Select(static a => a.Item1 + ": " + a.Item2)) + ")";
    }

    private static string? Lambda(ImmutableArray<string> columns, Dictionary<string, string> members)
    {
        if (columns.IsEmpty || !columns.All(members.ContainsKey))
        {
            return null;
        }

        return columns.Length == 1
            ? "x => x." + members[columns[0]]
            : "x => new { " + string.Join(", ", columns.Select(c => "x." + members[c])) + " }";
    }

    /// <summary>The column's own name where C# allows it; otherwise a numbered one.</summary>
    private static Dictionary<string, string> MemberNames(ImmutableArray<ColumnDefinition> columns)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var valid = SyntaxFacts.IsValidIdentifier(column.Name)
                && SyntaxFacts.GetKeywordKind(column.Name) == SyntaxKind.None
                && SyntaxFacts.GetContextualKeywordKind(column.Name) == SyntaxKind.None;
            names[column.Name] = valid ? column.Name : "column" + (names.Count + 1).ToString(CultureInfo.InvariantCulture);
        }

        return names;
    }
}
