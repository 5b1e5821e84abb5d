using System.Text;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>A name in SQL that is longer than PostgreSQL keeps names.</summary>
/// <param name="Text">Without quotes, folded where it was written without them.</param>
public sealed record LongName(string Text, Origin Origin)
{
    /// <summary>NAMEDATALEN - 1.</summary>
    public const int MostBytes = 63;

    public int Bytes => Encoding.UTF8.GetByteCount(Text);

    /// <summary>What PostgreSQL makes of it: as many whole characters as fit (truncate_identifier).</summary>
    public string Kept
    {
        get
        {
            var (length, bytes) = (0, 0);
            while (length < Text.Length)
            {
                var width = char.IsHighSurrogate(Text[length]) && length + 1 < Text.Length ? 2 : 1;
                bytes += Encoding.UTF8.GetByteCount(Text.Substring(length, width));
                if (bytes > MostBytes)
                {
                    break;
                }

                length += width;
            }

            return Text.Substring(0, length);
        }
    }
}
