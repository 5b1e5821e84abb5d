using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>Lowers the calls of a migration to the operations that EF Core and Npgsql make of them.</summary>
internal static class CallLowering
{
    public static CommandList Lower(IReadOnlyList<Step> steps, SourceScope scope)
    {
        var commands = new CommandList();
        foreach (var step in steps)
        {
            switch (step)
            {
                case EfCall { IsSafeForm: true } safe:
                    SafeFormCalls.Lower(safe, commands);
                    break;

                case EfCall call:
                    Lower(call, commands, scope);
                    break;

                case OpaqueStep opaque:
                    commands.Add(opaque, new OpaqueOperation(opaque.Description) { Origin = opaque.Origin });
                    break;
            }
        }

        return commands;
    }

    private static void Lower(EfCall call, CommandList commands, SourceScope scope)
    {
        switch (call.Method)
        {
            case "Sql": SqlCalls.Sql(call, commands, scope); break;

            case "CreateTable": TableCalls.CreateTable(call, commands); break;
            case "DropTable": TableCalls.DropTable(call, commands); break;
            case "RenameTable": TableCalls.RenameTable(call, commands); break;
            case "AlterTable": TableCalls.AlterTable(call, commands); break;

            case "AddColumn": ColumnCalls.AddColumn(call, commands); break;
            case "DropColumn": ColumnCalls.DropColumn(call, commands); break;
            case "RenameColumn": ColumnCalls.RenameColumn(call, commands); break;
            case "AlterColumn": AlterColumnCall.AlterColumn(call, commands); break;

            case "CreateIndex": IndexCalls.CreateIndex(call, commands); break;
            case "DropIndex": IndexCalls.DropIndex(call, commands); break;
            case "RenameIndex": IndexCalls.RenameIndex(call, commands); break;

            case "AddForeignKey" or "AddPrimaryKey" or "AddUniqueConstraint" or "AddCheckConstraint" or "CreateCheckConstraint":
                ConstraintCalls.Add(call, commands);
                break;

            case "DropForeignKey": ConstraintCalls.Drop(call, ConstraintKind.ForeignKey, commands); break;
            case "DropPrimaryKey": ConstraintCalls.Drop(call, ConstraintKind.PrimaryKey, commands); break;
            case "DropUniqueConstraint": ConstraintCalls.Drop(call, ConstraintKind.Unique, commands); break;
            case "DropCheckConstraint": ConstraintCalls.Drop(call, ConstraintKind.Check, commands); break;

            case "InsertData" or "UpdateData" or "DeleteData": DataCalls.Write(call, commands); break;

            case "CreateSequence" or "AlterSequence" or "DropSequence" or "RenameSequence" or "RestartSequence":
                SequenceCalls.Lower(call, commands);
                break;

            case "EnsureSchema": DatabaseCalls.EnsureSchema(call, commands); break;
            case "DropSchema": DatabaseCalls.DropSchema(call, commands); break;
            case "AlterDatabase": DatabaseCalls.AlterDatabase(call, commands); break;
            case "EnsurePostgresExtension": DatabaseCalls.EnsureExtension(call, commands); break;

            default: Opaque(call, "MigrationBuilder." + call.Method, commands); break;
        }
    }

    /// <summary>The call is made, but what it works on is not known.</summary>
    public static void Opaque(EfCall call, string description, CommandList commands) =>
        commands.Add(call, new OpaqueOperation(description) { Origin = call.Origin });

    public static void UnknownName(EfCall call, CommandList commands) =>
        Opaque(call, $"{call.Method} on a table or of a name that is chosen at run time", commands);
}
