using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.Tests.Ef;

public sealed class LiteralMapTests
{
    private const string Quotes = "\"\"\"";

    public static TheoryData<string> Literals => new(
    [
        "\"\"",
        "\"abc\"",
        "\"a\\\"b\\\\c\\0\\a\\b\\e\\f\\n\\r\\t\\v\\'\"",
        "\"\\x9z\\x41\\x0041\\x00e99\\u00e9\\U0001F600\\U00000041!\"",
        "\"é€😀\"",
        "@\"\"",
        "@\"a\"\"b\\c\nd\"",
        Quotes + "a\"b\\c" + Quotes,
        Quotes + "\"a\"\"\"b" + Quotes + "\"",
        Quotes + "\n    a\n      b\n\n    c\n    " + Quotes,
        Quotes + "\r\n\ta\r\n\t\tb\r\n\t" + Quotes,
        Quotes + "\n\n  a\n    \n  " + Quotes,
        "$\"a{1}b\\n{{c}}{2:D2}d\"",
        "$@\"a{1}\"\"b\\{{c}}\n{2}d\"",
        "$" + Quotes + "a{1}\"b{2}c" + Quotes,
        "$$" + Quotes + "a{x}{{1}}b" + Quotes,
        "$" + Quotes + "\n    a{1}\n      b\n    {2}c\n    d\n    " + Quotes,
        "$$" + Quotes + "\n  {\n    {{1}}\n  }\n  " + Quotes,
    ]);

    [Theory]
    [MemberData(nameof(Literals))]
    public void Spans_AbutAndAreOnesOfTheirCharacters(string literal)
    {
        foreach (var (token, value, prefix) in TokensOf(literal))
        {
            var map = LiteralMap.TryCreate(token);

            Assert.NotNull(map);
            Assert.Equal(value, map.Value);
            for (var i = 0; i < map.Value.Length; i++)
            {
                var span = map.Locate(i, 1);
                if (i > 0)
                {
                    Assert.Equal(map.Locate(i - 1, 1).End, span.Start);
                }

                // A character that is written as itself is found at its place.
                if (span.Length == 1)
                {
                    Assert.Equal(map.Value[i], prefix[span.Start]);
                }
                else if (!char.IsLowSurrogate(map.Value[i]))
                {
                    Assert.True(span.Length > 1, $"Character {i} has no place.");
                }

                Assert.True(span.Length == 0 || map.IndexOf(span.Start) == i);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Literals))]
    public void Encoded_CharactersReadAsTheyWere(string literal)
    {
        var source = "class C { object F = " + literal + "; }";
        foreach (var (token, value, _) in TokensOf(literal))
        {
            var map = LiteralMap.TryCreate(token)!;
            foreach (var added in new[] { "x", "\"", "a\\b", "{y}", "p\nq", "\t", "\"\"" })
            {
                for (var start = 0; start <= value.Length; start++)
                {
                    var length = Math.Min(start % 3, value.Length - start);
                    if (SplitsPair(value, start) || SplitsPair(value, start + length) || map.Encode(start, length, added) is not { } written)
                    {
                        continue;
                    }

                    var span = map.Locate(start, length);
                    var edited = SyntaxFactory.ParseCompilationUnit(source.Remove(span.Start, span.Length).Insert(span.Start, written));

                    Assert.DoesNotContain(edited.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
                    Assert.Contains(value.Remove(start, length).Insert(start, added), Values(edited));
                }
            }
        }
    }

    [Theory]
    [InlineData("\"abc")]
    [InlineData("\"a\\qb\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("@\"abc")]
    [InlineData("5")]
    public void BrokenLiteral_HasNoMap(string literal)
    {
        foreach (var token in SyntaxFactory.ParseCompilationUnit("class C { object F = " + literal).DescendantTokens())
        {
            if (LiteralMap.TryCreate(token) is { } map)
            {
                Assert.Equal(token.ValueText, map.Value);
            }
        }
    }

    [Fact]
    public void IndexOf_OutsideOfTheLiteral_IsNull()
    {
        var (token, _, _) = TokensOf("\"abc\"").Single();

        Assert.Null(LiteralMap.TryCreate(token)!.IndexOf(0));
    }

    private static IEnumerable<(SyntaxToken Token, string Value, string Source)> TokensOf(string literal)
    {
        var source = "class C { object F = " + literal + "; }";
        var unit = SyntaxFactory.ParseCompilationUnit(source);
        Assert.Empty(unit.GetDiagnostics());
        foreach (var node in unit.DescendantNodes())
        {
            switch (node)
            {
                case LiteralExpressionSyntax { Token: var token } when !token.IsKind(SyntaxKind.NumericLiteralToken):
                    yield return (token, token.ValueText, source);
                    break;

                case InterpolatedStringTextSyntax { TextToken: var token }:
                    yield return (token, ValueOf(token), source);
                    break;
            }
        }
    }

    private static bool SplitsPair(string value, int index) => index < value.Length && char.IsLowSurrogate(value[index]);

    private static IEnumerable<string> Values(CompilationUnitSyntax unit) => unit.DescendantNodes().Select(static n => n switch
    {
        LiteralExpressionSyntax { Token: var token } => token.ValueText,
        InterpolatedStringTextSyntax { TextToken: var token } => ValueOf(token),
        _ => "",
    });

    /// <summary>Roslyn keeps doubled braces in the text tokens of interpolated strings that are not raw.</summary>
    private static string ValueOf(SyntaxToken token) =>
        ((InterpolatedStringExpressionSyntax)token.Parent!.Parent!).StringStartToken.Text.Contains(Quotes, StringComparison.Ordinal)
            ? token.ValueText
            : token.ValueText.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
}
