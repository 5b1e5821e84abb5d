namespace PgQuery.Translator.Ir;

/// <summary>What evaluating an expression reads and writes; memory and globals count as one thing, the world.</summary>
/// <remarks>Traps are not an effect: after one the instance is thrown away, so their order cannot be seen.</remarks>
internal sealed class Effects
{
    private readonly HashSet<int> _localsRead = [];
    private readonly HashSet<int> _localsWritten = [];
    private bool _readsWorld;
    private bool _writesWorld;

    public bool HasWrites => _writesWorld || _localsWritten.Count != 0;

    public static Effects Of(Expr expression)
    {
        var effects = new Effects();
        effects.Add(expression);
        return effects;
    }

    public Effects Writing(int local)
    {
        _localsWritten.Add(local);
        return this;
    }

    public Effects WritingWorld()
    {
        _writesWorld = true;
        return this;
    }

    public Effects Add(Expr expression)
    {
        switch (expression)
        {
            case LocalGet get:
                _localsRead.Add(get.Local);
                break;
            case LocalTee tee:
                _localsWritten.Add(tee.Local);
                break;
            case GlobalGet or Load or MemorySize:
                _readsWorld = true;
                break;
            case Call or CallIndirect:
                _readsWorld = true;
                _writesWorld = true;
                break;
        }

        foreach (var operand in Operands.Of(expression))
        {
            Add(operand);
        }

        return this;
    }

    /// <summary>Whether the order of the two can be seen.</summary>
    public bool ConflictsWith(Effects other) =>
        (_writesWorld && (other._readsWorld || other._writesWorld))
        || (other._writesWorld && _readsWorld)
        || _localsWritten.Overlaps(other._localsRead)
        || _localsWritten.Overlaps(other._localsWritten)
        || other._localsWritten.Overlaps(_localsRead);
}
