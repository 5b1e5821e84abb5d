using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>
/// The extension methods of MigrationAnalyzers.Runtime. Each is lowered to the plain operation that has the same result, marked as a safe form: the catalog after it is then right, and
/// nothing is said of locks that the safe form does not hold.
/// </summary>
internal static class SafeFormCalls
{
    /// <summary>The class that has them.</summary>
    public const string Extensions = "MigrationAnalyzers.Runtime.SafeMigrationBuilderExtensions";

    public static void Lower(EfCall call, CommandList commands)
    {
        if (call.Method == "SetLockTimeout")
        {
            // An ordinary statement in the migration's transaction; how long the time is decides nothing.
            commands.AddStatements(call, suppressed: false, Read(call, "SET LOCAL lock_timeout = '5s'"));
            return;
        }

        var plain = new CommandList();
        LowerPlain(call, plain);
        foreach (var statement in plain.ToUnit(MigrationDirection.Up).Statements)
        {
            commands.AddStatements(call, suppressed: true, [Mark(statement)]);
        }
    }

    private static void LowerPlain(EfCall call, CommandList commands)
    {
        switch (call.Method)
        {
            case "CreateIndexConcurrently": CreateIndex(call, commands); break;

            case "AddForeignKeySafely" or "AddCheckConstraintSafely" or "AddUniqueConstraintSafely" or "AddPrimaryKeySafely": ConstraintCalls.Add(call, commands); break;

            case "AddColumnSafely": ColumnCalls.AddColumn(call, commands); break;

            default:
                var operations = OperationsOf(call);
                if (operations.IsDefault)
                {
                    CallLowering.UnknownName(call, commands);
                    break;
                }

                foreach (var operation in operations)
                {
                    commands.Add(call, operation);
                }

                break;
        }
    }

    /// <summary>Default where names are not known, or the method is not known here.</summary>
    private static ImmutableArray<MigrationOperation> OperationsOf(EfCall call) => call.Method switch
    {
        "DropIndexConcurrently" when call.Relation("name") is { } index =>
            [new DropIndex(index, call.Relation("table")) { Origin = call.Origin, Concurrently = true }],
        "ReindexConcurrently" when call.Relation("name") is { } index =>
            [new Reindex(ReindexTarget.Index, index) { Origin = call.Origin, Concurrently = true }],
        "ValidateConstraintSafely" when call.Relation("table") is { } table && call.Name("name") is { } name =>
            [new ValidateConstraint(table, name) { Origin = call.Origin }],
        "SetNotNullSafely" when call.Relation("table") is { } table && call.Name("column") is { } column =>
            [
                .. call.Text("backfillSql") is { } value ? Operations(call, $"UPDATE {Quote(table)} SET {Quote(column)} = {value} WHERE {Quote(column)} IS NULL") : [],
                new SetNotNull(table, column) { Origin = call.Origin },
            ],
        "UpdateInBatches" when call.Relation("table") is { } table && call.Text("set") is { } set && call.Text("where") is { } where =>
            Operations(call, $"UPDATE {Quote(table)} SET {set} WHERE {where}"),
        "DeleteInBatches" when call.Relation("table") is { } table && call.Text("where") is { } where =>
            Operations(call, $"DELETE FROM {Quote(table)} WHERE {where}"),
        "InsertInBatches" when call.Relation("target") is { } target && call.Relation("source", "sourceSchema") is { } source
            && CallArguments.AsNames(call["columns"]) is { } columns && Texts(call["values"]) is { } values && call.Text("where") is { } where =>
            Operations(call, $"INSERT INTO {Quote(target)} ({string.Join(", ", columns.Select(Quote))}) SELECT {string.Join(", ", values)} FROM {Quote(source)} WHERE {where}"),
        "AttachPartitionSafely" when call.Relation("table") is { } table && call.Relation("partition", "partitionSchema") is { } partition && call.Text("bound") is { } bound =>
            Operations(call, $"ALTER TABLE {Quote(table)} ATTACH PARTITION {Quote(partition)} {bound}"),
        "DetachPartitionConcurrently" when call.Relation("table") is { } table && call.Relation("partition", "partitionSchema") is { } partition =>
            [new DetachPartition(table, partition) { Origin = call.Origin, Concurrently = true }],
        "AddEnumValue" when call.Relation("type") is { } type && call.Text("value") is { } value =>
            [new AddEnumValue(type, value) { Origin = call.Origin, IfNotExists = true, Neighbor = call.Text("before") ?? call.Text("after") }],
        "ExpandRenameColumn" when Pair(call) is var (table, name, newName) =>
            [new AddColumn(table, new ColumnDefinition(newName, null) { Nullable = true }) { Origin = call.Origin }],
        "ContractRenameColumn" when Pair(call) is var (table, name, newName) =>
            [new DropColumn(table, newName) { Origin = call.Origin }, new RenameColumn(table, name, newName) { Origin = call.Origin }],
        "CancelRenameColumn" when Pair(call) is var (table, name, newName) => [new DropColumn(table, newName) { Origin = call.Origin }],
        "ExpandRenameTable" when Tables(call) is var (old, @new) =>
            [new RenameTable(old, @new) { Origin = call.Origin, IfTableExists = true }, .. Operations(call, $"CREATE VIEW {Quote(old)} AS SELECT * FROM {Quote(@new)}")],
        "ContractRenameTable" when Tables(call) is var (old, @new) => Operations(call, $"DROP VIEW {Quote(old)}"),
        "CancelRenameTable" when Tables(call) is var (old, @new) =>
            [.. Operations(call, $"DROP VIEW {Quote(old)}"), new RenameTable(@new, old) { Origin = call.Origin }],

        // The column beside the old one is the step's own: nothing else may use it.
        "ExpandColumnType" or "CancelColumnType" => [],
        "ContractColumnType" when call.Relation("table") is { } table && call.Name("name") is { } name && call.Text("newType") is { } type =>
            [new AlterColumnType(table, name, SqlFrontEnd.ReadType(type)) { Origin = call.Origin, Using = call.Expression("usingExpression") }],
        _ => default,
    };

    /// <summary>Npgsql's annotations are arguments here.</summary>
    private static void CreateIndex(EfCall call, CommandList commands)
    {
        call.Annotate(NpgsqlAnnotations.CreatedConcurrently, new ConstantValue(true, null), old: false);
        Annotate("method", NpgsqlAnnotations.IndexMethod);
        Annotate("include", NpgsqlAnnotations.IndexInclude);
        Annotate("nullsDistinct", NpgsqlAnnotations.NullsDistinct);
        Annotate("operators", NpgsqlAnnotations.IndexOperators);
        Annotate("collations", NpgsqlAnnotations.RelationalCollation);
        Annotate("nullSortOrders", NpgsqlAnnotations.IndexNullSortOrder);
        IndexCalls.CreateIndex(call, commands);

        void Annotate(string parameter, string annotation)
        {
            if (call[parameter] is { } value and not ConstantValue { IsNull: true })
            {
                call.Annotate(annotation, value, old: false);
            }
        }
    }

    private static (RelationName Table, string Name, string NewName)? Pair(EfCall call) =>
        call.Relation("table") is { } table && call.Name("name") is { } name && call.Name("newName") is { } newName ? (table, name, newName) : null;

    private static (RelationName Old, RelationName New)? Tables(EfCall call) =>
        call.Relation("name") is { } old && call.Name("newName") is { } name ? (old, SqlFrontEnd.Name(call.Schema("newSchema") ?? old.Schema, name)) : null;

    private static MigrationStatement Mark(MigrationStatement statement) => statement with
    {
        Origin = statement.Origin with { IsSafeForm = true },
        Operations = [.. statement.Operations.Select(static o => o with { Origin = o.Origin with { IsSafeForm = true } })],
    };

    private static ImmutableArray<MigrationOperation> Operations(EfCall call, string sql) => [.. Read(call, sql).SelectMany(static s => s.Operations)];

    private static ImmutableArray<MigrationStatement> Read(EfCall call, string sql) => SqlFrontEnd.Read(new SqlText(sql, call.Origin.FrontEnd, new CallMap(call)));

    private static IEnumerable<string>? Texts(Value? value) =>
        value is SequenceValue sequence && sequence.Items.All(static i => CallArguments.AsText(i) is not null) ? sequence.Items.Select(static i => CallArguments.AsText(i)!) : null;

    private static string Quote(RelationName name) => name.Schema is { } schema ? $"{Quote(schema)}.{Quote(name.Name)}" : Quote(name.Name);

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    /// <summary>Whatever is found in the SQL that the method makes is found at the call.</summary>
    private sealed class CallMap(EfCall call) : ISqlSourceMap
    {
        public SourceLocation Locate(int start, int length) => call.Origin.Location;
    }
}
