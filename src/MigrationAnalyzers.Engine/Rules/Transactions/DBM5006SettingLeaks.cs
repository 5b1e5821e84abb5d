using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>SET changes the session, which outlives the migration.</summary>
public sealed class DBM5006SettingLeaks : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5006",
        "Setting outlives the migration",
        "Setting {0} stays set to '{1}' for the rest of the session: {2}",
        """
        Take the setting back at the end, or let it end with the transaction: SET LOCAL, which is too late for search_path and roles, and with EF Core 9 holds for the migrations that follow.
          migrationBuilder.Sql("RESET search_path");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        for (var i = 0; i < context.Up.Length; i++)
        {
            if (context.Up[i].Operation is SetParameter { Local: false, Value: { } value, Origin.FrontEnd: not FrontEnd.SqlFile } set
                && !IsDefault(set.Name, value)
                && !ChangesLater(set.Name, context, i + 1))
            {
                var severity = set.Name is "search_path" or "session_replication_role" or "role" or "session_authorization" ? RuleSeverity.Warning : RuleSeverity.Info;
                context.ReportAs(severity, set.Origin, set.Name, value, ConsequenceOf(set.Name));
            }
        }
    }

    private static bool ChangesLater(string name, MigrationContext context, int from)
    {
        for (var i = from; i < context.Up.Length; i++)
        {
            if (context.Up[i].Operation is SetParameter { Local: false } set
                && (string.Equals(set.Name, name, StringComparison.Ordinal) || set is { Name: "all", Value: null })
                || context.Up[i].Operation is ServerCommand { Kind: ServerCommandKind.DiscardAll })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value that a server has when nobody has changed its configuration: who sets it puts things back.</summary>
    private static bool IsDefault(string name, string value)
    {
        return name switch
        {
            "session_replication_role" => Is("origin"),
            "search_path" => Is("public") || Is("\"$user\", public") || Is("$user, public"),
            "lock_timeout" or "statement_timeout" or "idle_in_transaction_session_timeout" or "transaction_timeout" => TimeSetting.Milliseconds(value) is 0,
            "role" => Is("none"),
            "check_function_bodies" or "row_security" or "standard_conforming_strings" or "synchronous_commit" => Is("on") || Is("true"),
            "client_min_messages" => Is("notice"),
            "client_encoding" => Is("utf8"),
            "default_tablespace" => value.Length == 0,
            "default_table_access_method" => Is("heap"),
            "xmloption" => Is("content"),
            _ => false,
        };

        bool Is(string text) => string.Equals(value, text, StringComparison.OrdinalIgnoreCase);
    }

    private static string ConsequenceOf(string name) => name switch
    {
        "search_path" => "EF Core's own row in __EFMigrationsHistory and the names without a schema in later migrations go to other schemas",
        "session_replication_role" => "triggers and foreign keys are not checked in the migrations that follow",
        "role" or "session_authorization" => "the migrations that follow run, and own what they create, as this role",
        _ => "the migrations that follow run with it",
    };
}
