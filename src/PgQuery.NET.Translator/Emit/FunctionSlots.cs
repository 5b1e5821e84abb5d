using System.Reflection.Emit;
using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Emit;

/// <summary>The locals of a function: arguments, then variables. What its regions use is in a frame, which is one of its variables.</summary>
internal sealed class FunctionSlots : LocalSlots
{
    private readonly FrameLayout? _frame;
    private readonly HashSet<int> _inFrame;
    private readonly int _frameVariable;

    /// <param name="inFrame">The locals that regions use.</param>
    public FunctionSlots(Function function, IlBody il, FrameLayout? frame = null, HashSet<int>? inFrame = null)
        : base(function, il)
    {
        _frame = frame;
        _inFrame = inFrame ?? [];
        if (frame is not null)
        {
            _frameVariable = il.NewLocal(frame.Type);
            foreach (var parameter in _inFrame.Where(local => local < Parameters).Order())
            {
                StoreField(frame.FieldOf(parameter), LoadFrame, () => il.LoadArgument(parameter));
            }
        }
    }

    private int Parameters => Function.Type.Parameters.Length;

    public void LoadFrame() => Il.LoadLocalAddress(_frameVariable);

    public override void LoadInstance() => Il.LoadArgument(Parameters);

    public override void Load(int local)
    {
        if (_inFrame.Contains(local))
        {
            LoadField(_frame!.FieldOf(local), LoadFrame);
        }
        else if (local < Parameters)
        {
            Il.LoadArgument(local);
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
            StoreField(_frame!.FieldOf(local), LoadFrame, value);
        }
        else
        {
            value();
            StoreOwn(local);
        }
    }

    public override void Tee(int local)
    {
        if (_inFrame.Contains(local))
        {
            TeeField(local, _frame!.FieldOf(local), LoadFrame);
        }
        else
        {
            Il.Emit(OpCodes.Dup);
            StoreOwn(local);
        }
    }

    private void StoreOwn(int local)
    {
        if (local < Parameters)
        {
            Il.StoreArgument(local);
        }
        else
        {
            Il.StoreLocal(VariableOf(local));
        }
    }
}
