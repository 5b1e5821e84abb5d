using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Writes the file with Up and Down of a new migration in the style of the one that it comes from.</summary>
internal sealed class MainFile(MigrationSplit split, TextChange? usingDirective)
{
    private readonly MigrationClass _migration = split.Migration;
    private readonly SourceStyle _style = split.Migration.Style;

    /// <param name="number">From 1.</param>
    public string Write(int number)
    {
        var declaration = _migration.Declaration;
        var indent = _style.IndentationAt(declaration.GetFirstToken().SpanStart);
        var text = new StringBuilder(Head());
        if (IsInherited(declaration))
        {
            text.Append(indent).Append("/// <inheritdoc />").Append(_style.NewLine);
        }

        foreach (var list in declaration.AttributeLists)
        {
            text.Append(indent).Append(WithId(list, declaration, split.Ids[number - 1])).Append(_style.NewLine);
        }

        text.Append(indent)
            .Append(string.Join(" ", declaration.Modifiers.Select(static m => m.ValueText)))
            .Append(" class ").Append(split.Names[number - 1]).Append(' ')
            .Append(declaration.BaseList?.ToString() ?? "")
            .Append(_style.NewLine).Append(indent).Append('{').Append(_style.NewLine);
        WriteMethod(text, _migration.Up, number, MigrationDirection.Up, indent + _style.Indent);
        if (_migration.Down is { } down)
        {
            text.Append(_style.NewLine);
            WriteMethod(text, down, number, MigrationDirection.Down, indent + _style.Indent);
        }

        text.Append(indent).Append('}').Append(_style.NewLine);
        foreach (var space in declaration.Ancestors().OfType<NamespaceDeclarationSyntax>())
        {
            text.Append(_style.IndentationAt(space.CloseBraceToken.SpanStart)).Append('}').Append(_style.NewLine);
        }

        return text.ToString();
    }

    /// <summary>All up to the first type: usings, directives, the opening of the namespace.</summary>
    private string Head()
    {
        var declaration = _migration.Declaration;
        var last = declaration.Parent switch
        {
            BaseNamespaceDeclarationSyntax { Usings: [.., var directive] } => directive.GetLastToken(),
            NamespaceDeclarationSyntax space => space.OpenBraceToken,
            FileScopedNamespaceDeclarationSyntax space => space.SemicolonToken,
            CompilationUnitSyntax { Usings: [.., var directive] } => directive.GetLastToken(),
            _ => default,
        };
        var head = last == default ? _style.Text.GetSubText(new TextSpan(0, 0)) : _style.Text.GetSubText(new TextSpan(0, last.Span.End));
        var text = usingDirective is { } change ? head.WithChanges(change) : head;
        var isOpen = last.IsKind(SyntaxKind.OpenBraceToken);
        return text + (last == default ? "" : isOpen ? _style.NewLine : _style.NewLine + _style.NewLine);
    }

    private void WriteMethod(StringBuilder text, MigrationMethod method, int number, MigrationDirection direction, string indent)
    {
        if (IsInherited(method.Syntax))
        {
            text.Append(indent).Append("/// <inheritdoc />").Append(_style.NewLine);
        }

        var signature = _style.Text.ToString(TextSpan.FromBounds(method.Syntax.Modifiers[0].SpanStart, method.Syntax.ParameterList.Span.End));
        text.Append(indent).Append(signature).Append(_style.NewLine).Append(indent).Append('{').Append(_style.NewLine);
        var separator = "";
        foreach (var statement in StatementsOf(method, number, direction, indent + _style.Indent))
        {
            text.Append(separator).Append(indent).Append(_style.Indent).Append(statement).Append(_style.NewLine);
            separator = _style.NewLine;
        }

        text.Append(indent).Append('}').Append(_style.NewLine);
    }

    private IEnumerable<string> StatementsOf(MigrationMethod method, int number, MigrationDirection direction, string indent)
    {
        foreach (var (statement, calls) in split.Of(number, direction))
        {
            if (calls is null)
            {
                yield return WithComments(statement.Syntax);
            }
            else
            {
                foreach (var call in calls)
                {
                    yield return call.Write(method.Receiver, _style, indent) + ";";
                }
            }
        }
    }

    /// <summary>The statement as it is written, from its first comment to the end of its last line.</summary>
    private string WithComments(StatementSyntax statement)
    {
        var first = statement.GetLeadingTrivia().FirstOrDefault(static t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        var start = first == default ? statement.SpanStart : first.FullSpan.Start;
        return _style.Text.ToString(TextSpan.FromBounds(start, statement.FullSpan.End)).TrimEnd();
    }

    private string WithId(AttributeListSyntax list, ClassDeclarationSyntax declaration, string id)
    {
        var text = _style.Text.ToString(list.Span);
        return DesignerFile.IdOf(declaration) is { } literal && list.Span.Contains(literal.Span)
            ? text.Remove(literal.SpanStart - list.SpanStart, literal.Span.Length).Insert(literal.SpanStart - list.SpanStart, SymbolDisplay.FormatLiteral(id, quote: true))
            : text;
    }

    private static bool IsInherited(MemberDeclarationSyntax member) => member.GetLeadingTrivia().ToFullString().Contains("<inheritdoc");
}
