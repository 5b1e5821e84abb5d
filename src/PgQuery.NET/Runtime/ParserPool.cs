using PgQuery.Module;

namespace PgQuery.Runtime;

/// <summary>
/// The parsers of the process: at most one for each processor, and never more than eight. One takes 3 MB and a millisecond
/// to make, so that those at rest are kept.
/// </summary>
internal static class ParserPool
{
    /// <summary>The message for a statement that needs more stack than there is.</summary>
    internal const string TooDeep = "the statement is nested too deeply";

    /// <summary>The message for a statement that needs more memory than the parser may take.</summary>
    internal const string TooLarge = "the statement is too large";

    // An instance that a huge script has blown up goes, rather than holding that memory for good.
    private const int LargestKeptMemory = 16 * 1024 * 1024;

    private const int DeepStack = 32 * 1024 * 1024;

    private static readonly SemaphoreSlim Working = new(Math.Min(Environment.ProcessorCount, 8));
    private static readonly Stack<ParserInstance> Resting = new();

    /// <summary>Lends a parser to a function.</summary>
    /// <typeparam name="T">What the function makes.</typeparam>
    /// <param name="use">The function; it must not call the pool.</param>
    /// <returns>What the function returned, or an error when the parser broke down under it.</returns>
    internal static Outcome<T> Run<T>(Func<ParserInstance, Outcome<T>> use)
        where T : class
    {
        var outcome = RunHere(use);
        return outcome.Value is null && ReferenceEquals(outcome.Message, TooDeep) ? RunDeep(use) : outcome;
    }

    private static Outcome<T> RunHere<T>(Func<ParserInstance, Outcome<T>> use)
        where T : class
    {
        Working.Wait();
        try
        {
            var instance = Take() ?? new ParserInstance();
            var outcome = use(instance);
            Return(instance);
            return outcome;
        }
        catch (Exception exception)
        {
            // Whatever went wrong, the instance's memory may be in any state: it is not returned.
            return new Outcome<T>(Describe(exception), 0);
        }
        finally
        {
            Working.Release();
        }
    }

    // A level of nesting takes the parser up to 2 KB of stack, of which the caller's thread may have little: .NET keeps the last 128 KB free.
    // What the tree's own limit allows fits here.
    private static Outcome<T> RunDeep<T>(Func<ParserInstance, Outcome<T>> use)
        where T : class
    {
        var outcome = new Outcome<T>(TooDeep, 0);
        var thread = new Thread(() => outcome = RunHere(use), DeepStack) { IsBackground = true, Name = "PgQuery" };
        try
        {
            thread.Start();
            thread.Join();
        }
        catch (OutOfMemoryException)
        {
            // There is no room for the thread: then the error stays.
        }

        return outcome;
    }

    private static string Describe(Exception exception) => exception switch
    {
        OutOfMemoryException => TooLarge,
        PgTrapException { Message: var message } when message.StartsWith("The statement is too large", StringComparison.Ordinal) => TooLarge,
        InsufficientExecutionStackException or PgTrapException { InnerException: InsufficientExecutionStackException } => TooDeep,
        PgTrapException { Message: var message } when message.StartsWith("The statement is nested", StringComparison.Ordinal) => TooDeep,
        _ => "internal failure of the parser: " + exception.Message,
    };

    private static ParserInstance? Take()
    {
        lock (Resting)
        {
            return Resting.Count > 0 ? Resting.Pop() : null;
        }
    }

    private static void Return(ParserInstance instance)
    {
        lock (Resting)
        {
            if (instance.MemorySize <= LargestKeptMemory)
            {
                Resting.Push(instance);
            }
        }
    }
}
