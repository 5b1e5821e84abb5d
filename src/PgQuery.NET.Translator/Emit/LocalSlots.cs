using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Emit;

/// <summary>Where the locals of a function live in IL: arguments first, then variables, which are declared on first use.</summary>
internal sealed class LocalSlots(Function function, IlBody il)
{
    private readonly Dictionary<int, int> _slots = [];

    private int Parameters => function.Type.Parameters.Length;

    public void Load(int local)
    {
        if (local < Parameters)
        {
            il.LoadArgument(local);
        }
        else
        {
            il.LoadLocal(SlotOf(local));
        }
    }

    public void Store(int local)
    {
        if (local < Parameters)
        {
            il.StoreArgument(local);
        }
        else
        {
            il.StoreLocal(SlotOf(local));
        }
    }

    public void LoadInstance() => il.LoadArgument(Parameters);

    private int SlotOf(int local)
    {
        if (!_slots.TryGetValue(local, out var slot))
        {
            slot = il.NewLocal(IlType.Of(function.Locals[local]));
            _slots.Add(local, slot);
        }

        return slot;
    }
}
