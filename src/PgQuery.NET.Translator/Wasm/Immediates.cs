namespace PgQuery.Translator.Wasm;

/// <summary>Reads what follows an opcode.</summary>
internal static class Immediates
{
    /// <summary>The result type of a block; null for a block without a value.</summary>
    public static ValueType? BlockType(ref WasmReader reader)
    {
        var copy = reader;
        if (copy.Byte() == 0x40)
        {
            reader = copy;
            return null;
        }

        return reader.Type();
    }

    public static void Skip(Opcode opcode, ref WasmReader reader)
    {
        switch (opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If:
                BlockType(ref reader);
                break;
            case Opcode.Br or Opcode.BrIf or Opcode.Call or (>= Opcode.LocalGet and <= Opcode.GlobalSet):
                reader.Unsigned();
                break;
            case Opcode.BrTable:
                for (var count = reader.Count(); count >= 0; count--)
                {
                    reader.Unsigned();
                }

                break;
            case Opcode.CallIndirect:
                reader.Unsigned();
                reader.Unsigned();
                break;
            case >= Opcode.I32Load and <= Opcode.I64Store32:
                reader.Unsigned();
                reader.Unsigned();
                break;
            case Opcode.MemorySize or Opcode.MemoryGrow:
                reader.Byte();
                break;
            case Opcode.I32Const or Opcode.I64Const:
                reader.Signed();
                break;
            case Opcode.F32Const:
                reader.Bytes(4);
                break;
            case Opcode.F64Const:
                reader.Bytes(8);
                break;
            case Opcode.Extended:
                var extended = (ExtendedOpcode)reader.Unsigned();
                reader.Bytes(extended switch
                {
                    ExtendedOpcode.MemoryCopy => 2,
                    ExtendedOpcode.MemoryFill => 1,
                    <= ExtendedOpcode.I64TruncSatF64U => 0,
                    _ => throw new InvalidDataException($"Unsupported instruction 0xfc {(int)extended}."),
                });
                break;
        }
    }
}
