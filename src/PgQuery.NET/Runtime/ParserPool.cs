using PgQuery.Module;

namespace PgQuery.Runtime;

/// <summary>
/// The parsers of the process: at most one for each processor at work, at most four at rest. One takes 3 MB and a
/// millisecond to make.
/// </summary>
internal static class ParserPool
{
    private const int KeptInstances = 4;

    // An instance that a huge script has blown up goes, rather than holding that memory for good.
    private const int LargestKeptMemory = 16 * 1024 * 1024;

    private static readonly SemaphoreSlim Working = new(Environment.ProcessorCount);
    private static readonly Stack<ParserInstance> Resting = new();

    /// <summary>Lends a parser to a function.</summary>
    /// <typeparam name="T">What the function makes.</typeparam>
    /// <param name="use">The function; it must not call the pool.</param>
    /// <returns>What the function returned, or an error when the parser broke down under it.</returns>
    internal static Outcome<T> Run<T>(Func<ParserInstance, Outcome<T>> use)
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

    private static string Describe(Exception exception) => exception switch
    {
        OutOfMemoryException => "the statement is too large for the parser's memory",
        InsufficientExecutionStackException => "the statement is too deeply nested",
        PgTrapException { InnerException: InsufficientExecutionStackException } => "the statement is too deeply nested",
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
            if (Resting.Count < KeptInstances && instance.MemorySize <= LargestKeptMemory)
            {
                Resting.Push(instance);
            }
        }
    }
}
