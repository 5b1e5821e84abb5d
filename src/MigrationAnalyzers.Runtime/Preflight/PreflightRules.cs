using MigrationAnalyzers.Engine.Rules;

namespace MigrationAnalyzers.Runtime.Preflight;

/// <summary>Which rules have something to say right before a migration runs, by <see cref="SafeMigrator"/>, and how loudly.</summary>
internal static class PreflightRules
{
    /// <summary>False for what is to be settled when the migration is written, and for what the migrator does otherwise than EF Core.</summary>
    public static bool Concern(RuleInfo rule) => rule switch
    {
        // Taste: whoever wants it has it said at development time.
        { IsEnabledByDefault: false } => false,

        // Reversibility: Down is written already, and a rollback is looked at as what it does. Design: the shape of what is made; running it is no worse. Configuration: of the analyzers.
        { Category: "Reversibility" or "Design" or "Configuration" } => false,

        // They wait for migrations that have yet to be written (contract the column, validate the constraint).
        { Id: "DBM3015" or "DBM5009" } => false,

        // EF Core begins at the first operation again after a failure; the migrator goes on where it was (journal).
        { Id: "DBM5002" } => false,

        // The migrator waits for locks with a lock_timeout of its own, and has no command timeout.
        { Id: "DBM5003" or "DBM5011" } => false,

        // Calls of the application.
        { Id: "DBM5012" or "DBM5013" or "DBM5014" } => false,

        _ => true,
    };

    /// <summary>
    /// In a safe form only a certain failure is worth a warning. That the running version of the application meets a change is what its author chose the form for; it is said all the same.
    /// The rest is dealt with by the way it is executed: an invalid index is dropped before, a lock is tried again.
    /// </summary>
    public static RuleSeverity? SeverityInHelper(Finding finding) => finding.Rule switch
    {
        { Id: "DBM7001" or "DBM7003" or "DBM7007" } => finding.Severity,

        // A block of the form's own.
        { Id: "DBM7002" } => null,
        { Category: "Compatibility" or "Data" or "Sql" } => RuleSeverity.Info,
        { Category: "Transactions" } => null,
        _ => finding.Severity,
    };
}
