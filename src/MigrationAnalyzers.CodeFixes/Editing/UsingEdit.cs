using MigrationAnalyzers.Ef.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>The using directive without which the methods of MigrationAnalyzers.Runtime are not found.</summary>
internal static class UsingEdit
{
    private const string Namespace = "MigrationAnalyzers.Runtime";

    /// <summary>Null where the methods are found already: by a directive here or for all files, or from within the namespace.</summary>
    public static TextChange? Write(SyntaxNode root, int position, ITypeSymbol builder, SemanticModel model, SourceStyle style)
    {
        if (model.LookupSymbols(position, builder, "SetLockTimeout", includeReducedExtensionMethods: true)
            .Any(static s => s is IMethodSymbol { ReducedFrom.ContainingType: var type } && string.Equals(type.ToDisplayString(), SafeFormCalls.Extensions, StringComparison.Ordinal)))
        {
            return null;
        }

        // Beside the others, in their order; inside of the namespace where they stand there.
        var node = root.FindToken(position).Parent;
        var usings = node?.AncestorsAndSelf()
            .Select(static n => n switch
            {
                BaseNamespaceDeclarationSyntax space => space.Usings,
                CompilationUnitSyntax unit => unit.Usings,
                _ => default,
            })
            .FirstOrDefault(static u => u.Any(IsPlain)) ?? default;
        var directive = $"using {Namespace};";
        var plain = usings.Where(IsPlain).ToList();
        if (plain.Count == 0)
        {
            var first = root.GetFirstToken();
            return new TextChange(new TextSpan(first.SpanStart, 0), directive + style.NewLine + style.NewLine);
        }

        var indentation = style.IndentationAt(plain[0].SpanStart);
        return plain.LastOrDefault(static u => string.CompareOrdinal(SortKey(u), SortKeyOf(Namespace)) < 0) is { } before
            ? new TextChange(new TextSpan(before.Span.End, 0), style.NewLine + indentation + directive)
            : new TextChange(new TextSpan(plain[0].SpanStart, 0), directive + style.NewLine + indentation);
    }

    private static bool IsPlain(UsingDirectiveSyntax directive) => directive is { Alias: null, Name: not null } && directive.StaticKeyword == default && directive.GlobalKeyword == default;

    private static string SortKey(UsingDirectiveSyntax directive) => SortKeyOf(directive.Name!.ToString());

    /// <summary>System stands first, as dotnet format sorts them.</summary>
    private static string SortKeyOf(string name) =>
        (string.Equals(name, "System", StringComparison.Ordinal) || name.StartsWith("System.", StringComparison.Ordinal) ? "0" : "1") + name.ToLowerInvariant();
}
