using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef.Calls;

internal static class ColumnCalls
{
    /// <summary>Every table has them; Npgsql leaves operations on them out (xmin as a concurrency token).</summary>
    public static bool IsSystemColumn(string name) => name is "tableoid" or "xmin" or "cmin" or "xmax" or "cmax" or "ctid";

    public static void AddColumn(EfCall call, CommandList commands)
    {
        if (call.Relation("table") is not { } table || call.Name("name") is not { } name)
        {
            CallLowering.UnknownName(call, commands);
            return;
        }

        if (IsSystemColumn(name))
        {
            return;
        }

        var add = new AddColumn(table, ColumnFacts.Read(call).Define(name)) { Origin = call.Origin };
        if (call.Has("comment"))
        {
            commands.Add(call, add, TableCalls.Comment(call, table, name));
        }
        else
        {
            commands.Add(call, add);
        }
    }

    public static void DropColumn(EfCall call, CommandList commands)
    {
        if (call.Relation("table") is not { } table || call.Name("name") is not { } name)
        {
            CallLowering.UnknownName(call, commands);
        }
        else if (!IsSystemColumn(name))
        {
            commands.Add(call, new DropColumn(table, name) { Origin = call.Origin });
        }
    }

    public static void RenameColumn(EfCall call, CommandList commands)
    {
        if (call.Relation("table") is { } table && call.Name("name") is { } name && call.Name("newName") is { } newName)
        {
            commands.Add(call, new RenameColumn(table, name, newName) { Origin = call.Origin });
        }
        else
        {
            CallLowering.UnknownName(call, commands);
        }
    }
}
