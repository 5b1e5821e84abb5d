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

        // What becomes of the values, and who can read them, is decided by the type, however carefully it is changed.
        if (finding.Rule.Id is "DBM3009" or "DBM4002" or "DBM4003")
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
