namespace PgQuery.Tree;

/// <content>The values of the enums, found by PostgreSQL's names, which no two enums share.</content>
internal static partial class TreeSchema
{
    /// <summary>Finds a value.</summary>
    /// <param name="name">PostgreSQL's name of it.</param>
    /// <returns>The value with its enum, or null.</returns>
    internal static EnumValue? FindEnumValue(string name) => EnumTable.Values.TryGetValue(name, out var value) ? value : null;

    internal sealed class EnumValue(string @enum, int value)
    {
        internal readonly string Enum = @enum;
        internal readonly int Value = value;
    }

    // One table for all enums, read at the first use. With a dictionary, or the runtime's own table, for each enum its methods
    // would have to be compiled for each.
    private static class EnumTable
    {
        internal static readonly Dictionary<string, EnumValue> Values = Read();

        private static Dictionary<string, EnumValue> Read()
        {
            var values = new Dictionary<string, EnumValue>(512, StringComparer.Ordinal);
            var (type, number) = ("", 0);
            foreach (var word in EnumValues.Split(' '))
            {
                if (word[word.Length - 1] == ':')
                {
                    (type, number) = (word.Substring(0, word.Length - 1), 0);
                }
                else
                {
                    values.Add(word, new EnumValue(type, ++number));
                }
            }

            return values;
        }
    }
}
