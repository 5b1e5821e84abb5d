using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Ir;

/// <summary>Turns the stack code of one function into statements over expression trees.</summary>
internal sealed class FunctionLowering
{
    private readonly WasmModule _module;
    private readonly WasmFunction _function;
    private readonly Func<Const, Const> _rewrite;
    private readonly StatementWriter _writer;
    private readonly Stack<Construct> _constructs = new();

    private sealed class Construct
    {
        public required Opcode Kind { get; init; }

        public required Label Label { get; init; }

        /// <summary>The height of the stack where the construct around this one starts.</summary>
        public required int Base { get; init; }

        public required List<Statement> Outer { get; init; }

        public Expr? Condition { get; init; }

        public List<Statement>? Then { get; set; }
    }

    private FunctionLowering(WasmModule module, WasmFunction function, Func<Const, Const> rewrite)
    {
        _rewrite = rewrite;
        _module = module;
        _function = function;
        _writer = new StatementWriter([.. function.Type.Parameters, .. function.Locals]);
    }

    /// <param name="rewrite">Replaces integer constants that depend on the memory layout.</param>
    public static Function Lower(WasmModule module, WasmFunction function, Func<Const, Const> rewrite)
    {
        var lowering = new FunctionLowering(module, function, rewrite);
        var body = lowering.Run();
        return new Function(function.Index, function.Type, lowering._writer.Locals, body);
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

        return _writer.Statements;
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
                _writer.AppendJump(new Unreachable(), new Effects());
                _writer.DiscardDead();
                break;
            case Opcode.Block or Opcode.Loop or Opcode.If:
                var condition = opcode == Opcode.If ? _writer.Pop() : null;
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
                Result(signature, new Call(callee, signature, _writer.PopMany(signature.Parameters.Length)));
                break;
            case Opcode.CallIndirect:
                var type = _module.Types[reader.Count()];
                reader.Count();
                var slot = _writer.Pop();
                Result(type, new CallIndirect(type, _writer.PopMany(type.Parameters.Length), slot));
                break;
            case Opcode.Drop:
                Drop();
                break;
            case Opcode.Select:
                Select();
                break;
            case Opcode.LocalGet:
                var read = reader.Count();
                _writer.Push(new LocalGet(_writer.Locals[read], read));
                break;
            case Opcode.LocalSet:
                _writer.SetLocal(reader.Count(), _writer.Pop());
                break;
            case Opcode.LocalTee:
                _writer.Push(new LocalTee(reader.Count(), _writer.Pop()));
                break;
            case Opcode.GlobalGet:
                var global = reader.Count();
                _writer.Push(new GlobalGet(_module.Globals[global].Type, global));
                break;
            case Opcode.GlobalSet:
                var assigned = _writer.Pop();
                _writer.Append(new GlobalSet(reader.Count(), assigned), Effects.Of(assigned).WritingWorld());
                break;
            case Opcode.MemorySize:
                reader.Byte();
                _writer.Push(new MemorySize());
                break;
            case Opcode.I32Const:
                _writer.Push(_rewrite(new Const(ValueType.I32, (int)reader.Signed())));
                break;
            case Opcode.I64Const:
                _writer.Push(new Const(ValueType.I64, reader.Signed()));
                break;
            case Opcode.F32Const:
                _writer.Push(new Const(ValueType.F32, BitConverter.SingleToInt32Bits(reader.Single())));
                break;
            case Opcode.F64Const:
                _writer.Push(new Const(ValueType.F64, BitConverter.DoubleToInt64Bits(reader.Double())));
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
            _writer.Push(new Load(opcode, reader.Unsigned(), _writer.Pop()));
        }
        else if (OpcodeShape.IsStore(opcode))
        {
            reader.Unsigned();
            var offset = reader.Unsigned();
            var value = _writer.Pop();
            var address = _writer.Pop();
            _writer.Append(new Store(opcode, offset, address, value), Effects.Of(address).Add(value).WritingWorld());
        }
        else if (OpcodeShape.IsUnary(opcode))
        {
            _writer.Push(new Unary(opcode, _writer.Pop()));
        }
        else if (OpcodeShape.IsBinary(opcode))
        {
            var right = _writer.Pop();
            _writer.Push(new Binary(opcode, _writer.Pop(), right));
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
                _writer.Push(new Saturate(opcode, _writer.Pop()));
                break;
            case ExtendedOpcode.MemoryCopy or ExtendedOpcode.MemoryFill:
                reader.Bytes(opcode == ExtendedOpcode.MemoryCopy ? 2 : 1);
                var operands = _writer.PopMany(3);
                var effects = Effects.Of(operands[0]).Add(operands[1]).Add(operands[2]).WritingWorld();
                _writer.Append(new BulkMemory(opcode, operands[0], operands[1], operands[2]), effects);
                break;
            default:
                throw new InvalidDataException($"Function {_function.Index} uses unsupported instruction 0xfc {(int)opcode}.");
        }
    }

    private void Open(Opcode kind, ValueType? type, Expr? condition)
    {
        // The construct may assign any local: nothing stays pending across its start. The condition comes after all that is pending.
        _writer.SpillAll();
        var label = new Label(kind == Opcode.Loop, type, type is { } t ? _writer.NewLocal(t) : -1);
        _constructs.Push(new Construct { Kind = kind, Label = label, Base = _writer.Base, Outer = _writer.Statements, Condition = condition });
        _writer.Base = _writer.Height;
        _writer.Statements = [];
    }

    private void Else()
    {
        var construct = _constructs.Peek();
        StoreResult(construct);
        construct.Then = _writer.Statements;
        _writer.Statements = [];
    }

    private void Close()
    {
        var construct = _constructs.Pop();
        StoreResult(construct);
        var body = _writer.Statements;
        _writer.Base = construct.Base;
        if (_constructs.Count == 0)
        {
            _writer.Statements = [new Block(construct.Label, body), new Return(construct.Label.Type is null ? null : ResultOf(construct.Label))];
            return;
        }

        _writer.Statements = construct.Outer;
        _writer.Statements.Add(construct.Kind == Opcode.If
            ? new If(construct.Label, construct.Condition!, construct.Then ?? body, construct.Then is null ? [] : body)
            : new Block(construct.Label, body));
        if (construct.Label.Type is not null)
        {
            _writer.PushSettled(construct.Label.ResultLocal);
        }
    }

    /// <summary>Ends an arm: its value, if it is reached and leaves one, moves to the local of the construct.</summary>
    private void StoreResult(Construct construct)
    {
        if (construct.Label.Type is not null && _writer.Height > _writer.Base)
        {
            _writer.SetLocal(construct.Label.ResultLocal, _writer.Pop());
        }

        if (_writer.Height != _writer.Base)
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
            _writer.SetLocal(target.ResultLocal, _writer.Pop());
        }

        _writer.AppendJump(new Branch(target), new Effects());
        _writer.DiscardDead();
    }

    private void BranchIfTo(Label target)
    {
        var condition = _writer.Pop();
        if (CarriesValue(target))
        {
            // The value precedes the condition on the stack; it stays there when the branch is not taken.
            _writer.SetLocal(target.ResultLocal, _writer.Pop());
            _writer.Push(ResultOf(target));
        }

        _writer.AppendJump(new BranchIf(condition, target), Effects.Of(condition));
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

        var index = _writer.Pop();
        _writer.AppendJump(new BranchTable(index, targets, otherwise), Effects.Of(index));
        _writer.DiscardDead();
    }

    private static bool CarriesValue(Label target) => target.Type is not null && !target.IsLoop;

    private void ReturnValue()
    {
        var value = _function.Type.Result is null ? null : _writer.Pop();
        _writer.AppendJump(new Return(value), value is null ? new Effects() : Effects.Of(value));
        _writer.DiscardDead();
    }

    private void Drop()
    {
        var value = _writer.Pop();
        if (value is not (Const or LocalGet))
        {
            _writer.Append(new Evaluate(value), Effects.Of(value));
        }
    }

    /// <summary>select evaluates both values, then the condition; here it becomes an assignment that is overwritten conditionally.</summary>
    private void Select()
    {
        var condition = _writer.Pop();
        var otherwise = _writer.Pop();
        var then = _writer.Pop();
        if (then is not (Const or LocalGet) || Effects.Of(otherwise).Add(condition).ConflictsWith(Effects.Of(then)))
        {
            var first = _writer.NewLocal(then.Type);
            _writer.SetLocal(first, then);
            then = new LocalGet(then.Type, first);
        }

        var result = _writer.NewLocal(then.Type);
        _writer.SetLocal(result, otherwise);
        _writer.Append(new If(new Label(false, null, -1), condition, [new LocalSet(result, then)], []), Effects.Of(condition));
        _writer.PushSettled(result);
    }

    private void Result(FunctionType type, Expr call)
    {
        if (type.Result is not null)
        {
            _writer.Push(call);
        }
        else
        {
            _writer.Append(new Evaluate(call), Effects.Of(call));
        }
    }
}
