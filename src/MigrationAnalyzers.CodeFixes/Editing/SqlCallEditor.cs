using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PgQuery;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Edits a call of <c>MigrationBuilder.Sql</c>: all that is to be done to the statements of its text at once.</summary>
/// <param name="statements">The statements of the call's text.</param>
/// <param name="validations">The calls that follow and do nothing but validate a constraint.</param>
internal sealed class SqlCallEditor(
    SqlCall call,
    IReadOnlyList<MigrationStatement> statements,
    IReadOnlyList<SyntaxNode> validations,
    SourceStyle style,
    SemanticModel model,
    CancellationToken cancellationToken)
{
    /// <summary>The changes; null where they cannot be made without losing something.</summary>
    public IReadOnlyList<TextChange>? Edit(ILookup<MigrationStatement, Remedy> remedies)
    {
        var changes = new List<TextChange>();
        var (beforehand, afterwards) = (new List<SqlCommand>(), new List<SqlCommand>());
        var edits = new HashSet<SqlTextEdit>();
        foreach (var statement in statements)
        {
            foreach (var edit in remedies[statement].OfType<EditStatement>())
            {
                foreach (var textEdit in edit.Edits)
                {
                    if (!edits.Add(textEdit))
                    {
                        continue;
                    }

                    if (LiteralEdit.Change(call, textEdit, model, cancellationToken) is not { } change)
                    {
                        return null;
                    }

                    changes.Add(change);
                }

                if (edit.Beforehand is { } first)
                {
                    beforehand.Add(first);
                }

                if (edit.Afterwards is { } command)
                {
                    afterwards.Add(command);
                }
            }
        }

        if (!SqlGrammar.Accepts(call.Text.Value, edits))
        {
            return null;
        }

        var isSplit = statements.Count > 1 && !IsOneDoBlock() && statements.Any(s => NeedsItsOwnCommand(remedies[s]));
        if (beforehand.Count > 0 && !isSplit)
        {
            if (statements.Count > 1 || CallSite.TryCreate(call.Call, model, style, cancellationToken) is not { IsStatement: true } site)
            {
                return null;
            }

            changes.Add(site.Prepend([.. beforehand.Select(command => SqlCallWriter.Write(call.Receiver.ToString(), command, style, site.Indentation))]));
        }

        if (!statements.Any(s => NeedsItsOwnCommand(remedies[s])))
        {
            return WithAfterwards(changes, afterwards);
        }

        if (isSplit)
        {
            return afterwards.Count == 0 && statements.All(s => NeedsItsOwnCommand(remedies[s]) || remedies[s].All(static r => r is not EditStatement { Beforehand: not null })) ? Split(remedies, changes) : null;
        }

        if (remedies[statements[0]].OfType<ReplaceStatement>().FirstOrDefault() is { } replace)
        {
            return ReplaceAll(replace.Commands);
        }

        changes.Add(call.Suppress(style));
        return WithAfterwards(changes, afterwards);
    }

    private static bool NeedsItsOwnCommand(IEnumerable<Remedy> remedies) => remedies.Any(static r => r is ReplaceStatement or EditStatement { Suppress: true });

    private IReadOnlyList<TextChange>? WithAfterwards(List<TextChange> changes, List<SqlCommand> afterwards)
    {
        if (afterwards.Count == 0)
        {
            return changes;
        }

        if (CallSite.TryCreate(call.Call, model, style, cancellationToken) is not { } site)
        {
            return null;
        }

        var written = afterwards.Select(command => SqlCallWriter.Write(call.Receiver.ToString(), command, style, site.Indentation)).ToList();
        if (site.LastOf(validations) is { } last)
        {
            return [.. changes, site.Append(last, written)];
        }

        var inside = changes.Where(c => call.Call.Span.Contains(c.Span)).ToList();
        return [site.Replace([Source(call.Call.Span, inside), .. written], []), .. changes.Except(inside)];
    }

    /// <summary>The call's only statement gives way to others. Its comments have no place in them.</summary>
    private IReadOnlyList<TextChange>? ReplaceAll(ImmutableArray<SqlCommand> commands)
    {
        var written = call.Text.Pieces.All(p => p.Place.Tree == call.Call.SyntaxTree && call.Argument.Span.Contains(p.Place.Whole));
        if (!written || HasComments(0, call.Text.Length)
            || CallComments.TryCollect(call.Call) is not { } comments
            || CallSite.TryCreate(call.Call, model, style, cancellationToken) is not { } site)
        {
            return null;
        }

        if (commands.IsEmpty)
        {
            return comments.Count == 0 && site.Remove() is { } removed ? [removed] : null;
        }

        var literal = SqlLiteral.Write(commands[0].Terminated, style, site.Indentation + style.Indent);
        List<TextChange> edits = [new(call.Argument.Span, literal)];
        if (commands[0].SuppressTransaction)
        {
            edits.Add(call.Suppress(style));
        }

        var calls = new List<string> { Source(call.Call.Span, edits) };
        if (comments.Count > 0)
        {
            calls[0] = SqlCallWriter.Write(call.Receiver.ToString(), commands[0], style, site.Indentation);
        }

        calls.AddRange(commands.Skip(1).Select(command => SqlCallWriter.Write(call.Receiver.ToString(), command, style, site.Indentation)));
        return [site.Replace(calls, comments)];
    }

    /// <summary>Statements that need a command of their own get one; the others stay together as far as they stand together.</summary>
    private IReadOnlyList<TextChange>? Split(ILookup<MigrationStatement, Remedy> remedies, List<TextChange> changes)
    {
        var sql = call.Text.Value;
        if (statements.Any(IsBoundToItsCommand)
            || SqlCommandPart.Of(sql, statements) is not { } parts
            || SqlSlice.TryCreate(call, style) is not { } slice
            || CallComments.TryCollect(call.Call) is not { Count: 0 }
            || CallSite.TryCreate(call.Call, model, style, cancellationToken) is not { } site)
        {
            return null;
        }

        var receiver = call.Receiver.ToString();
        var calls = new List<string>();
        for (var i = 0; i < parts.Length;)
        {
            var first = i++;
            var own = remedies[parts[first].Statement];
            if (own.OfType<ReplaceStatement>().FirstOrDefault() is { } replace)
            {
                if (HasComments(parts[first].Start, parts[first].End))
                {
                    return null;
                }

                if (replace.Commands.IsEmpty)
                {
                    continue;
                }

                calls.Add(Piece(SqlLiteral.Write(replace.Commands[0].Terminated, style, site.Indentation + style.Indent), suppress: replace.Commands[0].SuppressTransaction));
                calls.AddRange(replace.Commands.Skip(1).Select(command => SqlCallWriter.Write(receiver, command, style, site.Indentation)));
                continue;
            }

            var alone = NeedsItsOwnCommand(own);
            while (!alone && i < parts.Length && !NeedsItsOwnCommand(remedies[parts[i].Statement]))
            {
                i++;
            }

            var (start, end) = slice.Trim(parts[first].Start, parts[i - 1].End);
            if (slice.Cut(start, end, changes) is not { } argument)
            {
                return null;
            }

            calls.AddRange(own.OfType<EditStatement>().Select(static e => e.Beforehand).OfType<SqlCommand>().Distinct().Select(command => SqlCallWriter.Write(receiver, command, style, site.Indentation)));
            calls.Add(Piece(argument, alone));
        }

        return calls.Count == 0 ? null : [site.Replace(calls, [])];

        // The call as it is written, with a part of its text.
        string Piece(string argument, bool suppress)
        {
            var edits = new List<TextChange> { new(call.Argument.Span, argument) };
            if (suppress)
            {
                edits.Add(call.Suppress(style));
            }

            return Source(call.Call.Span, edits);
        }
    }

    /// <summary>In a command of its own it would do something else: what it sets ends with the transaction.</summary>
    private static bool IsBoundToItsCommand(MigrationStatement statement) =>
        statement.Operations.Any(static o => o is SetParameter { Local: true } or LockTable or TransactionControl or InvalidSql or UnknownSql);

    private bool IsOneDoBlock() => statements.All(static s => s.Has(Circumstances.InDoBlock)) && PgParser.Split(call.Text.Value).Count == 1;

    private bool HasComments(int start, int end)
    {
        var text = call.Text.Value.Substring(start, end - start);
        return text.Contains("--") || text.Contains("/*");
    }

    private string Source(TextSpan span, IEnumerable<TextChange> changes) => style.Text.GetSubText(span)
        .WithChanges(changes.OrderBy(static c => c.Span.Start).Select(c => new TextChange(new TextSpan(c.Span.Start - span.Start, c.Span.Length), c.NewText ?? "")))
        .ToString();
}
