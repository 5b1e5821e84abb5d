using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>The names that PostgreSQL itself gives to the indexes of partitions: those of the plain form, which are made with CREATE INDEX on the parent.</summary>
internal static class PartitionIndexName
{
    /// <summary>ChooseIndexName of PostgreSQL's indexcmds.c, without looking whether the name is free. The label is <c>idx</c>, <c>key</c> or <c>pkey</c>.</summary>
    public static string Of(string table, ImmutableArray<string> columns, string label) =>
        Make(table, label == "pkey" ? null : Cut(string.Join('_', columns), Arguments.IdentifierBytes), label);

    public static string Numbered(string table, ImmutableArray<string> columns, string label, int number) =>
        Make(table, label == "pkey" ? null : Cut(string.Join('_', columns), Arguments.IdentifierBytes), label + number.ToString(CultureInfo.InvariantCulture));

    /// <summary>makeObjectName: the longer of the two names is cut until the whole fits.</summary>
    private static string Make(string first, string? second, string label)
    {
        var available = Arguments.IdentifierBytes - label.Length - 1 - (second is null ? 0 : 1);
        var (one, two) = (Encoding.UTF8.GetByteCount(first), second is null ? 0 : Encoding.UTF8.GetByteCount(second));
        while (one + two > available)
        {
            if (one > two)
            {
                one--;
            }
            else
            {
                two--;
            }
        }

        return second is null ? $"{Cut(first, one)}_{label}" : $"{Cut(first, one)}_{Cut(second, two)}_{label}";
    }

    /// <summary>pg_mbcliplen: no character is cut in two.</summary>
    private static string Cut(string name, int bytes)
    {
        while (Encoding.UTF8.GetByteCount(name) > bytes)
        {
            name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        }

        return name;
    }
}
