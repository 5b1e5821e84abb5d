using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Suppression;

/// <summary>Finds <c>#pragma warning disable</c> and <c>[SuppressMessage]</c> that name our rules.</summary>
internal static class CodeSuppressions
{
    private const string Prefix = "DBM";

    /// <summary>The rules about suppressions and options have this category; nothing is said of their own suppressions.</summary>
    private const string OwnPrefix = "DBM9";

    public static List<CodeSuppression> In(SyntaxNode root, SourceText text, CancellationToken cancellationToken)
    {
        var found = new List<CodeSuppression>();
        AddPragmas(root, text, found);
        foreach (var node in root.DescendantNodes(static n => n is not BlockSyntax and not ArrowExpressionClauseSyntax))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (node is AttributeSyntax attribute && Read(attribute) is { } suppression)
            {
                found.Add(suppression);
            }
        }

        return found;
    }

    private static void AddPragmas(SyntaxNode root, SourceText text, List<CodeSuppression> found)
    {
        for (var directive = root.GetFirstDirective(IsPragma); directive is not null; directive = directive.GetNextDirective(IsPragma))
        {
            var pragma = (PragmaWarningDirectiveTriviaSyntax)directive;
            if (!pragma.IsActive || !pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword))
            {
                continue;
            }

            foreach (var code in pragma.ErrorCodes)
            {
                if (IsOurs(code.ToString()))
                {
                    var id = code.ToString();
                    var region = TextSpan.FromBounds(pragma.Span.End, RestoreOf(pragma, id)?.SpanStart ?? root.FullSpan.End);
                    found.Add(new CodeSuppression(id, code.Span, region, IsReason(CommentOf(pragma, text), id)));
                }
            }
        }

        static bool IsPragma(DirectiveTriviaSyntax directive) => directive is PragmaWarningDirectiveTriviaSyntax;
    }

    /// <summary>The next directive that ends it; one without ids ends all.</summary>
    private static PragmaWarningDirectiveTriviaSyntax? RestoreOf(PragmaWarningDirectiveTriviaSyntax pragma, string id)
    {
        for (var next = pragma.GetNextDirective(); next is not null; next = next.GetNextDirective())
        {
            if (next is PragmaWarningDirectiveTriviaSyntax { IsActive: true } other
                && other.DisableOrRestoreKeyword.IsKind(SyntaxKind.RestoreKeyword)
                && (other.ErrorCodes.Count == 0 || other.ErrorCodes.Any(c => string.Equals(c.ToString(), id, StringComparison.Ordinal))))
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>The comment behind the directive, or on the line above it.</summary>
    private static string CommentOf(PragmaWarningDirectiveTriviaSyntax pragma, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(pragma.SpanStart);
        var behind = text.ToString(TextSpan.FromBounds(pragma.ErrorCodes.Last().Span.End, line.End));
        var slashes = behind.IndexOf("//", StringComparison.Ordinal);
        if (slashes >= 0)
        {
            return behind.Substring(slashes + 2).Trim();
        }

        var above = line.LineNumber == 0 ? "" : text.Lines[line.LineNumber - 1].ToString().Trim();
        return above.StartsWith("//", StringComparison.Ordinal) ? above.TrimStart('/').Trim() : "";
    }

    private static CodeSuppression? Read(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax { Right: var right } ? right.ToString() : attribute.Name.ToString();
        if (name is not "SuppressMessage" and not "SuppressMessageAttribute"
            || attribute.ArgumentList is not { Arguments: { Count: >= 2 } arguments }
            || arguments[1].Expression is not LiteralExpressionSyntax { Token.ValueText: var check } literal
            || attribute.Parent is not AttributeListSyntax { Target: null, Parent: { } owner })
        {
            return null;
        }

        var id = check.Split(':')[0].Trim();
        var justification = "";
        foreach (var argument in arguments)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText == "Justification")
            {
                // What is no literal is a constant, which somebody has written.
                justification = argument.Expression is LiteralExpressionSyntax { Token.ValueText: var value } ? value.Trim() : "constant";
            }
        }

        return IsOurs(id) ? new CodeSuppression(id, literal.Span, owner.Span, justification != "<Pending>" && IsReason(justification, id)) : null;
    }

    private static bool IsOurs(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && !id.StartsWith(OwnPrefix, StringComparison.Ordinal) && id.Length > Prefix.Length && id.Skip(Prefix.Length).All(char.IsDigit);

    /// <summary>Editors write the rule's title when they suppress it.</summary>
    private static bool IsReason(string comment, string id) =>
        comment.Length > 0 && !(MigrationRules.Has(id) && string.Equals(comment, MigrationRules.InfoOf(id).Title, StringComparison.OrdinalIgnoreCase));
}
