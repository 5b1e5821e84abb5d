namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>What becomes of a read or a write of an application that knows an older type of a column.</summary>
internal enum ClientOutcome
{
    Unknown,
    Works,
    Fails,

    /// <summary>Some C# types of the old column take the new one, others do not.</summary>
    Depends,
}
