using PgQuery.Translator.Ir;
using PgQuery.Translator.Wasm;
using ValueType = PgQuery.Translator.Wasm.ValueType;

namespace PgQuery.Translator.Outlining;

/// <summary>
/// Turns a table with thousands of entries into two steps: one method that calls a method for every sixteen entries, which
/// have the small cases in them and call the regions of the large ones. The function itself is left with one call, whereas
/// the calls of 1,500 regions alone would take the JIT compiler 25 ms.
/// </summary>
internal sealed class TableGrouping(List<ValueType> locals, Func<List<Statement>, Region> newRegion)
{
    private const int GroupBits = 4;
    private const int GroupSize = 1 << GroupBits;

    /// <summary>A case that costs less than this is compiled with its group.</summary>
    private const int LargestInline = 64;

    /// <param name="cases">The statements of each case, rewritten.</param>
    /// <param name="keep">Makes the case that stays in the function.</param>
    public Block Group(TableChain chain, IReadOnlyList<List<Statement>> cases, Func<Label, List<Statement>, List<Statement>> keep)
    {
        var index = locals.Count;
        locals.Add(ValueType.I32);
        var moved = MovedCases(chain, cases);
        List<Statement> statements =
        [
            .. chain.Prefix,
            new LocalSet(index, chain.Table.Index),
            new RegionCall(newRegion(Dispatch(chain.Table, moved, index))),
        ];
        for (var i = 0; i < chain.Cases; i++)
        {
            if (!moved.ContainsKey(chain.LabelOf(i)))
            {
                statements = [new Block(chain.LabelOf(i), statements), .. keep(chain.LabelOf(i), cases[i])];
            }
        }

        return new Block(chain.LabelOf(chain.Cases), statements);
    }

    private Dictionary<Label, List<Statement>> MovedCases(TableChain chain, IReadOnlyList<List<Statement>> cases)
    {
        var movable = chain.EnteredByTableOnly();
        var moved = new Dictionary<Label, List<Statement>>();
        for (var i = 0; i < chain.Cases; i++)
        {
            if (!movable[i])
            {
                continue;
            }

            // With no entry at all the case is dead: moved to nowhere.
            List<Statement> body = Flow.FallsThrough(cases[i]) ? [.. cases[i], new Branch(chain.LabelOf(i + 1))] : cases[i];
            var label = chain.LabelOf(i);
            var groups = chain.Table.Targets.Select((target, entry) => (target, entry)).Where(x => x.target == label).Select(x => x.entry >> GroupBits).Distinct().Count();
            moved.Add(label, groups > 1 || Cost.Of(body) > LargestInline ? [new RegionCall(newRegion(body))] : body);
        }

        return moved;
    }

    private List<Statement> Dispatch(BranchTable table, Dictionary<Label, List<Statement>> moved, int index)
    {
        var targets = new List<Label>();
        var calls = new List<(Label Label, Region Group)>();
        foreach (var entries in table.Targets.Chunk(GroupSize))
        {
            if (entries.Length == GroupSize && entries.Distinct().Count() == 1 && !moved.ContainsKey(entries[0]))
            {
                targets.Add(entries[0]);
                continue;
            }

            var label = new Label(false, null, -1);
            targets.Add(label);
            calls.Add((label, newRegion(GroupBody(entries, table.Default, moved, index))));
        }

        var number = new Binary(Opcode.I32ShrU, new LocalGet(ValueType.I32, index), Const.I32(GroupBits));
        List<Statement> statements = [new BranchTable(number, [.. targets], table.Default)];
        foreach (var (label, group) in calls)
        {
            statements = [new Block(label, statements), new RegionCall(group)];
        }

        return statements;
    }

    private static List<Statement> GroupBody(Label[] entries, Label otherwise, Dictionary<Label, List<Statement>> moved, int index)
    {
        var copies = entries.Distinct().Where(moved.ContainsKey).ToDictionary(label => label, _ => new Label(false, null, -1));
        var entry = new Binary(Opcode.I32And, new LocalGet(ValueType.I32, index), Const.I32(GroupSize - 1));
        List<Statement> statements = [new BranchTable(entry, [.. entries.Select(label => copies.GetValueOrDefault(label, label))], otherwise)];
        foreach (var (label, copy) in copies)
        {
            statements = [new Block(copy, statements), .. moved[label]];
        }

        return statements;
    }
}
