using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>Constraints: of MigrationBuilder (Add..., Drop...) and of CreateTable.</summary>
internal static class ConstraintCalls
{
    public static void Add(EfCall call, CommandList commands)
    {
        if (call.Relation("table") is { } table && Define(call, call.Names("column", "columns") ?? []) is { } constraint)
        {
            commands.Add(call, new AddConstraint(table, constraint) { Origin = call.Origin });
        }
        else
        {
            CallLowering.UnknownName(call, commands);
        }
    }

    public static void Drop(EfCall call, ConstraintKind kind, CommandList commands)
    {
        if (call.Relation("table") is { } table && call.Name("name") is { } name)
        {
            commands.Add(call, new DropConstraint(table, name, kind) { Origin = call.Origin });
        }
        else
        {
            CallLowering.UnknownName(call, commands);
        }
    }

    /// <summary>Null where what it refers to is not known.</summary>
    public static ConstraintDefinition? Define(EfCall call, ImmutableArray<string> columns)
    {
        var name = call.Name("name");
        switch (call.Method)
        {
            case "AddPrimaryKey" or "PrimaryKey" or "AddPrimaryKeySafely":
                return new PrimaryKeyConstraint(columns) { Name = name };

            case "AddUniqueConstraint" or "UniqueConstraint" or "AddUniqueConstraintSafely":
                return new UniqueConstraint(columns) { Name = name };

            case "AddCheckConstraint" or "CreateCheckConstraint" or "CheckConstraint" or "AddCheckConstraintSafely":
                return call.Expression("sql") is { } expression ? new CheckConstraint(expression) { Name = name } : null;

            case "AddForeignKey" or "ForeignKey" or "AddForeignKeySafely":
                return call.Relation("principalTable", "principalSchema") is { } principal
                    ? new ForeignKeyConstraint(columns, principal, call.Names("principalColumn", "principalColumns") ?? [])
                    {
                        Name = name,
                        OnDelete = call.Action("onDelete"),
                        OnUpdate = call.Action("onUpdate"),
                    }
                    : null;

            default:
                return null;
        }
    }
}
