using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PgQuery.Translator.Emit;

/// <summary>Gives every instruction an offset, branches as short as they can be, and writes the bytes.</summary>
internal sealed class IlLayout
{
    private readonly IReadOnlyList<IlInstruction> _instructions;
    private readonly int[] _offsets;
    private readonly bool[] _long;

    public IlLayout(IlBody body)
    {
        _instructions = body.Instructions;
        _offsets = new int[_instructions.Count + 1];
        _long = new bool[_instructions.Count];
        bool grown;
        do
        {
            Place();
            grown = Grow();
        }
        while (grown);
    }

    public int Size => _offsets[^1];

    public int OffsetOf(IlLabel label) => label.Instruction < 0
        ? throw new InvalidOperationException("A branch leads to a label that was never marked.")
        : _offsets[label.Instruction];

    public void Write(BlobWriter writer, Func<object, int> tokenOf)
    {
        for (var i = 0; i < _instructions.Count; i++)
        {
            var instruction = _instructions[i];
            var opcode = instruction.OpCode;
            if (instruction.Label is { } label)
            {
                var distance = OffsetOf(label) - _offsets[i + 1];
                if (_long[i])
                {
                    writer.WriteByte((byte)opcode.Value);
                    writer.WriteInt32(distance);
                }
                else
                {
                    writer.WriteByte(ShortForm(opcode));
                    writer.WriteSByte((sbyte)distance);
                }

                continue;
            }

            if (opcode.Size == 2)
            {
                writer.WriteByte((byte)((ushort)opcode.Value >> 8));
            }

            writer.WriteByte((byte)opcode.Value);
            switch (opcode.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    writer.WriteByte((byte)instruction.Number);
                    break;
                case OperandType.InlineVar:
                    writer.WriteUInt16((ushort)instruction.Number);
                    break;
                case OperandType.InlineI or OperandType.ShortInlineR:
                    writer.WriteInt32((int)instruction.Number);
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    writer.WriteInt64(instruction.Number);
                    break;
                case OperandType.InlineSwitch:
                    writer.WriteInt32(instruction.Targets!.Length);
                    foreach (var target in instruction.Targets)
                    {
                        writer.WriteInt32(OffsetOf(target) - _offsets[i + 1]);
                    }

                    break;
                default:
                    writer.WriteInt32(tokenOf(instruction.Token!));
                    break;
            }
        }
    }

    private void Place()
    {
        var offset = 0;
        for (var i = 0; i < _instructions.Count; i++)
        {
            _offsets[i] = offset;
            offset += SizeOf(_instructions[i], _long[i]);
        }

        _offsets[^1] = offset;
    }

    private bool Grow()
    {
        var grown = false;
        for (var i = 0; i < _instructions.Count; i++)
        {
            if (_instructions[i].Label is { } label && !_long[i]
                && OffsetOf(label) - _offsets[i + 1] is < sbyte.MinValue or > sbyte.MaxValue)
            {
                _long[i] = true;
                grown = true;
            }
        }

        return grown;
    }

    private static int SizeOf(IlInstruction instruction, bool longBranch)
    {
        if (instruction.Label is not null)
        {
            return longBranch ? 5 : 2;
        }

        return instruction.OpCode.Size + instruction.OpCode.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * instruction.Targets!.Length),
            _ => 4,
        };
    }

    /// <summary>ECMA-335 numbers the short branches 13 below the long ones; leave.s follows leave.</summary>
    private static byte ShortForm(OpCode opcode) =>
        opcode == OpCodes.Leave ? (byte)OpCodes.Leave_S.Value : (byte)(opcode.Value - 13);
}
