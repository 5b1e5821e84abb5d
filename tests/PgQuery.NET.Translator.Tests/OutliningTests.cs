using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Tests;

/// <summary>A function that is split gives what it gives in one piece.</summary>
public sealed class OutliningTests
{
    // Locals: 0 state (the argument), 1 accumulator, 2 steps, 3 written in every case and read in the next one, 4 a temporary.
    private const uint State = 0;
    private const uint Sum = 1;
    private const uint Steps = 2;
    private const uint Carried = 3;
    private const uint Temporary = 4;

    private static readonly ValueType[] s_locals = [ValueType.I32, ValueType.I32, ValueType.I32, ValueType.I32];

    /// <summary>10 cases: left whole. 40: each case a method. 300: dispatched in two steps.</summary>
    [Theory]
    [InlineData(10, false)]
    [InlineData(40, true)]
    [InlineData(300, true)]
    public void StateMachine_TakesTheSameWay(int cases, bool split)
    {
        var module = new MiniModule(Machine(cases), s_locals);
        Assert.Equal(split, module.HasRegions);
        for (var start = -2; start < cases + 2; start++)
        {
            Assert.Equal(Expected(cases, start), module.Run(start));
        }
    }

    /// <summary>
    /// while (steps++ != 200) switch (state) { case k: ... } with cases that fall into the next one, leave the loop, return, or
    /// go to a case by its label, small and large ones.
    /// </summary>
    private static Code Machine(int cases)
    {
        var code = new Code().Block(Opcode.Block).Block(Opcode.Loop)
            .Get(Steps).I32(1).Op(Opcode.I32Add).Tee(Steps).I32(200).Op(Opcode.I32Eq).Op(Opcode.BrIf, 1);
        for (var i = 0; i < cases + 1; i++)
        {
            code.Block(Opcode.Block);
        }

        code.Get(State).Table((uint)cases, [.. Enumerable.Range(0, cases).Select(i => (uint)(i % 16 == 15 ? i - 1 : i))]);
        for (var i = 0; i < cases; i++)
        {
            // Inside the end of block i: blocks i + 1 ... cases remain, then the loop, then the outer block.
            code.End();
            var remaining = (uint)(cases - i);
            if (i % 3 == 0)
            {
                code.Get(Sum).I32(i).Op(Opcode.I32Add).Set(Sum);
            }
            else
            {
                code.Get(Sum).I32(31).Op(Opcode.I32Mul).Get(Carried).Op(Opcode.I32Xor).Tee(Temporary).I32(i).Op(Opcode.I32Add).Set(Sum);
                for (var repeat = 0; repeat < 4; repeat++)
                {
                    code.Get(Sum).Get(Temporary).I32(3 + repeat).Op(Opcode.I32ShrU).Op(Opcode.I32Add).Set(Sum);
                    code.I32(MiniModule.Free).Get(Sum).Memory(Opcode.I32Store, 0).I32(MiniModule.Free).Memory(Opcode.I32Load, 0).Set(Sum);
                }

                code.Get(Sum).I32(i).Op(Opcode.I32Mul).Set(Carried);
            }

            switch (i % 7)
            {
                case 2: // falls into the next case
                    break;
                case 4 when i % 5 == 0:
                    code.Get(Sum).I32(1_000_000).Op(Opcode.I32Add).Op(Opcode.Return);
                    break;
                case 5:
                    code.Get(Sum).I32(0).Op(Opcode.I32LtS).Op(Opcode.BrIf, remaining + 1);
                    Next(code, i, remaining);
                    break;
                case 6:
                    code.Get(Sum).I32(1).Op(Opcode.I32And).Op(Opcode.BrIf, 1 < remaining ? 1u : 0u);
                    Next(code, i, remaining);
                    break;
                default:
                    Next(code, i, remaining);
                    break;
            }
        }

        // The default case ends the loop.
        return code.End().End().End().Get(Sum).Get(Carried).Op(Opcode.I32Add);

        void Next(Code c, int i, uint remaining) => c.Get(State).I32((i * 5) + 7).Op(Opcode.I32Add).I32(cases + 1).Op(Opcode.I32RemU).Set(State).Op(Opcode.Br, remaining);
    }

    private static int Expected(int cases, int state)
    {
        var (sum, steps, carried) = (0, 0, 0);
        while (++steps != 200)
        {
            var i = (uint)state < (uint)cases ? (state % 16 == 15 ? state - 1 : state) : cases;
            while (true)
            {
                if (i >= cases)
                {
                    return sum + carried;
                }

                if (i % 3 == 0)
                {
                    sum += i;
                }
                else
                {
                    var temporary = (sum * 31) ^ carried;
                    sum = temporary + i;
                    for (var repeat = 0; repeat < 4; repeat++)
                    {
                        sum += temporary >>> (3 + repeat);
                    }

                    carried = sum * i;
                }

                if (i % 7 == 2)
                {
                    i++;
                }
                else if (i % 7 == 4 && i % 5 == 0)
                {
                    return sum + 1_000_000;
                }
                else if (i % 7 == 5 && sum < 0)
                {
                    return sum + carried;
                }
                else if (i % 7 == 6 && (sum & 1) != 0)
                {
                    i += 1 < cases - i ? 2 : 1;
                }
                else
                {
                    state = (int)((uint)(state + (i * 5) + 7) % (uint)(cases + 1));
                    break;
                }
            }
        }

        return sum + carried;
    }
}
