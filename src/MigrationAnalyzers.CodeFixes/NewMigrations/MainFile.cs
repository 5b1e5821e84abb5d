using System.Text;
using MigrationAnalyzers.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Writes the file with Up and Down of a new migration in the style of its neighbour's.</summary>
/// <param name="declaration">The neighbour's class.</param>
/// <param name="usingDirective">What its file lacks.</param>
internal sealed class MainFile(ClassDeclarationSyntax declaration, SourceStyle style, TextChange? usingDirective)
{
    /// <summary>How far a statement of Up or Down is indented.</summary>
    public string Indentation => style.IndentationAt(declaration.GetFirstToken().SpanStart) + style.Indent + style.Indent;

    /// <param name="methods">The neighbour's methods, with the name that each has here, and the statements that go into it.</param>
    public string Write(string name, string id, IEnumerable<(MethodDeclarationSyntax Like, string Name, IEnumerable<string> Statements)> methods)
    {
        var indent = style.IndentationAt(declaration.GetFirstToken().SpanStart);
        var text = new StringBuilder(Head());
        if (IsInherited(declaration))
        {
            text.Append(indent).Append("/// <inheritdoc />").Append(style.NewLine);
        }

        foreach (var list in declaration.AttributeLists)
        {
            text.Append(indent).Append(WithId(list, id)).Append(style.NewLine);
        }

        text.Append(indent)
            .Append(string.Join(" ", declaration.Modifiers.Select(static m => m.ValueText)))
            .Append(" class ").Append(name).Append(' ')
            .Append(declaration.BaseList?.ToString() ?? "")
            .Append(style.NewLine).Append(indent).Append('{').Append(style.NewLine);
        var separator = "";
        foreach (var (like, method, statements) in methods)
        {
            text.Append(separator);
            WriteMethod(text, like, method, statements, indent + style.Indent);
            separator = style.NewLine;
        }

        text.Append(indent).Append('}').Append(style.NewLine);
        foreach (var space in declaration.Ancestors().OfType<NamespaceDeclarationSyntax>())
        {
            text.Append(style.IndentationAt(space.CloseBraceToken.SpanStart)).Append('}').Append(style.NewLine);
        }

        var written = text.ToString();
        var endsInLine = style.Text.Length > 0 && style.Text[style.Text.Length - 1] is '\n' or '\r';
        return endsInLine ? written : written.Substring(0, written.Length - style.NewLine.Length);
    }

    /// <summary>All up to the first type: usings, directives, the opening of the namespace.</summary>
    private string Head()
    {
        var last = declaration.Parent switch
        {
            BaseNamespaceDeclarationSyntax { Usings: [.., var directive] } => directive.GetLastToken(),
            NamespaceDeclarationSyntax space => space.OpenBraceToken,
            FileScopedNamespaceDeclarationSyntax space => space.SemicolonToken,
            CompilationUnitSyntax { Usings: [.., var directive] } => directive.GetLastToken(),
            _ => default,
        };
        var head = last == default ? style.Text.GetSubText(new TextSpan(0, 0)) : style.Text.GetSubText(new TextSpan(0, last.Span.End));
        var text = usingDirective is { } change ? head.WithChanges(change) : head;
        var start = text + (last == default ? "" : last.IsKind(SyntaxKind.OpenBraceToken) ? style.NewLine : style.NewLine + style.NewLine);
        return start + string.Concat(Settings().Select(d => d + style.NewLine + style.NewLine));
    }

    /// <summary>What is set right before the class for all that follows.</summary>
    private IEnumerable<string> Settings() => declaration.GetLeadingTrivia()
        .Select(static t => t.GetStructure())
        .Where(static d => d is NullableDirectiveTriviaSyntax or PragmaWarningDirectiveTriviaSyntax)
        .Select(static d => d!.ToString().TrimEnd());

    private void WriteMethod(StringBuilder text, MethodDeclarationSyntax like, string name, IEnumerable<string> statements, string indent)
    {
        if (IsInherited(like))
        {
            text.Append(indent).Append("/// <inheritdoc />").Append(style.NewLine);
        }

        text.Append(indent)
            .Append(style.Text.ToString(TextSpan.FromBounds(like.Modifiers[0].SpanStart, like.Identifier.SpanStart)))
            .Append(name)
            .Append(style.Text.ToString(TextSpan.FromBounds(like.Identifier.Span.End, like.ParameterList.Span.End)))
            .Append(style.NewLine).Append(indent).Append('{').Append(style.NewLine);
        var separator = "";
        foreach (var statement in statements)
        {
            text.Append(separator).Append(indent).Append(style.Indent).Append(statement).Append(style.NewLine);
            separator = style.NewLine;
        }

        text.Append(indent).Append('}').Append(style.NewLine);
    }

    private string WithId(AttributeListSyntax list, string id)
    {
        var text = style.Text.ToString(list.Span);
        return DesignerFile.IdOf(declaration) is { } literal && list.Span.Contains(literal.Span)
            ? text.Remove(literal.SpanStart - list.SpanStart, literal.Span.Length).Insert(literal.SpanStart - list.SpanStart, SymbolDisplay.FormatLiteral(id, quote: true))
            : text;
    }

    private static bool IsInherited(MemberDeclarationSyntax member) => member.GetLeadingTrivia().ToFullString().Contains("<inheritdoc");
}
