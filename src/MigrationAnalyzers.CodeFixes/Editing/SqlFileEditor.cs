using System.Text;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Edits statements of a <c>.sql</c> file.</summary>
internal sealed class SqlFileEditor(SourceText text, MigrationUnit unit)
{
    private readonly string _sql = text.ToString();
    private readonly HashSet<int> _closed = [];
    private SqlTokens? _tokens;

    private SqlTokens Tokens => _tokens ??= new SqlTokens(_sql);

    /// <summary>The changes for one statement; null where they cannot be made without losing something.</summary>
    public IReadOnlyList<TextChange>? Edit(MigrationStatement statement, Remedy remedy)
    {
        // What may not run in the transaction that the file makes after the change is found by reading it again.
        var inTransaction = statement is { Transaction: not null, TransactionIsKnown: true };
        return remedy switch
        {
            EditStatement edit => Edit(statement, edit, inTransaction),
            AddBefore { AtEnd.IsEmpty: true } add when !(inTransaction && add.Commands.Concat(add.After).Any(static c => c.SuppressTransaction)) => AddBefore(statement, add),
            ReplaceStatement { Commands.IsEmpty: true } => Remove(statement),
            ReplaceStatement replace when !(inTransaction && replace.Commands.Any(static c => c.SuppressTransaction)) => Replace(statement, replace),
            _ => null,
        };
    }

    private List<TextChange>? Edit(MigrationStatement statement, EditStatement edit, bool inTransaction)
    {
        if (!SqlGrammar.Accepts(_sql, edit.Edits, statement.Origin.SqlStatement))
        {
            return null;
        }

        var changes = edit.Edits.Select(static e => new TextChange(new TextSpan(e.Position, e.Length), e.Text)).ToList();
        if (edit.Beforehand is { } before)
        {
            changes.Add(new TextChange(new TextSpan(statement.Origin.SqlStatement.Start, 0), before.Text.Replace("\n", NewLine) + ";" + NewLine + IndentationOf(statement)));
        }

        if (edit.Afterwards is { } command)
        {
            var last = inTransaction && command.SuppressTransaction ? CommitAfter(statement) : statement;
            if (last is null)
            {
                return null;
            }

            var (end, isClosed) = EndOf(AfterValidations(last));
            changes.Add(new TextChange(
                new TextSpan(end, 0),
                // The last statement of a file may lack its semicolon; what several changes add there needs it once.
                (isClosed || !_closed.Add(end) ? "" : ";") + NewLine + IndentationOf(last) + command.Text.Replace("\n", NewLine) + ";"));
        }

        return changes;
    }

    private List<TextChange> AddBefore(MigrationStatement statement, AddBefore add)
    {
        var indentation = IndentationOf(statement);
        var written = string.Concat(add.Commands.Select(c => c.Text.Replace("\n", NewLine + indentation) + ";" + NewLine + indentation));
        var changes = new List<TextChange> { new(new TextSpan(statement.Origin.SqlStatement.Start, 0), written) };
        if (!add.After.IsEmpty)
        {
            var (end, isClosed) = EndOf(statement);
            changes.Add(new TextChange(
                new TextSpan(end, 0),
                (isClosed || !_closed.Add(end) ? "" : ";") + string.Concat(add.After.Select(c => NewLine + indentation + c.Text.Replace("\n", NewLine + indentation) + ";"))));
        }

        return changes;
    }

    /// <summary>With its semicolon and, where nothing else stands there, its lines.</summary>
    private List<TextChange>? Remove(MigrationStatement statement)
    {
        var start = statement.Origin.SqlStatement.Start;
        var (end, _) = EndOf(statement);
        var removed = _sql.Substring(start, end - start);
        if (removed.Contains("--") || removed.Contains("/*"))
        {
            return null;
        }

        var (first, last) = (text.Lines.GetLineFromPosition(start), text.Lines.GetLineFromPosition(end));
        var isAlone = string.IsNullOrWhiteSpace(_sql.Substring(first.Start, start - first.Start)) && string.IsNullOrWhiteSpace(_sql.Substring(end, last.End - end));
        return [new TextChange(isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : TextSpan.FromBounds(start, end), "")];
    }

    private List<TextChange>? Replace(MigrationStatement statement, ReplaceStatement replace)
    {
        var (start, length) = statement.Origin.SqlStatement;
        var old = _sql.Substring(start, length);
        if (old.Contains("--") || old.Contains("/*"))
        {
            return null;
        }

        var indentation = IndentationOf(statement);
        var written = new StringBuilder();
        foreach (SqlCommand command in replace.Commands)
        {
            written.Append(written.Length == 0 ? "" : ";" + NewLine + indentation).Append(command.Text.Replace("\n", NewLine + indentation));
        }

        if (!EndOf(statement).IsClosed)
        {
            written.Append(';');
        }

        return [new TextChange(new TextSpan(start, length), written.ToString())];
    }

    /// <summary>The last of the statements that follow and do nothing but validate a constraint, as an earlier fix may have left them.</summary>
    private MigrationStatement AfterValidations(MigrationStatement statement)
    {
        var next = unit.Statements.IndexOf(statement) + 1;
        while (next < unit.Statements.Length && unit.Statements[next].Operations is [ValidateConstraint])
        {
            statement = unit.Statements[next++];
        }

        return statement;
    }

    /// <summary>The COMMIT that ends the statement's transaction; null where it is rolled back, or not ended here.</summary>
    private MigrationStatement? CommitAfter(MigrationStatement statement)
    {
        for (var i = unit.Statements.IndexOf(statement) + 1; i < unit.Statements.Length; i++)
        {
            if (unit.Statements[i].Operations is [TransactionControl { Kind: var kind and (TransactionControlKind.Commit or TransactionControlKind.Rollback) }])
            {
                return kind == TransactionControlKind.Commit ? unit.Statements[i] : null;
            }
        }

        return null;
    }

    /// <summary>Where the statement ends with its semicolon, if it has one.</summary>
    private (int End, bool IsClosed) EndOf(MigrationStatement statement)
    {
        var (start, length) = statement.Origin.SqlStatement;
        var next = Tokens.IndexAt(start + length);
        if (statement.Has(Circumstances.InDoBlock))
        {
            // The block ends behind its body, which is one token.
            next = Tokens.FindSign(next, Tokens.Count, ';');
            return next < Tokens.Count ? (Tokens.End(next), true) : (Tokens.End(Tokens.Count - 1), false);
        }

        return Tokens.IsSign(next, ';') ? (Tokens.End(next), true) : (start + length, false);
    }

    private string IndentationOf(MigrationStatement statement)
    {
        var first = statement.Origin.SqlStatement.Start;
        var line = text.Lines.GetLineFromPosition(statement.Has(Circumstances.InDoBlock) ? Tokens.Start(Tokens.IndexAt(first) - 1) : first);
        var start = line.ToString();
        return start.Substring(0, start.Length - start.TrimStart().Length);
    }

    private string NewLine => _sql.Contains("\r\n") ? "\r\n" : "\n";
}
