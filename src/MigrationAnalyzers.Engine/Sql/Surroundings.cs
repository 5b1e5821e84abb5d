using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Where a statement stands.</summary>
/// <param name="Variables">Variables of PL/pgSQL that it may name; null outside of a DO block.</param>
/// <param name="Depth">How many DO blocks and executed texts it is in.</param>
internal sealed record Surroundings(Circumstances Circumstances, HashSet<string>? Variables, int Depth)
{
    public static readonly Surroundings None = new(Circumstances.None, null, 0);

    /// <summary>How often the loops around it run at most; null where there is none, or that is not known.</summary>
    public int? Rounds { get; init; }

    /// <summary>What ends the innermost loop around it.</summary>
    public LoopEnd LoopEnd { get; init; }

    public bool InLoop => (Circumstances & Circumstances.Repeated) != 0;

    public Surroundings With(Circumstances more) => (Circumstances & more) == more ? this : this with { Circumstances = Circumstances | more };
}
