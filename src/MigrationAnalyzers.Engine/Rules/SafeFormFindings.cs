namespace MigrationAnalyzers.Engine.Rules;

/// <summary>What remains to be said of an operation that is written in its safe form.</summary>
internal static class SafeFormFindings
{
    /// <summary>Null: nothing.</summary>
    public static Finding? Settle(Finding finding)
    {
        if (!finding.Origin.IsSafeForm)
        {
            return finding;
        }

        return finding.Rule.Id.Substring(0, 4) switch
        {
            // The safe form holds no lock for long, rewrites nothing, writes in batches, and goes on where it was interrupted.
            "DBM1" or "DBM2" or "DBM4" or "DBM5" => null,

            // Its author has chosen the form because other versions of the application are running.
            "DBM3" => finding with { Severity = RuleSeverity.Info },
            _ => finding,
        };
    }
}
