using System.Security.Cryptography;
using System.Text;

namespace MigrationAnalyzers.Runtime.Steps.Expand;

/// <summary>A column and the second column that a trigger keeps equal to it, with the names of what that needs.</summary>
/// <param name="Table">Where both are.</param>
/// <param name="Name">The column that is there from the beginning.</param>
/// <param name="Copy">The column that is added.</param>
internal sealed record ColumnPair(TableName Table, string Name, string Copy)
{
    private const int NameBytes = 63;

    /// <summary>The same for the same pair, in whichever table: one may be renamed meanwhile.</summary>
    public string Hash { get; } = HashOf(Name, Copy);

    /// <summary>The same columns, with the other one as the one that is there from the beginning.</summary>
    public ColumnPair Mirrored => new(Table, Copy, Name);

    /// <summary>Triggers fire in the order of their names, compared byte by byte: no ASCII name is behind a tilde.</summary>
    public string Trigger => $"~sync_{Hash}";

    /// <summary>In the schema of the table. Not the pair's alone: two tables of a schema may have columns of the same names.</summary>
    public string Function => $"sync_{HashOf(Table.Name, Name, Copy)}";

    /// <summary>A query whose value is true when the trigger keeps the columns equal.</summary>
    public string IsExpanded =>
        $"SELECT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass({Table.RegclassLiteral}) AND tgname = {TableName.Literal(Trigger)})";

    /// <summary>The name of a copy of an index or constraint, as an SQL expression over the name of the original.</summary>
    public string CopyNameOf(string original) =>
        $"('sync_' || left(encode(sha256(convert_to('{Hash}' || {original}, 'UTF8')), 'hex'), 8) || '_' || {original})::name";

    /// <summary>The name of the column with the new type, until it takes the place of the old one.</summary>
    public static string ShadowOf(string name) => Truncate($"sync_{HashOf(name)}_{name}");

    private static string HashOf(params string[] names) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', names))))[..8].ToLowerInvariant();

    private static string Truncate(string name)
    {
        while (Encoding.UTF8.GetByteCount(name) > NameBytes)
        {
            name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        }

        return name;
    }
}
