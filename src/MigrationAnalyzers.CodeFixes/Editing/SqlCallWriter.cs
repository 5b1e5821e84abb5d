using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Writes calls of <c>MigrationBuilder.Sql</c>, without C#'s semicolon.</summary>
internal static class SqlCallWriter
{
    /// <param name="receiver">The builder, as the file names it.</param>
    /// <param name="indentation">Of the statement that the call becomes.</param>
    public static string Write(string receiver, SqlCommand command, SourceStyle style, string indentation)
    {
        var literal = SqlLiteral.Write(command.Terminated, style, indentation + style.Indent);
        return Write(receiver, literal, command.SuppressTransaction, style, indentation);
    }

    /// <param name="argument">The SQL, as an expression.</param>
    public static string Write(string receiver, string argument, bool suppressTransaction, SourceStyle style, string indentation)
    {
        if (argument.IndexOf('\n') < 0)
        {
            return receiver + ".Sql(" + argument + (suppressTransaction ? ", suppressTransaction: true)" : ")");
        }

        var line = style.NewLine + indentation + style.Indent;
        return receiver + ".Sql(" + line + argument + (suppressTransaction ? "," + line + "suppressTransaction: true)" : ")");
    }
}
