using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Outlining;

/// <summary>
/// The shape that a C switch has in WebAssembly: blocks inside each other, the table in the innermost one, and after the end
/// of each block the code of the case that its label stands for.
/// </summary>
internal sealed class TableChain
{
    private TableChain(IReadOnlyList<Block> blocks, BranchTable table)
    {
        Blocks = blocks;
        Table = table;
    }

    /// <summary>The innermost block first. The case of block i is what follows it inside block i + 1.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    public BranchTable Table { get; }

    /// <summary>The statements between the start of the innermost block and the table.</summary>
    public List<Statement> Prefix => Blocks[0].Body[..^1];

    /// <summary>The number of cases: what follows the outermost block is not part of the chain.</summary>
    public int Cases => Blocks.Count - 1;

    public static TableChain? Find(Block outer, int fewestEntries)
    {
        var blocks = new List<Block> { outer };
        while (blocks[^1].Body is [Block { Label.IsLoop: false } inner, ..])
        {
            blocks.Add(inner);
        }

        if (outer.Label.IsLoop || blocks[^1].Body is not [.., BranchTable table] || table.Targets.Length < fewestEntries)
        {
            return null;
        }

        blocks.Reverse();
        return new TableChain(blocks, table);
    }

    public Label LabelOf(int number) => Blocks[number].Label;

    public List<Statement> CaseOf(int number) => Blocks[number + 1].Body[1..];

    /// <summary>The cases that are entered through the table only: not as its default, not from another case, not from above.</summary>
    public bool[] EnteredByTableOnly()
    {
        var elsewhere = new HashSet<Label> { Table.Default };
        foreach (var statement in Walk.Statements([Blocks[^1]]))
        {
            switch (statement)
            {
                case Branch branch:
                    elsewhere.Add(branch.Target);
                    break;
                case BranchIf branch:
                    elsewhere.Add(branch.Target);
                    break;
                case BranchTable table when table != Table:
                    elsewhere.UnionWith(table.Targets);
                    elsewhere.Add(table.Default);
                    break;
            }
        }

        var result = new bool[Cases];
        for (var i = 0; i < Cases; i++)
        {
            result[i] = !elsewhere.Contains(LabelOf(i)) && (i == 0 || !Flow.FallsThrough(CaseOf(i - 1)));
        }

        return result;
    }
}
