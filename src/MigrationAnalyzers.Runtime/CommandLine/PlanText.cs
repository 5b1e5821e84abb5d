using System.Globalization;
using Spectre.Console;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>A plan as tables.</summary>
internal static class PlanText
{
    public static void Write(IAnsiConsole console, MigrationPlan plan, bool isVerbose)
    {
        if (plan.Migrations.IsEmpty)
        {
            console.WriteLine(plan.IsRollback ? "There is nothing to roll back." : "There is nothing to apply: no migration is pending.");
            return;
        }

        if (!plan.DatabaseExists)
        {
            console.WriteLine("The database does not exist yet: it is created first.");
        }

        console.WriteLine($"{Counted.Migrations(plan.Migrations.Length)} to {(plan.IsRollback ? "roll back" : "apply")}:");
        foreach (var migration in plan.Migrations)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{migration.Id}[/]{(migration.IsHalfApplied ? " (half done: it goes on)" : "")}");
            if (migration.Steps.IsEmpty)
            {
                console.WriteLine("  Only the history changes.");
                continue;
            }

            console.Write(ToTable(migration, isVerbose));
        }
    }

    private static Table ToTable(PlanMigration migration, bool isVerbose)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("#").RightAligned().NoWrap()).AddColumn("Step").AddColumn(new TableColumn("How").NoWrap()).AddColumn(new TableColumn("State").NoWrap());
        foreach (var step in migration.Steps)
        {
            table.AddRow(
                new Text(step.Number.ToString(CultureInfo.InvariantCulture)),
                new Text(step.Title),
                new Text(step.Kind switch { PlanStepKind.Transaction => "one transaction", PlanStepKind.Alone => "alone", _ => "safe form" }),
                State(step));

            // The title of one ordinary command is its text.
            if (isVerbose || step.Kind == PlanStepKind.SafeForm || step.Commands.Length > 1)
            {
                foreach (var command in step.Commands)
                {
                    table.AddRow(
                        Text.Empty,
                        new Padder(new Text(SqlLine.Of(command.Sql, isVerbose), new Style(Color.Grey))).Padding(2, 0, 0, 0),
                        new Text(How(command), new Style(Color.Grey)),
                        new Text(command.IsDone ? "done" : "", new Style(Color.Green)));
                }
            }

            if (step.Note is { } note)
            {
                table.AddRow(Text.Empty, new Text(note, new Style(Color.Yellow)), Text.Empty, Text.Empty);
            }
        }

        return table;
    }

    private static Text State(PlanStep step)
    {
        var rows = step.Rows > 0 ? $", {Counted.Rows(step.Rows)}" : "";
        return step.State switch
        {
            PlanStepState.Done => new Text($"done{rows}", new Style(Color.Green)),
            PlanStepState.Begun => new Text($"begun{rows}", new Style(Color.Yellow)),
            _ => new Text("pending"),
        };
    }

    private static string How(PlanCommand command) => command.Kind switch
    {
        PlanCommandKind.InTransaction => "in a transaction",
        PlanCommandKind.Online => "online",
        _ => "in batches",
    };
}
