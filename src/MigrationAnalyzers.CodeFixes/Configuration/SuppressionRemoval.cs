using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Configuration;

/// <summary>Collects the suppressions of a file that are to go, and takes all of them away at once: one place may name several rules.</summary>
/// <param name="root">Null for a file that is not C#.</param>
internal sealed class SuppressionRemoval(SourceText text, SyntaxNode? root)
{
    private static readonly Regex s_ids = new(@"(?<=allow(?:-file)?\s+)DBM\w+(?:\s*,\s*DBM\w+)*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly Dictionary<PragmaWarningDirectiveTriviaSyntax, HashSet<string>> _pragmas = [];
    private readonly HashSet<AttributeSyntax> _attributes = [];
    private readonly Dictionary<TextSpan, HashSet<string>> _comments = [];

    /// <param name="span">Where the suppression is found: its id in C#, all of the comment in SQL.</param>
    /// <param name="id">Null where it names none.</param>
    public void Add(TextSpan span, string? id)
    {
        var node = root?.FindNode(span, findInsideTrivia: true, getInnermostNodeForTie: true);
        if (node?.FirstAncestorOrSelf<PragmaWarningDirectiveTriviaSyntax>() is { } pragma)
        {
            var named = text.ToString(span);
            Add(_pragmas, pragma, named);
            if (RestoreOf(pragma, named) is { } restore)
            {
                Add(_pragmas, restore, named);
            }
        }
        else if (node?.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
        {
            _attributes.Add(attribute);
        }
        else if (text.ToString(span) is ['-', '-', ..] or ['/', '*', ..])
        {
            // What is escaped in a literal is longer or shorter than it reads, but begins in the same way.
            Add(_comments, span, id ?? "");
        }
    }

    public IReadOnlyList<TextChange> Changes() =>
    [
        .. _pragmas.Select(p => Without(p.Key, p.Value)),
        .. _attributes.GroupBy(static a => (AttributeListSyntax)a.Parent!).SelectMany(g => Without(g.Key, [.. g])),
        .. _comments.Select(c => Without(c.Key, c.Value)),
    ];

    private static void Add<TKey>(Dictionary<TKey, HashSet<string>> places, TKey place, string id)
        where TKey : notnull
    {
        if (!places.TryGetValue(place, out var ids))
        {
            places.Add(place, ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        }

        ids.Add(id);
    }

    /// <summary>The next directive that ends it by its id.</summary>
    private static PragmaWarningDirectiveTriviaSyntax? RestoreOf(PragmaWarningDirectiveTriviaSyntax pragma, string id)
    {
        for (var next = pragma.GetNextDirective(); next is not null; next = next.GetNextDirective())
        {
            if (next is PragmaWarningDirectiveTriviaSyntax { IsActive: true } other && other.DisableOrRestoreKeyword.IsKind(SyntaxKind.RestoreKeyword)
                && (other.ErrorCodes.Count == 0 || other.ErrorCodes.Any(c => string.Equals(c.ToString(), id, StringComparison.Ordinal))))
            {
                return other.ErrorCodes.Count == 0 ? null : other;
            }
        }

        return null;
    }

    private TextChange Without(PragmaWarningDirectiveTriviaSyntax pragma, HashSet<string> ids)
    {
        var kept = pragma.ErrorCodes.Where(c => !ids.Contains(c.ToString())).Select(static c => c.ToString()).ToList();
        return kept.Count == 0 ? new TextChange(LinesOf(pragma.Span), "") : new TextChange(pragma.ErrorCodes.Span, string.Join(", ", kept));
    }

    private IEnumerable<TextChange> Without(AttributeListSyntax list, HashSet<AttributeSyntax> attributes)
    {
        var kept = list.Attributes.Where(a => !attributes.Contains(a)).Select(static a => a.ToString()).ToList();
        return [kept.Count > 0 ? new TextChange(list.Attributes.Span, string.Join(", ", kept)) : new TextChange(WithSpace(list.Span), "")];
    }

    private TextChange Without(TextSpan comment, HashSet<string> ids)
    {
        var written = s_ids.Match(text.ToString(comment));
        var kept = written.Success ? written.Value.Split(',').Select(static i => i.Trim()).Where(i => !ids.Contains(i)).ToList() : [];
        return kept.Count == 0
            ? new TextChange(WithSpace(comment), "")
            : new TextChange(new TextSpan(comment.Start + written.Index, written.Length), string.Join(", ", kept));
    }

    private TextSpan LinesOf(TextSpan span) =>
        TextSpan.FromBounds(text.Lines.GetLineFromPosition(span.Start).Start, text.Lines.GetLineFromPosition(Math.Max(span.Start, span.End - 1)).EndIncludingLineBreak);

    /// <summary>With its lines where it stands alone there, else with the blanks before it or behind it.</summary>
    private TextSpan WithSpace(TextSpan span)
    {
        var lines = LinesOf(span);
        var isFirst = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(lines.Start, span.Start)));
        var isLast = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(span.End, lines.End)));
        if (isFirst && isLast)
        {
            return lines;
        }

        var (start, end) = (span.Start, span.End);
        while (isLast && start > lines.Start && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        while (!isLast && end < lines.End && text[end] is ' ' or '\t')
        {
            end++;
        }

        // The line that ends in a literal of a single line.
        return end + 1 < text.Length && text[end] == '\\' && text[end + 1] == 'n' ? TextSpan.FromBounds(start, end + 2) : TextSpan.FromBounds(start, end);
    }
}
