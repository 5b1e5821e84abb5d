namespace MigrationAnalyzers.LockLab;

/// <summary>Something that the caller can mend; the message says how.</summary>
internal sealed class LockLabException : Exception
{
    public LockLabException(string message)
        : base(message)
    {
    }

    public LockLabException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
