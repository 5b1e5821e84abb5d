using System.Text;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>A table, written as Markdown.</summary>
internal sealed class ResultTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
        {
            throw new ArgumentException($"A row has {columns.Length} cells.", nameof(cells));
        }

        _rows.Add(cells);
    }

    public override string ToString()
    {
        var widths = columns.Select((c, i) => _rows.Select(r => r[i].Length).Append(c.Length).Max()).ToArray();
        var text = new StringBuilder();
        Append(columns);
        Append([.. widths.Select(static w => new string('-', w))]);
        foreach (var row in _rows)
        {
            Append(row);
        }

        return text.ToString();

        void Append(string[] cells) => text.Append("| ").AppendJoin(" | ", cells.Select((c, i) => c.PadRight(widths[i]))).Append(" |\n");
    }
}
