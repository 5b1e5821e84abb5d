using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Ir;

/// <summary>Turns the stack code of one function into statements over expression trees.</summary>
/// <remarks>
/// Pending operands stay unevaluated trees until they are consumed. Before a statement is appended, every pending tree
/// that would notice it is evaluated into a fresh local, and so is everything below that tree, so that the order of
/// effects stays the order of the stack code.
/// </remarks>
internal sealed class FunctionLowering
{
    private readonly WasmModule _module;
    private readonly WasmFunction _function;
    private readonly Func<Const, Const> _rewrite;
    private readonly List<ValueType> _locals;
    private readonly List<Expr> _stack = [];

    /// <summary>Locals of the translator's own that no later statement assigns while they are pending.</summary>
    private readonly HashSet<int> _settled = [];
    private readonly Stack<Construct> _constructs = new();
    private List<Statement> _body = [];

    private sealed class Construct
    {
        public required Opcode Kind { get; init; }

        public required Label Label { get; init; }

        public required int StackHeight { get; init; }

        public required List<Statement> Outer { get; init; }

        public Expr? Condition { get; init; }

        public List<Statement>? Then { get; set; }
    }

    private FunctionLowering(WasmModule module, WasmFunction function, Func<Const, Const> rewrite)
    {
        _rewrite = rewrite;
        _module = module;
        _function = function;
        _locals = [.. function.Type.Parameters, .. function.Locals];
    }

    /// <param name="rewrite">Replaces integer constants that depend on the memory layout.</param>
    public static Function Lower(WasmModule module, WasmFunction function, Func<Const, Const> rewrite)
    {
        var lowering = new FunctionLowering(module, function, rewrite);
        var body = lowering.Run();
        return new Function(function.Index, function.Type, lowering._locals, body);
    }

    private List<Statement> Run()
    {
        var reader = new WasmReader(_function.Code);
        Open(Opcode.Block, _function.Type.Result, null);
        while (!reader.AtEnd)
        {
            var opcode = (Opcode)reader.Byte();
            Instruction(opcode, ref reader);
            if (opcode is Opcode.Unreachable or Opcode.Br or Opcode.BrTable or Opcode.Return)
            {
                SkipDeadCode(ref reader);
            }
        }

        if (_constructs.Count != 0)
        {
            throw new InvalidDataException($"Function {_function.Index} ends inside a block.");
        }

        return _body;
    }

    /// <summary>Leaves the reader before the <c>else</c> or <c>end</c> of the construct that the dead code is in.</summary>
    private static void SkipDeadCode(ref WasmReader reader)
    {
        var depth = 0;
        while (true)
        {
            var before = reader;
            var opcode = (Opcode)reader.Byte();
            if (opcode is Opcode.Block or Opcode.Loop or Opcode.If)
            {
                depth++;
            }
            else if (depth == 0 && opcode is (Opcode.Else or Opcode.End))
            {
                reader = before;
                return;
            }
            else if (opcode == Opcode.End)
            {
                depth--;
            }

            Immediates.Skip(opcode, ref reader);
        }
    }

    private void Instruction(Opcode opcode, ref WasmReader reader)
    {
        switch (opcode)
        {
            case Opcode.Nop:
                break;
            case Opcode.Unreachable:
                AppendJump(new Unreachable(), new Effects());
                DiscardDead();
                break;
            case Opcode.Block or Opcode.Loop or Opcode.If:
                var condition = opcode == Opcode.If ? Pop() : null;
                Open(opcode, Immediates.BlockType(ref reader), condition);
                break;
            case Opcode.Else:
                Else();
                break;
            case Opcode.End:
                Close();
                break;
            case Opcode.Br:
                BranchTo(LabelAt(reader.Count()));
                break;
            case Opcode.BrIf:
                BranchIfTo(LabelAt(reader.Count()));
                break;
            case Opcode.BrTable:
                BranchByTable(ref reader);
                break;
            case Opcode.Return:
                ReturnValue();
                break;
            case Opcode.Call:
                var callee = reader.Count();
                var signature = _module.TypeOf(callee);
                Result(signature, new Call(callee, signature, PopMany(signature.Parameters.Length)));
                break;
            case Opcode.CallIndirect:
                var type = _module.Types[reader.Count()];
                reader.Count();
                var slot = Pop();
                Result(type, new CallIndirect(type, PopMany(type.Parameters.Length), slot));
                break;
            case Opcode.Drop:
                Drop();
                break;
            case Opcode.Select:
                Select();
                break;
            case Opcode.LocalGet:
                var read = reader.Count();
                _stack.Add(new LocalGet(_locals[read], read));
                break;
            case Opcode.LocalSet:
                SetLocal(reader.Count(), Pop());
                break;
            case Opcode.LocalTee:
                _stack.Add(new LocalTee(reader.Count(), Pop()));
                break;
            case Opcode.GlobalGet:
                var global = reader.Count();
                _stack.Add(new GlobalGet(_module.Globals[global].Type, global));
                break;
            case Opcode.GlobalSet:
                var assigned = Pop();
                Append(new GlobalSet(reader.Count(), assigned), Effects.Of(assigned).WritingWorld());
                break;
            case Opcode.MemorySize:
                reader.Byte();
                _stack.Add(new MemorySize());
                break;
            case Opcode.I32Const:
                _stack.Add(_rewrite(new Const(ValueType.I32, (int)reader.Signed())));
                break;
            case Opcode.I64Const:
                _stack.Add(new Const(ValueType.I64, reader.Signed()));
                break;
            case Opcode.F32Const:
                _stack.Add(new Const(ValueType.F32, BitConverter.SingleToInt32Bits(reader.Single())));
                break;
            case Opcode.F64Const:
                _stack.Add(new Const(ValueType.F64, BitConverter.DoubleToInt64Bits(reader.Double())));
                break;
            case Opcode.Extended:
                Extended((ExtendedOpcode)reader.Unsigned(), ref reader);
                break;
            default:
                Plain(opcode, ref reader);
                break;
        }
    }

    private void Plain(Opcode opcode, ref WasmReader reader)
    {
        if (OpcodeShape.IsLoad(opcode))
        {
            reader.Unsigned();
            _stack.Add(new Load(opcode, reader.Unsigned(), Pop()));
        }
        else if (OpcodeShape.IsStore(opcode))
        {
            reader.Unsigned();
            var offset = reader.Unsigned();
            var value = Pop();
            var address = Pop();
            Append(new Store(opcode, offset, address, value), Effects.Of(address).Add(value).WritingWorld());
        }
        else if (OpcodeShape.IsUnary(opcode))
        {
            _stack.Add(new Unary(opcode, Pop()));
        }
        else if (OpcodeShape.IsBinary(opcode))
        {
            var right = Pop();
            _stack.Add(new Binary(opcode, Pop(), right));
        }
        else
        {
            throw new InvalidDataException($"Function {_function.Index} uses unsupported instruction 0x{(byte)opcode:x2}.");
        }
    }

    private void Extended(ExtendedOpcode opcode, ref WasmReader reader)
    {
        switch (opcode)
        {
            case >= ExtendedOpcode.I32TruncSatF32S and <= ExtendedOpcode.I64TruncSatF64U:
                _stack.Add(new Saturate(opcode, Pop()));
                break;
            case ExtendedOpcode.MemoryCopy or ExtendedOpcode.MemoryFill:
                reader.Bytes(opcode == ExtendedOpcode.MemoryCopy ? 2 : 1);
                var operands = PopMany(3);
                var effects = Effects.Of(operands[0]).Add(operands[1]).Add(operands[2]).WritingWorld();
                Append(new BulkMemory(opcode, operands[0], operands[1], operands[2]), effects);
                break;
            default:
                throw new InvalidDataException($"Function {_function.Index} uses unsupported instruction 0xfc {(int)opcode}.");
        }
    }

    private void Open(Opcode kind, ValueType? type, Expr? condition)
    {
        // The construct may assign any local: nothing stays pending across its start. The condition comes after all that is pending.
        Spill(_stack.Count);
        var label = new Label(kind == Opcode.Loop, type, type is { } t ? NewLocal(t) : -1);
        _constructs.Push(new Construct { Kind = kind, Label = label, StackHeight = _stack.Count, Outer = _body, Condition = condition });
        _body = [];
    }

    private void Else()
    {
        var construct = _constructs.Peek();
        StoreResult(construct);
        construct.Then = _body;
        _body = [];
    }

    private void Close()
    {
        var construct = _constructs.Peek();
        StoreResult(construct);
        _constructs.Pop();
        if (_constructs.Count == 0)
        {
            if (construct.Label.Type is not null)
            {
                _body = [new Block(construct.Label, _body), new Return(ResultOf(construct.Label))];
            }
            else
            {
                _body = [new Block(construct.Label, _body), new Return(null)];
            }

            return;
        }

        Statement statement = construct.Kind == Opcode.If
            ? new If(construct.Label, construct.Condition!, construct.Then ?? _body, construct.Then is null ? [] : _body)
            : new Block(construct.Label, _body);
        _body = construct.Outer;
        _body.Add(statement);
        if (construct.Label.Type is not null)
        {
            _settled.Add(construct.Label.ResultLocal);
            _stack.Add(ResultOf(construct.Label));
        }
    }

    /// <summary>Ends an arm: its value, if it is reached and leaves one, moves to the local of the construct.</summary>
    private void StoreResult(Construct construct)
    {
        if (construct.Label.Type is not null && _stack.Count > construct.StackHeight)
        {
            SetLocal(construct.Label.ResultLocal, Pop());
        }

        if (_stack.Count != construct.StackHeight)
        {
            throw new InvalidDataException($"Function {_function.Index} leaves values on the stack at the end of a block.");
        }
    }

    private static LocalGet ResultOf(Label label) => new(label.Type!.Value, label.ResultLocal);

    private Label LabelAt(int depth) => _constructs.ElementAt(depth).Label;

    private void BranchTo(Label target)
    {
        if (CarriesValue(target))
        {
            SetLocal(target.ResultLocal, Pop());
        }

        AppendJump(new Branch(target), new Effects());
        DiscardDead();
    }

    private void BranchIfTo(Label target)
    {
        var condition = Pop();
        if (CarriesValue(target))
        {
            // The value precedes the condition on the stack; it stays there when the branch is not taken.
            SetLocal(target.ResultLocal, Pop());
            _stack.Add(ResultOf(target));
        }

        AppendJump(new BranchIf(condition, target), Effects.Of(condition));
    }

    private void BranchByTable(ref WasmReader reader)
    {
        var targets = new Label[reader.Count()];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = LabelAt(reader.Count());
        }

        var otherwise = LabelAt(reader.Count());
        if (targets.Append(otherwise).Any(CarriesValue))
        {
            throw new InvalidDataException($"Function {_function.Index} has a br_table with a value.");
        }

        var index = Pop();
        AppendJump(new BranchTable(index, targets, otherwise), Effects.Of(index));
        DiscardDead();
    }

    private static bool CarriesValue(Label target) => target.Type is not null && !target.IsLoop;

    private void ReturnValue()
    {
        var value = _function.Type.Result is null ? null : Pop();
        AppendJump(new Return(value), value is null ? new Effects() : Effects.Of(value));
        DiscardDead();
    }

    /// <summary>After an unconditional branch the operands of this construct are gone.</summary>
    private void DiscardDead() =>
        _stack.RemoveRange(Base, _stack.Count - Base);

    private void Drop()
    {
        var value = Pop();
        if (value is not (Const or LocalGet))
        {
            Append(new Evaluate(value), Effects.Of(value));
        }
    }

    /// <summary>select evaluates both values, then the condition; here it becomes an assignment that is overwritten conditionally.</summary>
    private void Select()
    {
        var condition = Pop();
        var otherwise = Pop();
        var then = Pop();
        if (then is not (Const or LocalGet) || Effects.Of(otherwise).Add(condition).ConflictsWith(Effects.Of(then)))
        {
            var first = NewLocal(then.Type);
            SetLocal(first, then);
            then = new LocalGet(then.Type, first);
        }

        var result = NewLocal(then.Type);
        SetLocal(result, otherwise);
        Append(new If(new Label(false, null, -1), condition, [new LocalSet(result, then)], []), Effects.Of(condition));
        _settled.Add(result);
        _stack.Add(new LocalGet(then.Type, result));
    }

    private void Result(FunctionType type, Expr call)
    {
        if (type.Result is not null)
        {
            _stack.Add(call);
        }
        else
        {
            Append(new Evaluate(call), Effects.Of(call));
        }
    }

    private void SetLocal(int local, Expr value) => Append(new LocalSet(local, value), Effects.Of(value).Writing(local));

    private void Append(Statement statement, Effects effects)
    {
        SpillWhere(pending => pending.ConflictsWith(effects));
        _body.Add(statement);
    }

    /// <summary>Appends a statement that may leave the construct: no pending effect may be lost.</summary>
    private void AppendJump(Statement statement, Effects effects)
    {
        SpillWhere(pending => pending.HasWrites || pending.ConflictsWith(effects));
        _body.Add(statement);
    }

    /// <summary>Evaluates the highest pending operand that matches and all below it.</summary>
    private void SpillWhere(Func<Effects, bool> matches)
    {
        var count = _stack.Count;
        while (count > Base && (_stack[count - 1] is Const || !matches(Effects.Of(_stack[count - 1]))))
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
            if (_stack[i] is Const || (_stack[i] is LocalGet get && _settled.Contains(get.Local)))
            {
                continue;
            }

            var local = NewLocal(_stack[i].Type);
            _settled.Add(local);
            _body.Add(new LocalSet(local, _stack[i]));
            _stack[i] = new LocalGet(_stack[i].Type, local);
        }
    }

    /// <summary>The height of the stack where the innermost construct starts.</summary>
    private int Base => _constructs.Count == 0 ? 0 : _constructs.Peek().StackHeight;

    private int NewLocal(ValueType type)
    {
        _locals.Add(type);
        return _locals.Count - 1;
    }

    private Expr Pop()
    {
        if (_stack.Count <= Base)
        {
            throw new InvalidDataException($"Function {_function.Index} takes a value from an empty stack.");
        }

        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private Expr[] PopMany(int count)
    {
        var values = new Expr[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }
}
