namespace PgQuery.Runtime;

/// <summary>What a call into the parser returned: a value, or an error in PostgreSQL's own terms.</summary>
internal readonly struct Outcome<T>
    where T : class
{
    internal Outcome(T value)
    {
        Value = value;
        Message = "";
        Cursor = 0;
    }

    internal Outcome(string message, int cursor)
    {
        Value = null;
        Message = message;
        Cursor = cursor;
    }

    /// <summary>The value, or null when there is an error.</summary>
    internal T? Value { get; }

    /// <summary>The error's message.</summary>
    internal string Message { get; }

    /// <summary>Where the error is: the number of a character (a code point, not a byte) counted from 1, or 0 for nowhere.</summary>
    internal int Cursor { get; }
}
