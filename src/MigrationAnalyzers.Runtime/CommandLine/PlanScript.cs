using System.Globalization;
using System.Text;
using MigrationAnalyzers.Runtime.Execution;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>A plan as the SQL that is sent, for people to read.</summary>
internal sealed class PlanScript
{
    private readonly StringBuilder _text = new();
    private readonly string _lockTimeout;

    private PlanScript(MigrationPlan plan) =>
        _lockTimeout = string.Create(CultureInfo.InvariantCulture, $"SELECT set_config('lock_timeout', '{Math.Max(1, (long)plan.LockTimeout.TotalMilliseconds)}', true);");

    public static string Of(MigrationPlan plan)
    {
        var script = new PlanScript(plan);
        script.Write(plan);
        return script._text.ToString();
    }

    private void Write(MigrationPlan plan)
    {
        if (plan.Migrations.IsEmpty)
        {
            Line("-- Nothing is to be done.");
            return;
        }

        Line($"-- {Counted.Migrations(plan.Migrations.Length)} to {(plan.IsRollback ? "roll back" : "apply")}.");
        Line("-- What is left out: each transaction checks that its session still has the migration lock, and writes its step's mark into the journal.");
        Line("-- A transaction that does not get a lock in time is rolled back and tried again.");
        if (!plan.DatabaseExists)
        {
            Line("-- The database does not exist yet: it is created first.");
        }

        Line();
        Line("-- The session");
        Statement(DatabaseSession.Settings);
        if (!plan.SetUp.IsEmpty)
        {
            Line();
            Line("-- History and journal");
            Transaction(plan.SetUp);
        }

        foreach (var migration in plan.Migrations)
        {
            Write(migration, plan.IsRollback);
        }
    }

    private void Write(PlanMigration migration, bool isRollback)
    {
        Line();
        Line($"-- ===== {(isRollback ? "Rollback of " : "")}{migration.Id}");
        if (migration.Steps.IsEmpty)
        {
            Line();
            Transaction([migration.HistorySql]);
        }

        foreach (var step in migration.Steps)
        {
            var history = step == migration.Steps[^1] ? migration.HistorySql : null;
            Line();
            Comment(string.Create(CultureInfo.InvariantCulture, $"Step {step.Number} of {migration.Steps.Length}: {step.Title}{State(step)}"));
            if (step.Note is { } note)
            {
                Comment(note);
            }

            Write(step, history);
        }
    }

    private void Write(PlanStep step, string? history)
    {
        // What ends an ordinary step goes into its transaction; a safe form has a transaction of its own for that.
        var together = step.Kind != PlanStepKind.SafeForm && step.State != PlanStepState.Done && step.Commands.All(static c => c.Kind == PlanCommandKind.InTransaction);
        if (together)
        {
            Transaction([.. step.Commands.Select(static c => c.Sql), .. history is null ? Array.Empty<string>() : [history]]);
            return;
        }

        for (var i = 0; i < step.Commands.Length; i++)
        {
            var command = step.Commands[i];
            if (step.State == PlanStepState.Done || command.IsDone)
            {
                Comment($"Done already: {command.Sql}");
            }
            else if (command.Kind == PlanCommandKind.InBatches)
            {
                Comment("In batches, each in a transaction of its own that also writes the key of its last row into the journal:");
                Comment(command.Sql);
            }
            else if (command.Kind == PlanCommandKind.Online)
            {
                Statement(command.Sql);
            }
            else
            {
                var last = i;
                while (last + 1 < step.Commands.Length && step.Commands[last + 1].Transaction == command.Transaction)
                {
                    last++;
                }

                Transaction([.. step.Commands[i..(last + 1)].Select(static c => c.Sql)]);
                i = last;
            }
        }

        if (history is not null)
        {
            Transaction([history]);
        }
    }

    private static string State(PlanStep step) => step.State switch
    {
        PlanStepState.Done => " (done)",
        PlanStepState.Begun when step.Rows > 0 => $" (begun, {Counted.Rows(step.Rows)} written)",
        PlanStepState.Begun => " (begun)",
        _ => "",
    };

    private void Transaction(IReadOnlyList<string> statements)
    {
        Line("BEGIN;");
        Line(_lockTimeout);
        foreach (var sql in statements)
        {
            Statement(sql);
        }

        Line("COMMIT;");
    }

    private void Statement(string sql)
    {
        var text = sql.ReplaceLineEndings("\n").Trim();
        var lastLine = text[(text.LastIndexOf('\n') + 1)..];

        // A comment at the end would swallow the semicolon.
        Line(text.EndsWith(';') ? text : lastLine.Contains("--", StringComparison.Ordinal) ? text + "\n;" : text + ";");
    }

    private void Comment(string text) => Line("-- " + text.ReplaceLineEndings("\n").Trim().Replace("\n", "\n-- ", StringComparison.Ordinal));

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
