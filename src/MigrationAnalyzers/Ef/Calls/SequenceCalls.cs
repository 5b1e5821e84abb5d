using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>Sequences. None of these commands touches a table.</summary>
internal static class SequenceCalls
{
    public static void Lower(EfCall call, CommandList commands)
    {
        if (call.Relation("name") is not { } sequence)
        {
            CallLowering.UnknownName(call, commands);
            return;
        }

        switch (call.Method)
        {
            case "CreateSequence":
                commands.Add(call, Create(call, sequence));
                break;

            case "AlterSequence":
                commands.Add(call, Alter(call, sequence));
                break;

            case "DropSequence":
                commands.Add(call, Drop(call, sequence));
                break;

            case "RestartSequence":
                // START WITH and RESTART are two statements.
                commands.Add(call, call.Has("startValue") ? [Alter(call, sequence), Alter(call, sequence)] : [Alter(call, sequence)]);
                break;

            case "RenameSequence":
                Rename(call, sequence, commands);
                break;
        }
    }

    public static OtherStatement Create(EfCall call, RelationName sequence) => new("CreateSeqStmt") { Origin = call.Origin, Relations = [sequence] };

    public static OtherStatement Alter(EfCall call, RelationName sequence) => new("AlterSeqStmt") { Origin = call.Origin, Relations = [sequence] };

    /// <summary>ALTER SEQUENCE ... OWNED BY a column of the table.</summary>
    public static OtherStatement Own(EfCall call, RelationName sequence, RelationName table) =>
        new("AlterSeqStmt") { Origin = call.Origin, Relations = [sequence, table] };

    public static OtherStatement Drop(EfCall call, RelationName sequence, bool cascade = false) =>
        new("DropStmt") { Origin = call.Origin, ObjectType = "OBJECT_SEQUENCE", Relations = [sequence], Cascade = cascade };

    public static OtherStatement Rename(EfCall call, RelationName sequence, string newName) =>
        new("RenameStmt") { Origin = call.Origin, ObjectType = "OBJECT_SEQUENCE", Relations = [sequence], NewName = sequence with { Name = newName } };

    /// <summary>The sequence that a serial column of that name owns.</summary>
    public static RelationName OfSerial(RelationName table, string column) => SqlFrontEnd.Name(table.Schema, table.Name + "_" + column + "_seq");

    private static void Rename(EfCall call, RelationName sequence, CommandList commands)
    {
        var operations = new List<MigrationOperation>();
        if (call.Name("newName") is { } newName && !string.Equals(newName, sequence.Name, StringComparison.Ordinal))
        {
            operations.Add(Rename(call, sequence, newName));
            sequence = sequence with { Name = newName };
        }

        if (call.Schema("newSchema") is { } newSchema && !string.Equals(newSchema, sequence.Schema, StringComparison.Ordinal))
        {
            operations.Add(new OtherStatement("AlterObjectSchemaStmt") { Origin = call.Origin, ObjectType = "OBJECT_SEQUENCE", Relations = [sequence], NewName = SqlFrontEnd.Name(newSchema, sequence.Name) });
        }

        commands.Add(call, [.. operations]);
    }
}
