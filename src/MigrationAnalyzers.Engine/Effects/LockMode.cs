namespace MigrationAnalyzers.Engine.Effects;

/// <summary>PostgreSQL's table lock modes, weakest first (https://www.postgresql.org/docs/current/explicit-locking.html).</summary>
public enum LockMode
{
    None,
    AccessShare,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive,
}

public static class LockModes
{
    /// <summary>INSERT, UPDATE and DELETE wait for it.</summary>
    public static bool BlocksWrites(this LockMode mode) => mode >= LockMode.Share;

    /// <summary>SELECT waits for it too.</summary>
    public static bool BlocksReads(this LockMode mode) => mode == LockMode.AccessExclusive;

    /// <summary>The name in PostgreSQL's documentation: ACCESS EXCLUSIVE.</summary>
    public static string DisplayName(this LockMode mode) => mode switch
    {
        LockMode.None => "no",
        LockMode.AccessShare => "ACCESS SHARE",
        LockMode.RowShare => "ROW SHARE",
        LockMode.RowExclusive => "ROW EXCLUSIVE",
        LockMode.ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
        LockMode.Share => "SHARE",
        LockMode.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
        LockMode.Exclusive => "EXCLUSIVE",
        LockMode.AccessExclusive => "ACCESS EXCLUSIVE",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>For messages: "an ACCESS EXCLUSIVE", "a SHARE".</summary>
    public static string WithArticle(this LockMode mode) =>
        (mode is LockMode.AccessShare or LockMode.AccessExclusive or LockMode.Exclusive ? "an " : "a ") + mode.DisplayName();

    /// <summary>Who waits, in words: "reads and writes", "writes", "other schema changes".</summary>
    public static string Waits(this LockMode mode) => mode switch
    {
        LockMode.AccessExclusive => "reads and writes",
        >= LockMode.Share => "writes",
        >= LockMode.ShareUpdateExclusive => "other schema changes and VACUUM",
        _ => "nothing",
    };
}
