using System.Collections;
using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Outlining;

/// <summary>A function whose large parts are regions, and which locals they share with it through a frame.</summary>
internal sealed class OutlinedFunction
{
    private readonly Liveness _liveness;
    private readonly Dictionary<Region, HashSet<int>> _shared = [];

    public OutlinedFunction(Function function, IReadOnlyList<Region> regions, Liveness liveness)
    {
        Function = function;
        Regions = regions;
        _liveness = liveness;
        foreach (var region in regions)
        {
            _shared.Add(region, SharedBy(region));
        }

        Frame = [.. _shared.Values.SelectMany(locals => locals).Distinct().Order()];
    }

    public Function Function { get; }

    public IReadOnlyList<Region> Regions { get; }

    /// <summary>The locals that live in the frame.</summary>
    public IReadOnlyList<int> Frame { get; }

    /// <summary>Locals that this region itself reads from the frame or leaves there. All others it uses are its own.</summary>
    public IReadOnlySet<int> SharedWith(Region region) => _shared[region];

    /// <summary>The frame locals that other methods touch while these statements run: they must not be kept in variables.</summary>
    public HashSet<int> TouchedByCalls(List<Statement> statements)
    {
        var touched = new HashSet<int>();
        foreach (var call in Walk.Statements(statements).OfType<RegionCall>())
        {
            touched.UnionWith(_shared[call.Region]);
            touched.UnionWith(TouchedByCalls(call.Region.Body));
        }

        return touched;
    }

    public BitArray LiveAt(Label label) => _liveness.At(label);

    private HashSet<int> SharedBy(Region region)
    {
        var leaving = new BitArray(region.LiveAtEnd);
        foreach (var exit in region.Exits)
        {
            leaving.Or(_liveness.At(exit));
        }

        var usage = LocalUsage.Of(region.Body);
        return [.. usage.Read.Where(local => region.LiveAtStart[local]), .. usage.Written.Where(local => region.LiveAtStart[local] || leaving[local])];
    }
}
