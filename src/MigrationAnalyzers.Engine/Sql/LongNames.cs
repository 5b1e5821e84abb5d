using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.Engine.Model;
using PgQuery.Text;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Finds the names that the grammar has cut off: the tree no longer tells.</summary>
internal static class LongNames
{
    /// <summary>A character has three bytes at most, or four in two UTF-16 units.</summary>
    private const int FewestCharacters = LongName.MostBytes / 3;

    public static ImmutableArray<LongName> In(StatementScope scope)
    {
        var tokens = scope.Tokens;
        ImmutableArray<LongName>.Builder? found = null;
        for (var i = scope.First; i < scope.End; i++)
        {
            if (tokens.End(i) - tokens.Start(i) > FewestCharacters && tokens.Kind(i) is SqlTokenKind.Word or SqlTokenKind.QuotedName && NameAt(tokens, i) is { } name
                && Encoding.UTF8.GetByteCount(name) > LongName.MostBytes)
            {
                found ??= ImmutableArray.CreateBuilder<LongName>();
                found.Add(new LongName(name, scope.Source.Origin(tokens.Start(i), tokens.End(i), scope.Span)));
            }
        }

        return found?.ToImmutable() ?? [];
    }

    /// <summary>Null for U&amp;"...", whose text depends on its escapes.</summary>
    private static string? NameAt(SqlTokens tokens, int index)
    {
        var text = tokens.TextOf(index, index + 1);
        return tokens.Kind(index) == SqlTokenKind.Word ? text.ToLowerInvariant()
            : text[0] == '"' && text[text.Length - 1] == '"' ? text.Substring(1, text.Length - 2).Replace("\"\"", "\"")
            : null;
    }
}
