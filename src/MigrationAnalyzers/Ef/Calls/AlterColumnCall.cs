using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>
/// AlterColumn, as NpgsqlMigrationsSqlGenerator writes it: one statement for each thing that differs, all in one command. What does not differ
/// becomes no SQL, and often nothing does.
/// </summary>
internal static class AlterColumnCall
{
    public static void AlterColumn(EfCall call, CommandList commands)
    {
        if (call.Relation("table") is not { } table || call.Name("name") is not { } name)
        {
            CallLowering.UnknownName(call, commands);
            return;
        }

        if (ColumnCalls.IsSystemColumn(name))
        {
            return;
        }

        var column = ColumnFacts.Read(call);
        var old = ColumnFacts.ReadOld(call);
        if (!SameText(column.ComputedSql, old.ComputedSql) || column.Stored != old.Stored)
        {
            Recreate(call, table, name, column, commands);
            return;
        }

        var operations = new List<MigrationOperation>();
        AlterType(call, table, name, column, old, operations);
        AlterNullability(call, table, name, column, old, operations);
        if (!string.Equals(column.Compression, old.Compression, StringComparison.Ordinal))
        {
            operations.Add(new AlterColumnProperty(table, name, ColumnChange.SetCompression) { Origin = call.Origin });
        }

        AlterGeneration(call, table, name, column, old, operations);
        AlterDefault(call, table, name, column, old, operations);
        if (column.Strategy == ValueStrategy.Serial && old.Strategy == ValueStrategy.None && IsSequenceType(column.StoreType))
        {
            // OWNED BY, after the column has its default.
            operations.Add(SequenceCalls.Own(call, SequenceCalls.OfSerial(table, name), table));
        }

        if (!string.Equals(column.Comment, old.Comment, StringComparison.Ordinal))
        {
            operations.Add(TableCalls.Comment(call, table, name));
        }

        // CREATE SEQUENCE ends the command that it is in.
        var split = operations.FindIndex(static o => o is OtherStatement { Command: "CreateSeqStmt" }) + 1;
        commands.Add(call, [.. operations.GetRange(0, split)]);
        commands.Add(call, [.. operations.GetRange(split, operations.Count - split)]);
    }

    /// <summary>Npgsql changes a generated column by dropping it and adding it again, in two commands.</summary>
    private static void Recreate(EfCall call, RelationName table, string name, ColumnFacts column, CommandList commands)
    {
        commands.Add(call, new DropColumn(table, name) { Origin = call.Origin, IsRecreated = true });
        var add = new AddColumn(table, column.Define(name)) { Origin = call.Origin };
        if (column.Comment is null)
        {
            commands.Add(call, add);
        }
        else
        {
            commands.Add(call, add, TableCalls.Comment(call, table, name));
        }
    }

    /// <summary>Never with USING. Types are compared as texts, as Npgsql does: varchar(50) and character varying(50) differ.</summary>
    private static void AlterType(EfCall call, RelationName table, string name, ColumnFacts column, ColumnFacts old, List<MigrationOperation> operations)
    {
        var changesCollation = !string.Equals(column.Collation, old.Collation, StringComparison.Ordinal);
        var sameType = column.StoreType is null || old.StoreType is null
            ? !MayDiffer(call)
            : string.Equals(column.StoreType, old.StoreType, StringComparison.Ordinal);
        if (sameType && !changesCollation)
        {
            return;
        }

        operations.Add(new AlterColumnType(table, name, ColumnFacts.ReadType(column.StoreType))
        {
            Origin = call.Origin,
            OldType = ColumnFacts.ReadType(old.StoreType),
            Collation = column.Collation ?? (sameType ? "default" : null),
            ChangesCollation = changesCollation,
        });
    }

    /// <summary>Of types that are not known: one of the arguments that decide the type is given, or given otherwise, for the old column.</summary>
    private static bool MayDiffer(EfCall call)
    {
        foreach (var (now, before) in new[]
        {
            ("type", "oldType"), ("maxLength", "oldMaxLength"), ("precision", "oldPrecision"), ("scale", "oldScale"), ("fixedLength", "oldFixedLength"),
        })
        {
            var (value, old) = (call[now], call[before]);
            if ((value is null) != (old is null) || (value is not null && old is not null && !value.IsSameAs(old)))
            {
                return true;
            }
        }

        return call["oldClrType"] is TypeValue { Type: var oldType } && !Microsoft.CodeAnalysis.SymbolEqualityComparer.Default.Equals(oldType, call.TypeArgument);
    }

    /// <summary>From nullable to required, EF fills the rows that have no value with the default: an UPDATE that nobody wrote.</summary>
    private static void AlterNullability(EfCall call, RelationName table, string name, ColumnFacts column, ColumnFacts old, List<MigrationOperation> operations)
    {
        switch (column.Nullable, old.Nullable)
        {
            case (true, false):
                operations.Add(new DropNotNull(table, name) { Origin = call.Origin });
                break;

            case (false, true):
                if (column.HasDefault)
                {
                    operations.Add(new WriteRows(table, RowWriteKind.Update) { Origin = call.Origin, IsHidden = true, Columns = [name], Where = new NullPredicate(name, IsNull: true) });
                }

                operations.Add(new SetNotNull(table, name) { Origin = call.Origin, WasNullable = true });
                break;
        }
    }

    private static void AlterGeneration(EfCall call, RelationName table, string name, ColumnFacts column, ColumnFacts old, List<MigrationOperation> operations)
    {
        var sequence = SequenceCalls.OfSerial(table, name);
        switch (old.Strategy, column.Strategy)
        {
            case (ValueStrategy.Serial, ValueStrategy.None):
                // DROP SEQUENCE ... CASCADE, which takes the column's default away.
                operations.Add(SequenceCalls.Drop(call, sequence, cascade: true));
                break;

            case (ValueStrategy.Serial, ValueStrategy.IdentityAlways or ValueStrategy.IdentityByDefault):
                operations.Add(SequenceCalls.Rename(call, sequence, SequenceCalls.OfSerial(table, name + "_old").Name));
                operations.Add(new DropColumnDefault(table, name) { Origin = call.Origin });
                operations.Add(new AlterColumnProperty(table, name, ColumnChange.AddIdentity) { Origin = call.Origin });
                operations.Add(new OtherStatement("SelectStmt") { Origin = call.Origin });
                operations.Add(SequenceCalls.Drop(call, SequenceCalls.OfSerial(table, name + "_old")));
                break;

            case (ValueStrategy.IdentityAlways or ValueStrategy.IdentityByDefault, ValueStrategy.None):
                operations.Add(new AlterColumnProperty(table, name, ColumnChange.DropIdentity) { Origin = call.Origin });
                break;

            case (ValueStrategy.IdentityAlways, ValueStrategy.IdentityByDefault) or (ValueStrategy.IdentityByDefault, ValueStrategy.IdentityAlways):
                operations.Add(new AlterColumnProperty(table, name, ColumnChange.SetIdentity) { Origin = call.Origin });
                break;

            case (ValueStrategy.None, ValueStrategy.IdentityAlways or ValueStrategy.IdentityByDefault):
                operations.Add(new DropColumnDefault(table, name) { Origin = call.Origin });
                operations.Add(new AlterColumnProperty(table, name, ColumnChange.AddIdentity) { Origin = call.Origin });
                break;

            case (ValueStrategy.None, ValueStrategy.Serial) when IsSequenceType(column.StoreType):
                operations.Add(SequenceCalls.Create(call, sequence));
                operations.Add(new SetColumnDefault(table, name, SqlFrontEnd.ReadExpression(NextValue(sequence))) { Origin = call.Origin });
                break;
        }

        if (column.IsIdentity && old.IsIdentity)
        {
            AlterSequenceOptions(call, table, name, operations);
        }
    }

    /// <summary>Start, increment, minimum, maximum, cycle and cache of the identity's sequence, each in a statement of its own.</summary>
    private static void AlterSequenceOptions(EfCall call, RelationName table, string name, List<MigrationOperation> operations)
    {
        var options = SequenceOptions(call.Annotation(NpgsqlAnnotations.IdentityOptions));
        var old = SequenceOptions(call.OldAnnotation(NpgsqlAnnotations.IdentityOptions));
        if (options is null || old is null)
        {
            return;
        }

        for (var i = 0; i < options.Length; i++)
        {
            if (!string.Equals(options[i], old[i], StringComparison.OrdinalIgnoreCase))
            {
                operations.Add(new AlterColumnProperty(table, name, ColumnChange.SetIdentity) { Origin = call.Origin });
            }
        }
    }

    /// <summary>Npgsql's format: <c>'start', 'increment', 'min', 'max', 'cyclic', 'cache'</c>, an empty part for what is not set.</summary>
    private static string[]? SequenceOptions(Value? annotation)
    {
        string[] defaults = ["", "1", "", "", "False", "1"];
        if (annotation is null)
        {
            return defaults;
        }

        if (CallArguments.AsText(annotation) is not { } text)
        {
            return null;
        }

        var parts = text.Split(',');
        for (var i = 0; i < parts.Length && i < defaults.Length; i++)
        {
            var part = parts[i].Trim().Trim('\'');
            defaults[i] = part.Length > 0 ? part : defaults[i];
        }

        return defaults;
    }

    private static void AlterDefault(EfCall call, RelationName table, string name, ColumnFacts column, ColumnFacts old, List<MigrationOperation> operations)
    {
        // The default of an identity or serial column is dealt with above.
        if (column.Strategy != ValueStrategy.None || (SameText(column.DefaultSql, old.DefaultSql) && SameValue(column.DefaultValue, old.DefaultValue)))
        {
            return;
        }

        operations.Add(column.Default() is { } @default
            ? new SetColumnDefault(table, name, @default) { Origin = call.Origin }
            : new DropColumnDefault(table, name) { Origin = call.Origin });
    }

    private static bool SameText(SqlExpression? one, SqlExpression? other) => string.Equals(one?.Text, other?.Text, StringComparison.Ordinal);

    private static bool SameValue(Value? one, Value? other)
    {
        if (one is null || other is null)
        {
            return one is null && other is null;
        }

        return one.IsSameAs(other)
            || (one is UnknownValue { Syntax: var syntax } && other is UnknownValue { Syntax: var otherSyntax } && syntax.IsEquivalentTo(otherSyntax));
    }

    private static bool IsSequenceType(string? storeType) => storeType is "integer" or "int" or "int4" or "bigint" or "int8" or "smallint" or "int2";

    private static string NextValue(RelationName sequence)
    {
        var name = Quote(sequence.Name);
        return "nextval('" + (sequence.Schema is null ? name : Quote(sequence.Schema) + "." + name).Replace("'", "''") + "')";
    }

    /// <summary>Npgsql quotes what PostgreSQL would fold; reserved words do not end in _seq.</summary>
    private static string Quote(string identifier)
    {
        foreach (var character in identifier)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            {
                return "\"" + identifier.Replace("\"", "\"\"") + "\"";
            }
        }

        return identifier;
    }
}
