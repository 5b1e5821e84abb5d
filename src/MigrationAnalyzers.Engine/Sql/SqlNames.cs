using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Names inside literals, as regclass reads them.</summary>
internal static class SqlNames
{
    /// <summary>Null for what is no name of at most two parts.</summary>
    public static RelationName? Parse(string text)
    {
        var tokens = new SqlTokens(text);
        return tokens.Count switch
        {
            1 => new RelationName(null, Part(0)),
            3 when tokens.IsSign(1, '.') => new RelationName(Part(0), Part(2)),
            _ => null,
        };

        string Part(int index)
        {
            var part = text.Substring(tokens.Start(index), tokens.End(index) - tokens.Start(index));
            return part.Length > 1 && part[0] == '"' ? part.Substring(1, part.Length - 2).Replace("\"\"", "\"") : part.ToLowerInvariant();
        }
    }
}
