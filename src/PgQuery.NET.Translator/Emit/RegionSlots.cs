using System.Collections;
using System.Reflection.Emit;
using PgQuery.Translator.Ir;
using PgQuery.Translator.Outlining;

namespace PgQuery.Translator.Emit;

/// <summary>
/// The locals of a region. The frame is its first argument. What the region shares is kept in variables while it runs, read
/// at the start and written back where it is left, except for locals that regions it calls share as well.
/// </summary>
internal sealed class RegionSlots : LocalSlots
{
    private readonly FrameLayout _frame;
    private readonly HashSet<int> _inFrame;
    private readonly int[] _written;

    public RegionSlots(OutlinedFunction function, Region region, FrameLayout frame, IlBody il)
        : base(function.Function, il)
    {
        _frame = frame;
        _inFrame = function.TouchedByCalls(region.Body);
        var usage = LocalUsage.Of(region.Body);
        _written = [.. usage.Written.Where(local => function.SharedWith(region).Contains(local) && !_inFrame.Contains(local)).Order()];
        foreach (var local in function.SharedWith(region).Where(local => region.LiveAtStart[local] && !_inFrame.Contains(local)).Order())
        {
            LoadField(frame.FieldOf(local), LoadFrame);
            il.StoreLocal(VariableOf(local));
        }
    }

    public void LoadFrame() => Il.LoadArgument(0);

    public override void LoadInstance() => Il.LoadArgument(1);

    /// <summary>Writes back what matters where the region is left to.</summary>
    public void Leave(BitArray live)
    {
        foreach (var local in _written)
        {
            if (live[local])
            {
                StoreField(_frame.FieldOf(local), LoadFrame, () => Il.LoadLocal(VariableOf(local)));
            }
        }
    }

    public override void Load(int local)
    {
        if (_inFrame.Contains(local))
        {
            LoadField(_frame.FieldOf(local), LoadFrame);
        }
        else
        {
            Il.LoadLocal(VariableOf(local));
        }
    }

    public override void Store(int local, Action value)
    {
        if (_inFrame.Contains(local))
        {
            StoreField(_frame.FieldOf(local), LoadFrame, value);
        }
        else
        {
            value();
            Il.StoreLocal(VariableOf(local));
        }
    }

    public override void Tee(int local)
    {
        if (_inFrame.Contains(local))
        {
            TeeField(local, _frame.FieldOf(local), LoadFrame);
        }
        else
        {
            Il.Emit(OpCodes.Dup);
            Il.StoreLocal(VariableOf(local));
        }
    }
}
