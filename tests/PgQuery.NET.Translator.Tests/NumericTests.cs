using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Tests;

/// <summary>Where WebAssembly defines what IL leaves open, or says something else.</summary>
public sealed class NumericTests
{
    [Theory]
    [InlineData(nameof(Opcode.I32Shl), 1, 33, 2)]
    [InlineData(nameof(Opcode.I32ShrS), int.MinValue, 63, -1)]
    [InlineData(nameof(Opcode.I32ShrU), -1, 32, -1)]
    [InlineData(nameof(Opcode.I32ShrU), -1, 31, 1)]
    [InlineData(nameof(Opcode.I32Rotl), unchecked((int)0x80000001), 1, 3)]
    [InlineData(nameof(Opcode.I32Rotl), 0x12345678, 32, 0x12345678)]
    [InlineData(nameof(Opcode.I32Rotr), 1, 1, int.MinValue)]
    [InlineData(nameof(Opcode.I32Rotr), 0x12345678, 0, 0x12345678)]
    [InlineData(nameof(Opcode.I32DivS), -7, 2, -3)]
    [InlineData(nameof(Opcode.I32DivU), -1, 2, int.MaxValue)]
    [InlineData(nameof(Opcode.I32RemS), -7, 2, -1)]
    [InlineData(nameof(Opcode.I32RemS), int.MinValue, -1, 0)]
    [InlineData(nameof(Opcode.I32RemU), -1, 10, 5)]
    [InlineData(nameof(Opcode.I32LtS), -1, 1, 1)]
    [InlineData(nameof(Opcode.I32LtU), -1, 1, 0)]
    [InlineData(nameof(Opcode.I32GtU), -1, 1, 1)]
    [InlineData(nameof(Opcode.I32LeS), 1, 1, 1)]
    [InlineData(nameof(Opcode.I32LeU), 0, -1, 1)]
    [InlineData(nameof(Opcode.I32GeS), -1, 1, 0)]
    [InlineData(nameof(Opcode.I32GeU), -1, 1, 1)]
    [InlineData(nameof(Opcode.I32Ne), 1, 1, 0)]
    public void Int32Operation_HasWebAssemblysResult(string opcode, int left, int right, int expected)
    {
        var operation = new Code().I32(MiniModule.Free).Memory(Opcode.I32Load, 0).I32(MiniModule.Free).Memory(Opcode.I32Load, 8).Op(Enum.Parse<Opcode>(opcode));
        Assert.Equal(expected, WithOperands(operation, left, right).Run());
        Assert.Equal(expected, new MiniModule(new Code().I32(left).I32(right).Op(Enum.Parse<Opcode>(opcode))).Run());
    }

    [Theory]
    [InlineData(nameof(Opcode.I64Shl), 1, 65, 2)]
    [InlineData(nameof(Opcode.I64ShrS), long.MinValue, 127, -1)]
    [InlineData(nameof(Opcode.I64ShrU), -1, 63, 1)]
    [InlineData(nameof(Opcode.I64Rotl), long.MinValue, 1, 1)]
    [InlineData(nameof(Opcode.I64Rotr), 1, 65, long.MinValue)]
    [InlineData(nameof(Opcode.I64DivU), -1, 2, long.MaxValue)]
    [InlineData(nameof(Opcode.I64RemS), long.MinValue, -1, 0)]
    [InlineData(nameof(Opcode.I64RemU), -1, 10, 5)]
    public void Int64Operation_HasWebAssemblysResult(string opcode, long left, long right, long expected)
    {
        var operation = new Code().I32(MiniModule.Free).I32(MiniModule.Free).Memory(Opcode.I64Load, 0).I32(MiniModule.Free).Memory(Opcode.I64Load, 8)
            .Op(Enum.Parse<Opcode>(opcode)).Memory(Opcode.I64Store, 16).I32(0);
        var module = WithOperands(operation, left, right);
        module.Run();
        Assert.Equal(expected, module.Int64(MiniModule.Free + 16));
    }

    [Theory]
    [InlineData(nameof(Opcode.I32DivS), 1, 0)]
    [InlineData(nameof(Opcode.I32DivU), 1, 0)]
    [InlineData(nameof(Opcode.I32RemS), 1, 0)]
    [InlineData(nameof(Opcode.I32RemU), 1, 0)]
    [InlineData(nameof(Opcode.I32DivS), int.MinValue, -1)]
    public void UndefinedDivision_IsATrap(string opcode, int left, int right) =>
        Assert.Throws<TrapException>(() => new MiniModule(new Code().Get(0).I32(right).Op(Enum.Parse<Opcode>(opcode))).Run(left));

    [Theory]
    [InlineData(nameof(Opcode.I32Clz), 0, 32)]
    [InlineData(nameof(Opcode.I32Clz), 1, 31)]
    [InlineData(nameof(Opcode.I32Clz), -1, 0)]
    [InlineData(nameof(Opcode.I32Clz), 0x00ff0000, 8)]
    [InlineData(nameof(Opcode.I32Ctz), 0, 32)]
    [InlineData(nameof(Opcode.I32Ctz), 1, 0)]
    [InlineData(nameof(Opcode.I32Ctz), int.MinValue, 31)]
    [InlineData(nameof(Opcode.I32Ctz), 0x00ff0000, 16)]
    [InlineData(nameof(Opcode.I32Eqz), 0, 1)]
    [InlineData(nameof(Opcode.I32Eqz), 5, 0)]
    [InlineData(nameof(Opcode.I32Extend8S), 0x180, -128)]
    [InlineData(nameof(Opcode.I32Extend16S), 0x18000, -32768)]
    public void Int32Function_HasWebAssemblysResult(string opcode, int operand, int expected) =>
        Assert.Equal(expected, new MiniModule(new Code().Get(0).Op(Enum.Parse<Opcode>(opcode))).Run(operand));

    [Theory]
    [InlineData(0L, 64L)]
    [InlineData(1L, 63L)]
    [InlineData(-1L, 0L)]
    [InlineData(0x0000_0001_0000_0000L, 31L)]
    public void Int64LeadingZeros_AreCounted(long operand, long expected)
    {
        var module = WithOperands(
            new Code().I32(MiniModule.Free).I32(MiniModule.Free).Memory(Opcode.I64Load, 0).Op(Opcode.I64Clz).Memory(Opcode.I64Store, 16).I32(0), operand, 0);
        module.Run();
        Assert.Equal(expected, module.Int64(MiniModule.Free + 16));
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(-1.9, -1)]
    [InlineData(1e300, int.MaxValue)]
    [InlineData(-1e300, int.MinValue)]
    [InlineData(2147483647.9, int.MaxValue)]
    [InlineData(-2147483648.9, int.MinValue)]
    public void SaturatingConversion_Clamps(double operand, int expected) =>
        Assert.Equal(expected, new MiniModule(new Code().F64(operand).Extended(ExtendedOpcode.I32TruncSatF64S)).Run());

    [Theory]
    [InlineData(double.NaN, 0u)]
    [InlineData(-1.0, 0u)]
    [InlineData(3000000000.5, 3000000000u)]
    [InlineData(1e300, uint.MaxValue)]
    public void UnsignedSaturatingConversion_Clamps(double operand, uint expected) =>
        Assert.Equal(expected, (uint)new MiniModule(new Code().F64(operand).Extended(ExtendedOpcode.I32TruncSatF64U)).Run());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(2147483648.0)]
    [InlineData(-2147483649.0)]
    public void TrappingConversion_Traps(double operand) =>
        Assert.Throws<TrapException>(() => new MiniModule(new Code().F64(operand).Op(Opcode.I32TruncF64S)).Run());

    [Theory]
    [InlineData(nameof(Opcode.F64Lt))]
    [InlineData(nameof(Opcode.F64Le))]
    [InlineData(nameof(Opcode.F64Gt))]
    [InlineData(nameof(Opcode.F64Ge))]
    [InlineData(nameof(Opcode.F64Eq))]
    public void ComparisonWithNaN_IsFalse_AsValueAndAsBranchEitherWay(string name)
    {
        var compare = new Code().F64(double.NaN).F64(1).Op(Enum.Parse<Opcode>(name));
        Assert.Equal(0, new MiniModule(new Code().Append(compare)).Run());
        Assert.Equal(2, new MiniModule(new Code().Append(compare).Block(Opcode.If, Wasm.ValueType.I32).I32(1).Op(Opcode.Else).I32(2).End()).Run());
        Assert.Equal(1, new MiniModule(new Code().Append(compare).Op(Opcode.I32Eqz).Block(Opcode.If, Wasm.ValueType.I32).I32(1).Op(Opcode.Else).I32(2).End()).Run());
        Assert.Equal(7, new MiniModule(new Code().Block(Opcode.Block).Append(compare).Op(Opcode.BrIf, 0).I32(7).Op(Opcode.Return).End().I32(8)).Run());
    }

    private static MiniModule WithOperands(Code code, long left, long right)
    {
        var module = new MiniModule(code);
        module.Put(MiniModule.Free, left);
        module.Put(MiniModule.Free + 8, right);
        return module;
    }
}
