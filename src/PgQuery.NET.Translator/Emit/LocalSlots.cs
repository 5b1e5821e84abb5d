using System.Reflection.Emit;
using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Emit;

/// <summary>Where the locals of a method live in IL.</summary>
internal abstract class LocalSlots(Function function, IlBody il)
{
    private readonly Dictionary<int, int> _variables = [];
    private readonly Dictionary<int, int> _teed = [];

    protected Function Function { get; } = function;

    protected IlBody Il { get; } = il;

    public abstract void LoadInstance();

    public abstract void Load(int local);

    /// <summary>Assigns what <paramref name="value"/> pushes.</summary>
    public abstract void Store(int local, Action value);

    /// <summary>Assigns the value on the stack and leaves it there.</summary>
    public abstract void Tee(int local);

    protected int VariableOf(int local)
    {
        if (!_variables.TryGetValue(local, out var slot))
        {
            slot = Il.NewLocal(IlType.Of(Function.Locals[local]));
            _variables.Add(local, slot);
        }

        return slot;
    }

    protected void LoadField(FieldEntry field, Action frame)
    {
        frame();
        Il.Field(OpCodes.Ldfld, field);
    }

    protected void StoreField(FieldEntry field, Action frame, Action value)
    {
        frame();
        value();
        Il.Field(OpCodes.Stfld, field);
    }

    protected void TeeField(int local, FieldEntry field, Action frame)
    {
        if (!_teed.TryGetValue(local, out var slot))
        {
            slot = Il.NewLocal(IlType.Of(Function.Locals[local]));
            _teed.Add(local, slot);
        }

        Il.StoreLocal(slot);
        StoreField(field, frame, () => Il.LoadLocal(slot));
        Il.LoadLocal(slot);
    }
}
