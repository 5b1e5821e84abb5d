using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Ir;

/// <summary>The statements written so far, and the operands that are pending between them.</summary>
/// <remarks>
/// Pending operands stay unevaluated trees until they are consumed. Before a statement is appended, every pending tree
/// that would notice it is evaluated into a fresh local, and so is everything below that tree, so that the order of
/// effects stays the order of the stack code.
/// </remarks>
internal sealed class StatementWriter(List<ValueType> locals)
{
    private readonly List<Expr> _pending = [];

    /// <summary>Locals of the translator's own that no later statement assigns while they are pending.</summary>
    private readonly HashSet<int> _settled = [];

    public List<ValueType> Locals { get; } = locals;

    /// <summary>The statements of the construct that is being written.</summary>
    public List<Statement> Statements { get; set; } = [];

    /// <summary>The height of the stack where that construct starts.</summary>
    public int Base { get; set; }

    public int Height => _pending.Count;

    public void Push(Expr operand) => _pending.Add(operand);

    /// <summary>Pushes a local that the translator will not assign any more before it is consumed.</summary>
    public void PushSettled(int local)
    {
        _settled.Add(local);
        _pending.Add(new LocalGet(Locals[local], local));
    }

    public Expr Pop()
    {
        if (_pending.Count <= Base)
        {
            throw new InvalidDataException("An instruction takes a value from an empty stack.");
        }

        var value = _pending[^1];
        _pending.RemoveAt(_pending.Count - 1);
        return value;
    }

    public Expr[] PopMany(int count)
    {
        var values = new Expr[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    /// <summary>After an unconditional branch the operands of the construct are gone.</summary>
    public void DiscardDead() => _pending.RemoveRange(Base, _pending.Count - Base);

    public int NewLocal(ValueType type)
    {
        Locals.Add(type);
        return Locals.Count - 1;
    }

    public void SetLocal(int local, Expr value) => Append(new LocalSet(local, value), Effects.Of(value).Writing(local));

    public void Append(Statement statement, Effects effects)
    {
        SpillWhere(pending => pending.ConflictsWith(effects));
        Statements.Add(statement);
    }

    /// <summary>Appends a statement that may leave the construct: no pending effect may be lost.</summary>
    public void AppendJump(Statement statement, Effects effects)
    {
        SpillWhere(pending => pending.HasWrites || pending.ConflictsWith(effects));
        Statements.Add(statement);
    }

    /// <summary>Evaluates all pending operands, as what follows may assign any local.</summary>
    public void SpillAll() => Spill(_pending.Count);

    /// <summary>Evaluates the highest pending operand that matches and all below it.</summary>
    private void SpillWhere(Func<Effects, bool> matches)
    {
        var count = _pending.Count;
        while (count > Base && (_pending[count - 1] is Const || !matches(Effects.Of(_pending[count - 1]))))
        {
            count--;
        }

        Spill(count);
    }

    /// <summary>Evaluates the lowest <paramref name="count"/> pending operands into locals.</summary>
    /// <remarks>Operands from outside the construct were evaluated when it was opened: here they might not be reached.</remarks>
    private void Spill(int count)
    {
        for (var i = Base; i < count; i++)
        {
            if (_pending[i] is Const || (_pending[i] is LocalGet get && _settled.Contains(get.Local)))
            {
                continue;
            }

            var local = NewLocal(_pending[i].Type);
            _settled.Add(local);
            Statements.Add(new LocalSet(local, _pending[i]));
            _pending[i] = new LocalGet(_pending[i].Type, local);
        }
    }
}
