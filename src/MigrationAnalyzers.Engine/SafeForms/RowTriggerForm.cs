using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>A trigger that sees each row before it is written, and its function.</summary>
/// <param name="Table">Whose rows.</param>
/// <param name="Body">Of the function, in PL/pgSQL.</param>
internal sealed record RowTriggerForm(RelationName Table, string Trigger, RelationName Function, string Body)
{
    private const string Tag = "$sync$";

    /// <summary>What the body names is found in every session where the migration's session finds it.</summary>
    public bool KeepsSearchPath { get; init; }

    /// <summary>An UPDATE that sets none of these columns does not concern it; empty: every UPDATE does.</summary>
    public ImmutableArray<string> UpdateOf { get; init; } = [];

    /// <summary>
    /// The function and its trigger, which fires ALWAYS: also for rows that logical replication applies, and in sessions with session_replication_role = replica. Can be run again. CREATE OR REPLACE
    /// TRIGGER came with PostgreSQL 14.
    /// </summary>
    public ImmutableArray<SqlCommand> Create
    {
        get
        {
            var columns = UpdateOf.IsEmpty ? "" : " OF " + string.Join(", ", UpdateOf.Select(SqlIdentifier.Quote));
            return
            [
                CreateFunction,
                new($"DROP TRIGGER IF EXISTS {SqlIdentifier.Quote(Trigger)} ON {SqlIdentifier.Quote(Table)}"),
                new($"CREATE TRIGGER {SqlIdentifier.Quote(Trigger)} BEFORE INSERT OR UPDATE{columns} ON {SqlIdentifier.Quote(Table)} FOR EACH ROW EXECUTE FUNCTION {SqlIdentifier.Quote(Function)}()"),
                new(SqlStatements.AlterTable(Table, $"ENABLE ALWAYS TRIGGER {SqlIdentifier.Quote(Trigger)}")),
            ];
        }
    }

    public SqlCommand CreateFunction => new($"CREATE OR REPLACE FUNCTION {SqlIdentifier.Quote(Function)}() RETURNS trigger LANGUAGE plpgsql {(KeepsSearchPath ? "SET search_path FROM CURRENT " : "")}AS {Tag}\n{Body}\n{Tag}");

    public ImmutableArray<SqlCommand> Drop =>
    [
        new($"DROP TRIGGER {SqlIdentifier.Quote(Trigger)} ON {SqlIdentifier.Quote(Table)}"),
        new($"DROP FUNCTION {SqlIdentifier.Quote(Function)}()"),
    ];

    /// <summary>Triggers fire in the order of their names, compared byte by byte, and what comes later could change one column alone: no ASCII name is behind a tilde.</summary>
    public static string TriggerName(params string[] columns) => SyncTriggerForm.Shortened(["~sync", .. columns]);

    /// <summary>In the schema of the table.</summary>
    public static RelationName FunctionName(RelationName table, params string[] columns) => table with { Name = SyncTriggerForm.Shortened(["sync", table.Name, .. columns]) };

    /// <summary>The text would end the body.</summary>
    public static bool EndsBody(string text) => text.Contains(Tag);
}
