using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.CodeFixes.Writing;

/// <summary>A call of MigrationBuilder that a fix writes.</summary>
internal abstract record WrittenCall
{
    /// <summary>The type, as it can be written in any file.</summary>
    public const string TimeSpan = "System.TimeSpan";

    /// <summary>The call is an extension method of MigrationAnalyzers.Runtime.</summary>
    public bool IsSafeForm { get; init; }

    /// <summary>What it does may run outside of the migration's transaction.</summary>
    public virtual bool MayLeaveTransaction => IsSafeForm;

    public static implicit operator WrittenCall(SqlCommand command) => new SqlText(command);

    /// <summary>As EF scaffolds it: each argument named, on a line of its own.</summary>
    public static WrittenCall Of(string method, params (string Parameter, string? Expression)[] arguments) => new Invocation(MigrationBuilderCode.Invoke(method, arguments));

    /// <summary>A method of MigrationAnalyzers.Runtime, written in the same way.</summary>
    public static WrittenCall SafeForm(string method, params (string Parameter, string? Expression)[] arguments) => Of(method, arguments) with { IsSafeForm = true };

    /// <summary>The same for a single argument, in one line.</summary>
    public static WrittenCall ShortSafeForm(string method, string argument) => new Invocation(method + "(" + argument + ")") { IsSafeForm = true };

    /// <summary>Null for an operation that MigrationBuilder has no call for.</summary>
    public static WrittenCall? Of(MigrationOperation operation) => MigrationBuilderCode.Call(operation) is { } call ? new Invocation(call) : null;

    /// <summary>The method of MigrationAnalyzers.Runtime that does what a call of MigrationBuilder would, with the same arguments; null where there is no such call.</summary>
    public static WrittenCall? SafeFormOf(MigrationOperation operation, string method) => MigrationBuilderCode.Call(operation) is { } call
        ? new Invocation(method + call.Substring(call.IndexOf('('))) { IsSafeForm = true }
        : null;

    /// <summary>Without the semicolon.</summary>
    /// <param name="receiver">The builder, as the file names it.</param>
    /// <param name="indentation">Of the statement that the call becomes.</param>
    public abstract string Write(string receiver, SourceStyle style, string indentation);

    private sealed record SqlText(SqlCommand Command) : WrittenCall
    {
        public override bool MayLeaveTransaction => Command.SuppressTransaction;

        public override string Write(string receiver, SourceStyle style, string indentation) => SqlCallWriter.Write(receiver, Command, style, indentation);
    }

    /// <param name="Text">With \n for line ends and four blanks for a level of indentation.</param>
    private sealed record Invocation(string Text) : WrittenCall
    {
        public override bool MayLeaveTransaction => IsSafeForm || Text.Contains("\"Npgsql:CreatedConcurrently\"");

        public override string Write(string receiver, SourceStyle style, string indentation) =>
            receiver + "." + Text.Replace("\n    ", "\n" + style.Indent).Replace("\n", style.NewLine + indentation);
    }
}
