using System.Reflection;
using PgQuery.Translator.Ir;
using PgQuery.Translator.Outlining;

namespace PgQuery.Translator.Emit;

/// <summary>Adds the frame and the region methods of one outlined function, in a class of their own that is loaded on its first call.</summary>
internal sealed class OutlinedEmitter
{
    private readonly ModuleContext _context;
    private readonly OutlinedFunction _function;
    private readonly FrameLayout _frame;
    private readonly Dictionary<Region, MethodEntry> _methods = [];

    public OutlinedEmitter(ModuleContext context, OutlinedFunction function, string @namespace)
    {
        _context = context;
        _function = function;
        var owner = context.Assembly.AddType(
            @namespace,
            $"Regions{function.Function.Index}",
            TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            context.Assembly.Reference("System", "Object"));
        _frame = new FrameLayout(context.Assembly, owner, function);
        for (var i = 0; i < function.Regions.Count; i++)
        {
            var region = function.Regions[i];
            _methods.Add(region, TrapMethods.AddTo(
                owner,
                $"r{i}",
                region.ReturnsExit ? IlType.Int32 : null,
                [IlType.ReferenceTo(_frame.Type), context.InstanceType],
                il => EmitRegion(region, il)));
        }
    }

    /// <summary>The function itself.</summary>
    public void Emit(IlBody il)
    {
        var slots = new FunctionSlots(_function.Function, il, _frame, _function.TouchedByCalls(_function.Function.Body));
        new FunctionEmitter(_context, slots, il, region => CallRegion(region, slots.LoadFrame, slots, il)).Emit(_function.Function.Body);
    }

    private void EmitRegion(Region region, IlBody il)
    {
        var slots = new RegionSlots(_function, region, _frame, il);
        var emitter = new FunctionEmitter(_context, slots, il, called => CallRegion(called, slots.LoadFrame, slots, il));
        emitter.Emit(region.Body);
        var first = region.FallsThrough ? 1 : 0;
        if (region.FallsThrough)
        {
            Leave(region.LiveAtEnd, 0);
        }

        for (var i = 0; i < region.Exits.Count; i++)
        {
            il.Mark(emitter.LabelOf(region.Exits[i]));
            Leave(_function.LiveAt(region.Exits[i]), first + i);
        }

        void Leave(System.Collections.BitArray live, int exit)
        {
            slots.Leave(live);
            if (region.ReturnsExit)
            {
                il.Constant(exit);
            }

            il.Emit(System.Reflection.Emit.OpCodes.Ret);
        }
    }

    private void CallRegion(Region region, Action loadFrame, LocalSlots slots, IlBody il)
    {
        loadFrame();
        slots.LoadInstance();
        il.Call(_methods[region]);
    }
}
