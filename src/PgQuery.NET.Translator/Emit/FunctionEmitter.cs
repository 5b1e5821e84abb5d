using System.Reflection.Emit;
using PgQuery.Translator.Ir;
using PgQuery.Translator.Outlining;
using PgQuery.Translator.Wasm;
using Label = PgQuery.Translator.Ir.Label;

namespace PgQuery.Translator.Emit;

/// <summary>Writes the statements of one function as IL.</summary>
internal sealed class FunctionEmitter
{
    private readonly ModuleContext _context;
    private readonly IlBody _il;
    private readonly ExpressionEmitter _expressions;
    private readonly Action<Region>? _callRegion;
    private readonly Dictionary<Label, IlLabel> _labels = [];

    /// <param name="callRegion">Writes the call of a region's method.</param>
    public FunctionEmitter(ModuleContext context, LocalSlots locals, IlBody il, Action<Region>? callRegion = null)
    {
        _context = context;
        _il = il;
        _callRegion = callRegion;
        _expressions = new ExpressionEmitter(context, il, locals);
    }

    public void Emit(List<Statement> statements)
    {
        foreach (var statement in statements)
        {
            Emit(statement);
        }
    }

    private void Emit(Statement statement)
    {
        switch (statement)
        {
            case LocalSet set:
                _expressions.Locals.Store(set.Local, () => _expressions.Emit(set.Value));
                break;
            case GlobalSet set:
                SetGlobal(set);
                break;
            case Store store:
                _expressions.EmitStore(store);
                break;
            case Evaluate evaluate:
                _expressions.Emit(evaluate.Value);
                if (evaluate.Value is not (Call { Signature.Result: null } or CallIndirect { Signature.Result: null }))
                {
                    _il.Emit(OpCodes.Pop);
                }

                break;
            case BulkMemory bulk:
                _expressions.Emit(bulk.Target);
                _expressions.Emit(bulk.Source);
                _expressions.Emit(bulk.Count);
                _expressions.LoadInstance();
                _il.Call(bulk.Opcode == ExtendedOpcode.MemoryCopy ? _context.MemoryMethods.Copy : _context.MemoryMethods.Fill);
                break;
            case Block block:
                EmitBlock(block);
                break;
            case If conditional:
                EmitIf(conditional);
                break;
            case Branch branch:
                _il.Emit(OpCodes.Br, LabelOf(branch.Target));
                break;
            case BranchIf branch:
                _expressions.EmitBranch(branch.Condition, LabelOf(branch.Target), when: true);
                break;
            case BranchTable table:
                _expressions.Emit(table.Index);
                _il.Switch([.. table.Targets.Select(LabelOf)]);
                _il.Emit(OpCodes.Br, LabelOf(table.Default));
                break;
            case Return @return:
                if (@return.Value is { } value)
                {
                    _expressions.Emit(value);
                }

                _il.Emit(OpCodes.Ret);
                break;
            case Unreachable:
                _il.Call(_context.Traps.Unreachable);
                _il.Emit(OpCodes.Throw);
                break;
            case RegionCall call:
                EmitRegionCall(call.Region);
                break;
            default:
                throw new InvalidOperationException($"Unknown statement {statement.GetType().Name}.");
        }
    }

    private void EmitBlock(Block block)
    {
        if (block.Label.IsLoop)
        {
            _il.Mark(LabelOf(block.Label));
            Emit(block.Body);
        }
        else
        {
            Emit(block.Body);
            _il.Mark(LabelOf(block.Label));
        }
    }

    private void EmitRegionCall(Region region)
    {
        _callRegion!(region);
        IlLabel[] exits = [.. region.Exits.Select(LabelOf)];
        switch (exits.Length)
        {
            case 0 when !region.FallsThrough:
                _il.Emit(OpCodes.Ldnull);
                _il.Emit(OpCodes.Throw);
                break;
            case 0:
                break;
            case 1 when !region.FallsThrough:
                _il.Emit(OpCodes.Br, exits[0]);
                break;
            case 1:
                _il.Emit(OpCodes.Brtrue, exits[0]);
                break;
            default:
                if (region.FallsThrough)
                {
                    var next = new IlLabel();
                    _il.Switch([next, .. exits]);
                    _il.Mark(next);
                }
                else
                {
                    _il.Switch(exits[..^1]);
                    _il.Emit(OpCodes.Br, exits[^1]);
                }

                break;
        }
    }

    private void EmitIf(If conditional)
    {
        var otherwise = new IlLabel();
        _expressions.EmitBranch(conditional.Condition, otherwise, when: false);
        Emit(conditional.Then);
        if (conditional.Else.Count != 0)
        {
            if (!EndsInJump(conditional.Then))
            {
                _il.Emit(OpCodes.Br, LabelOf(conditional.Label));
            }

            _il.Mark(otherwise);
            Emit(conditional.Else);
        }
        else
        {
            _il.Mark(otherwise);
        }

        _il.Mark(LabelOf(conditional.Label));
    }

    private static bool EndsInJump(List<Statement> statements) =>
        statements.Count != 0 && statements[^1] is Branch or BranchTable or Return or Unreachable;

    private void SetGlobal(GlobalSet set)
    {
        if (_context.Guard.Applies(set))
        {
            _expressions.Emit(set.Value);
            _expressions.LoadInstance();
            _il.Call(_context.Guard.SetStackPointer);
            return;
        }

        if (Operands.ContainsCall(set.Value))
        {
            throw new InvalidDataException("A global is set to the result of a call: not seen so far.");
        }

        _expressions.LoadInstance();
        _expressions.Emit(set.Value);
        _il.Field(OpCodes.Stfld, _context.Globals[set.Global]);
    }

    /// <summary>The place of a label; for one that lies outside, the caller marks it.</summary>
    public IlLabel LabelOf(Label label)
    {
        if (!_labels.TryGetValue(label, out var target))
        {
            target = new IlLabel();
            _labels.Add(label, target);
        }

        return target;
    }
}
