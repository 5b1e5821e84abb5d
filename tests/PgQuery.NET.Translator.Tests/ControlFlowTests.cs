using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Tests;

public sealed class ControlFlowTests
{
    private static readonly ValueType[] s_twoInts = [ValueType.I32, ValueType.I32];

    [Fact]
    public void OperandPendingAcrossABlockThatIsNotEntered_KeepsItsValue()
    {
        // 5 + (if argument then 1 else 0), the 5 pushed before the if and then overwritten in its local.
        var code = new Code().I32(5).Set(1).Get(1)
            .Get(0).Block(Opcode.If).I32(99).Set(1).Block(Opcode.Block).Get(0).Op(Opcode.BrIf, 0).End().End()
            .Get(0).Op(Opcode.I32Add);
        Assert.Equal(5, new MiniModule(code, [ValueType.I32]).Run(0));
        Assert.Equal(6, new MiniModule(code, [ValueType.I32]).Run(1));
    }

    [Fact]
    public void OperandReadBeforeALocalIsSet_KeepsTheOldValue() =>
        Assert.Equal(30, new MiniModule(new Code().Get(0).I32(20).Set(0).Get(0).Op(Opcode.I32Add)).Run(10));

    [Fact]
    public void OperandLoadedBeforeAStore_KeepsTheOldValue() => Assert.Equal(
        0,
        new MiniModule(new Code().I32(MiniModule.Free).Memory(Opcode.I32Load, 0).I32(MiniModule.Free).I32(7).Memory(Opcode.I32Store, 0)).Run());

    [Fact]
    public void OperandLoadedBeforeACallThatStores_KeepsTheOldValue()
    {
        var helper = new Code().I32(MiniModule.Free).I32(7).Memory(Opcode.I32Store, 0).Get(0);
        var code = new Code().I32(MiniModule.Free).Memory(Opcode.I32Load, 0).I32(100).Op(Opcode.Call, MiniModule.Helper).Op(Opcode.I32Add);
        Assert.Equal(100, new MiniModule(code, helper: helper).Run());
    }

    [Theory]
    [InlineData(1, 11)]
    [InlineData(0, 22)]
    public void Select_EvaluatesBothValuesAndThenTheCondition(int argument, int expected)
    {
        // The condition overwrites the local that the first value was read from.
        var code = new Code().I32(11).Set(1).Get(1).I32(22).Get(0).Tee(1).Op(Opcode.Select);
        Assert.Equal(expected, new MiniModule(code, [ValueType.I32]).Run(argument));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 9)]
    [InlineData(-1, 9)]
    [InlineData(int.MaxValue, 9)]
    public void BranchTable_TakesTheIndexUnsigned(int argument, int expected)
    {
        var code = new Code().Block(Opcode.Block).Block(Opcode.Block).Block(Opcode.Block)
            .Get(0).Table(2, 0, 1).End()
            .I32(1).Op(Opcode.Return).End()
            .I32(2).Op(Opcode.Return).End()
            .I32(9);
        Assert.Equal(expected, new MiniModule(code).Run(argument));
    }

    [Fact]
    public void BranchIfWithAValue_LeavesTheValueWhenNotTaken()
    {
        var code = new Code().Block(Opcode.Block, ValueType.I32).I32(40).Get(0).Op(Opcode.BrIf, 0).I32(2).Op(Opcode.I32Add).End();
        Assert.Equal(42, new MiniModule(code).Run(0));
        Assert.Equal(40, new MiniModule(code).Run(1));
    }

    [Fact]
    public void Loop_CountsDown()
    {
        // sum = 0; do { sum += n; } while (--n);
        var code = new Code().Block(Opcode.Loop).Get(1).Get(0).Op(Opcode.I32Add).Set(1).Get(0).I32(1).Op(Opcode.I32Sub).Tee(0).Op(Opcode.BrIf, 0).End().Get(1);
        Assert.Equal(55, new MiniModule(code, [ValueType.I32]).Run(10));
    }

    [Fact]
    public void CodeAfterAnUnconditionalBranch_IsSkippedWithItsBlocks()
    {
        var code = new Code().Block(Opcode.Block).Op(Opcode.Br, 0)
            .Block(Opcode.Loop).Block(Opcode.If).Op(Opcode.Else).End().Op(Opcode.Drop).End().Op(Opcode.I32Add).End().I32(3);
        Assert.Equal(3, new MiniModule(code).Run());
    }

    [Fact]
    public void CallThatIsPendingWhenABranchLeaves_HasHappened()
    {
        var helper = new Code().I32(MiniModule.Free).I32(7).Memory(Opcode.I32Store, 0).Get(0);
        var code = new Code().Block(Opcode.Block).I32(1).Op(Opcode.Call, MiniModule.Helper).Op(Opcode.Br, 0).End()
            .I32(MiniModule.Free).Memory(Opcode.I32Load, 0);
        Assert.Equal(7, new MiniModule(code, helper: helper).Run());
    }

    [Fact]
    public void CallThroughTheTable_CallsTheFunctionOfTheSlot() => Assert.Equal(
        31, new MiniModule(new Code().I32(31).I32(1).CallIndirect(MiniModule.IntToInt)).Run());

    [Theory]
    [InlineData(0)] // empty
    [InlineData(2)] // a function without result
    [InlineData(3)] // outside
    [InlineData(-1)]
    public void CallThroughTheTable_OfAnythingElse_IsATrap(int slot) => Assert.Throws<TrapException>(
        () => new MiniModule(new Code().I32(31).Get(0).CallIndirect(MiniModule.IntToInt)).Run(slot));

    [Fact]
    public void LongJump_IsCaughtByInvoke_WhichRestoresTheStackPointer()
    {
        var helper = new Code().Op(Opcode.GlobalGet, 0).I32(64).Op(Opcode.I32Sub).Op(Opcode.GlobalSet, 0).Op(Opcode.Call, MiniModule.ThrowLongJump).I32(5);
        var code = new Code().Op(Opcode.GlobalGet, 0).Set(1)
            .I32(1).I32(5).Op(Opcode.Call, MiniModule.Invoke).Set(2)
            .Get(2).Op(Opcode.GlobalGet, 0).Get(1).Op(Opcode.I32Sub).Op(Opcode.I32Add);
        var module = new MiniModule(code, s_twoInts, helper);
        Assert.Equal(0, module.Run());
        Assert.Equal(1, module.Memory[MiniModule.ThrewAddress]);
    }

    [Fact]
    public void LongJumpThatNobodyCatches_IsATrap() =>
        Assert.Throws<TrapException>(() => new MiniModule(new Code().Op(Opcode.Call, MiniModule.ThrowLongJump).I32(0)).Run());

    [Fact]
    public void Recursion_WithoutEnd_IsATrap()
    {
        // The helper takes no linear stack: only the check of the thread's stack ends this.
        var trap = Assert.Throws<TrapException>(
            () => new MiniModule(new Code().I32(1).Op(Opcode.Call, MiniModule.Helper), helper: new Code().Get(0).Op(Opcode.Call, MiniModule.Helper).I32(1).Op(Opcode.I32Add)).Run());
        Assert.Contains("nested too deeply", trap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LinearStack_BelowItsLimit_IsATrap()
    {
        var code = new Code().Block(Opcode.Loop).Op(Opcode.GlobalGet, 0).I32(1_000).Op(Opcode.I32Sub).Op(Opcode.GlobalSet, 0).Op(Opcode.Br, 0).End().I32(0);
        Assert.Contains("the parser's stack is full", Assert.Throws<TrapException>(() => new MiniModule(code).Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreachable_IsATrap() => Assert.Throws<TrapException>(() => new MiniModule(new Code().Op(Opcode.Unreachable)).Run());

    [Fact]
    public void UnknownInstruction_IsAnErrorOfTheTranslator() =>
        Assert.Throws<InvalidDataException>(() => new MiniModule(new Code().F64(1).F64(2).Op(Opcode.F64Copysign).Op(Opcode.I32TruncF64S)));
}
