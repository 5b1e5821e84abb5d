using System.Collections;
using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Outlining;

/// <summary>Consecutive statements of a function that become a method of their own, which shares a frame with the function.</summary>
internal sealed class Region(List<Statement> body)
{
    public List<Statement> Body { get; } = body;

    /// <summary>The labels outside that the region branches to. A branch returns the position here, plus one if the end can be reached.</summary>
    public IReadOnlyList<Label> Exits { get; } = ExternalLabels.Of(body);

    /// <summary>Whether control can leave at the end of the statements: the region then returns 0.</summary>
    public bool FallsThrough { get; } = Flow.FallsThrough(body);

    /// <summary>Whether the method returns which way it was left; with one way only there is nothing to return.</summary>
    public bool ReturnsExit => Exits.Count + (FallsThrough ? 1 : 0) > 1;

    /// <summary>The locals whose value at the start matters.</summary>
    public BitArray LiveAtStart { get; set; } = new(0);

    /// <summary>The locals whose value matters after the last statement.</summary>
    public BitArray LiveAtEnd { get; set; } = new(0);
}

/// <summary>Runs a region in place of its statements.</summary>
internal sealed class RegionCall(Region region) : Statement
{
    public Region Region { get; } = region;
}
