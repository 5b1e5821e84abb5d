namespace PgQuery;

// A dictionary rather than a switch for each enum: a switch over 70 names takes the JIT a millisecond at the first use.
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> ByName = Read();

    internal static T Parse(string name) => ByName.TryGetValue(name, out var value) ? value : default;

    private static Dictionary<string, T> Read()
    {
        var names = Enum.GetNames(typeof(T));
        var values = (T[])Enum.GetValues(typeof(T));
        var byName = new Dictionary<string, T>(names.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            byName.Add(names[i], values[i]);
        }

        return byName;
    }
}
