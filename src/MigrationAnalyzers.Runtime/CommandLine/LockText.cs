using System.Globalization;
using Spectre.Console;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>Sessions that wait for each other as trees.</summary>
internal static class LockText
{
    public static void Write(IAnsiConsole console, LockReport report, bool isVerbose)
    {
        if (report.Roots.IsEmpty)
        {
            console.WriteLine("Nobody waits for a lock.");
            return;
        }

        foreach (var root in report.Roots)
        {
            var tree = new Tree(Describe(root, isVerbose));
            Add(tree, root, isVerbose);
            console.Write(tree);
        }
    }

    private static void Add(IHasTreeNodes parent, LockTreeNode node, bool isVerbose)
    {
        foreach (var waiter in node.Waiters)
        {
            Add(parent.AddNode(Describe(waiter, isVerbose)), waiter, isVerbose);
        }
    }

    private static Markup Describe(LockTreeNode node, bool isVerbose)
    {
        var session = node.Session;
        var name = session.ProcessId == 0 ? "prepared transactions (pg_prepared_xacts)" : string.Create(CultureInfo.InvariantCulture, $"process {session.ProcessId}");
        var application = string.IsNullOrEmpty(session.Application) ? session.BackendType ?? "unknown application" : session.Application;
        var age = session.TransactionAge is { } open ? $", transaction open for {Duration.Text(open)}" : "";
        var who = session.ProcessId == 0 ? "" : $" ({session.User ?? "unknown user"}, {application}, {session.State ?? "unknown state"}{age})";
        var held = node.Held.IsEmpty ? "" : $"\nhas {string.Join(", ", node.Held.Select(static h => $"{h.Mode} on {h.Relation}"))}";
        var query = string.IsNullOrWhiteSpace(session.Query) ? "" : "\n" + SqlLine.Of(session.Query, isVerbose);
        return new Markup($"[bold]{Markup.Escape(name)}[/]{Markup.Escape(who)}[yellow]{Markup.Escape(Wait(node.Wait))}[/]{Markup.Escape(held)}[grey]{Markup.Escape(query)}[/]");
    }

    private static string Wait(LockWait? wait)
    {
        if (wait is null)
        {
            return "";
        }

        var what = wait switch
        {
            { LockType: "transactionid" or "tuple", Relation: { } table } => $"a row of {table}",
            { LockType: "transactionid" } => "a row",
            { Relation: { } relation } => $"{wait.Mode} on {relation}",
            _ => $"{wait.Mode} ({wait.LockType})",
        };
        var age = wait.Age is { } waited ? $" for {Duration.Text(waited)}" : "";
        var all = wait.BlockedBy.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $", held up by {string.Join(", ", wait.BlockedBy)}") : "";
        return $"\nwaits{age} for {what}{all}";
    }
}
