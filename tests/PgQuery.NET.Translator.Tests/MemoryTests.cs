using PgQuery.Translator.Wasm;

namespace PgQuery.Translator.Tests;

public sealed class MemoryTests
{
    private const int Size = 3 * 1024 * 1024;

    [Theory]
    [InlineData(nameof(Opcode.I32Load8U), 1)]
    [InlineData(nameof(Opcode.I32Load16U), 2)]
    [InlineData(nameof(Opcode.I32Load), 4)]
    public void Load_EndsWhereTheMemoryEnds(string opcode, int width)
    {
        var load = Enum.Parse<Opcode>(opcode);
        foreach (var offset in (uint[])[0, 1, 16])
        {
            var code = new Code().Get(0).Memory(load, offset);
            Assert.Equal(0, new MiniModule(code).Run(Size - width - (int)offset));
            for (var beyond = 1; beyond <= width; beyond++)
            {
                Assert.Throws<TrapException>(() => new MiniModule(code).Run(Size - width - (int)offset + beyond));
            }
        }
    }

    [Theory]
    [InlineData(nameof(Opcode.I64Store), 8)]
    [InlineData(nameof(Opcode.I64Store8), 1)]
    [InlineData(nameof(Opcode.I64Store16), 2)]
    [InlineData(nameof(Opcode.I64Store32), 4)]
    public void Store_EndsWhereTheMemoryEnds_AndWritesItsWidth(string opcode, int width)
    {
        var code = new Code().Get(0).I64(-1).Memory(Enum.Parse<Opcode>(opcode), 0).I32(0);
        var module = new MiniModule(code);
        module.Run(Size - width);
        Assert.All(module.Memory[^width..], b => Assert.Equal(0xff, b));
        Assert.Equal(0, module.Memory[^(width + 1)]);
        Assert.Throws<TrapException>(() => module.Run(Size - width + 1));
    }

    [Theory]
    [InlineData(-1, 0u)]
    [InlineData(-1, 1u)]
    [InlineData(-1, 100u)]
    [InlineData(-4, 4u)]
    [InlineData(-8, 16u)]
    [InlineData(int.MinValue, 0u)]
    public void AddressPlusOffset_DoesNotWrap(int address, uint offset)
    {
        Assert.Throws<TrapException>(() => new MiniModule(new Code().Get(0).Memory(Opcode.I32Load, offset)).Run(address));
        Assert.Throws<TrapException>(() => new MiniModule(new Code().Get(0).I64(1).Memory(Opcode.I64Store, offset).I32(0)).Run(address));
    }

    [Theory]
    [InlineData(nameof(Opcode.I32Load8S), -1)]
    [InlineData(nameof(Opcode.I32Load8U), 0xff)]
    [InlineData(nameof(Opcode.I32Load16S), -2)]
    [InlineData(nameof(Opcode.I32Load16U), 0xfffe)]
    public void NarrowLoad_ExtendsAsNamed(string opcode, int expected)
    {
        var module = new MiniModule(new Code().Get(0).Memory(Enum.Parse<Opcode>(opcode), 1));
        module.Put(MiniModule.Free, expected == -1 || expected == 0xff ? 0xff00 : 0xfffe00);
        Assert.Equal(expected, module.Run(MiniModule.Free));
    }

    [Fact]
    public void UnalignedAccess_Works()
    {
        var module = new MiniModule(new Code().Get(0).I64(0x0102030405060708).Memory(Opcode.I64Store, 3).I32(0));
        module.Run(MiniModule.Free);
        Assert.Equal(0x0102030405060708, module.Int64(MiniModule.Free + 3));
    }

    [Fact]
    public void StoreOfACallThatGrowsTheMemory_GoesToTheNewArray()
    {
        // The address is computed before the call, the array read after it.
        var code = new Code().Get(0).I32(8 * 1024 * 1024).Op(Opcode.Call, MiniModule.ResizeHeap).Memory(Opcode.I32Store, 0)
            .Get(0).Memory(Opcode.I32Load, 0);
        var module = new MiniModule(code);
        Assert.Equal(1, module.Run(MiniModule.Free));
        Assert.Equal(8 * 1024 * 1024, module.Memory.Length);
    }

    [Fact]
    public void MemorySize_IsInPages() => Assert.Equal(Size / 65_536, new MiniModule(new Code().Size()).Run());

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    public void Copy_OfOverlappingBytes_IsAMove(int target, int source)
    {
        var code = new Code().I32(MiniModule.Free + target).I32(MiniModule.Free + source).I32(8).Extended(ExtendedOpcode.MemoryCopy, 2).I32(0);
        var module = new MiniModule(code);
        for (var i = 0; i < 12; i++)
        {
            module.Memory[MiniModule.Free + i] = (byte)i;
        }

        var expected = module.Memory[(MiniModule.Free + source)..(MiniModule.Free + source + 8)];
        module.Run();
        Assert.Equal(expected, module.Memory[(MiniModule.Free + target)..(MiniModule.Free + target + 8)]);
    }

    [Theory]
    [InlineData(Size - 8, 0, 8, false)]
    [InlineData(Size - 7, 0, 8, true)]
    [InlineData(0, Size - 7, 8, true)]
    [InlineData(-1, 0, 1, true)]
    [InlineData(0, 0, -1, true)]
    [InlineData(Size, 0, 0, false)]
    public void Copy_OutsideTheMemory_IsATrap(int target, int source, int count, bool traps)
    {
        var module = new MiniModule(new Code().I32(target).I32(source).I32(count).Extended(ExtendedOpcode.MemoryCopy, 2).I32(0));
        if (traps)
        {
            Assert.Throws<TrapException>(() => module.Run());
        }
        else
        {
            Assert.Equal(0, module.Run());
        }
    }

    [Theory]
    [InlineData(Size - 8, 8, false)]
    [InlineData(Size - 7, 8, true)]
    [InlineData(-1, 2, true)]
    [InlineData(-1, 1, true)]
    [InlineData(8_192, -1, true)]
    [InlineData(-8, 16, true)]
    [InlineData(8_192, 0, false)]
    public void Fill_WritesItsBytes_OrTraps(int target, int count, bool traps)
    {
        var module = new MiniModule(new Code().I32(target).I32(0x1ab).I32(count).Extended(ExtendedOpcode.MemoryFill, 1).I32(0));
        if (traps)
        {
            Assert.Throws<TrapException>(() => module.Run());
            return;
        }

        module.Run();
        Assert.All(module.Memory[target..(target + count)], b => Assert.Equal(0xab, b));
        Assert.Equal(0, module.Memory[target - 1]);
    }
}
