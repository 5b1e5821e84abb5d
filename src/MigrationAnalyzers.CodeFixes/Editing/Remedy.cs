using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>What a fix does to one operation, said without syntax.</summary>
/// <param name="Title">For the light bulb.</param>
/// <param name="EquivalenceKey">Fix All applies what has the same.</param>
internal abstract record Remedy(string Title, string EquivalenceKey)
{
    /// <summary>It is done to this operation of the same file instead, because that is where the finding comes from.</summary>
    public MigrationOperation? On { get; init; }

    /// <summary>What is done to other operations (<see cref="On"/>) at the same time: all of it, or nothing.</summary>
    public ImmutableArray<Remedy> Also { get; init; } = [];

    /// <summary>What it does to the operation may take something out of the migration's transaction, or add something that runs outside of it.</summary>
    public abstract bool MayLeaveTransaction { get; }
}

/// <summary>A call of MigrationBuilder gets an annotation with the value true.</summary>
internal sealed record AnnotateCall(string Title, string EquivalenceKey, string Annotation) : Remedy(Title, EquivalenceKey)
{
    /// <summary>Calls to add before this one.</summary>
    public ImmutableArray<WrittenCall> Before { get; init; } = [];

    public override bool MayLeaveTransaction => true;
}

/// <summary>A call of MigrationBuilder is edited where it stands: what it does not speak of stays as it is written.</summary>
internal sealed record EditCall(string Title, string EquivalenceKey) : Remedy(Title, EquivalenceKey)
{
    /// <summary>The method that is called instead; all arguments are then named. Null: the same.</summary>
    public string? Method { get; init; }

    /// <summary>The method is one of MigrationAnalyzers.Runtime.</summary>
    public bool IsSafeForm { get; init; }

    /// <summary>Arguments that get this expression, by the parameter's name; those that are not written are added.</summary>
    public ImmutableArray<(string Parameter, string Expression)> Set { get; init; } = [];

    /// <summary>Arguments that are taken away, by the parameter's name.</summary>
    public ImmutableArray<string> Remove { get; init; } = [];

    /// <summary>Calls to add before and after this one.</summary>
    public ImmutableArray<WrittenCall> Before { get; init; } = [];

    public ImmutableArray<WrittenCall> After { get; init; } = [];

    public override bool MayLeaveTransaction => IsSafeForm || Before.Concat(After).Any(static c => c.MayLeaveTransaction);
}

/// <summary>A call of MigrationBuilder gives way to others; to none: it is taken away.</summary>
internal sealed record ReplaceCall(string Title, string EquivalenceKey, ImmutableArray<WrittenCall> Calls) : Remedy(Title, EquivalenceKey)
{
    /// <summary>They do all that the call does, also where that is more than the operation that was found.</summary>
    public bool IsWhole { get; init; }

    public override bool MayLeaveTransaction => Calls.Any(static c => c.MayLeaveTransaction);
}

/// <summary>An SQL statement is edited where it stands.</summary>
internal sealed record EditStatement(string Title, string EquivalenceKey) : Remedy(Title, EquivalenceKey)
{
    /// <summary>The characters to change, none of which overlap.</summary>
    public ImmutableArray<SqlTextEdit> Edits { get; init; } = [];

    /// <summary>The statement must run outside of a transaction, in a command of its own.</summary>
    public bool Suppress { get; init; }

    /// <summary>A statement to add before it.</summary>
    public SqlCommand? Beforehand { get; init; }

    /// <summary>A statement to add afterwards; one that may not share the transaction is added after its end.</summary>
    public SqlCommand? Afterwards { get; init; }

    public override bool MayLeaveTransaction => Suppress || Beforehand?.SuppressTransaction == true || Afterwards?.SuppressTransaction == true;
}

/// <summary>An SQL statement gives way to others; to none: it is taken away.</summary>
internal sealed record ReplaceStatement(string Title, string EquivalenceKey, ImmutableArray<SqlCommand> Commands) : Remedy(Title, EquivalenceKey)
{
    public override bool MayLeaveTransaction => Commands.Any(static c => c.SuppressTransaction);
}

/// <summary>The <c>Sql</c> call of a statement, which does nothing else, gives way to other calls.</summary>
internal sealed record ReplaceSqlCall(string Title, string EquivalenceKey, ImmutableArray<WrittenCall> Calls) : Remedy(Title, EquivalenceKey)
{
    public override bool MayLeaveTransaction => Calls.Any(static c => c.MayLeaveTransaction);
}

/// <summary>Statements are added before an operation, be it a call or SQL.</summary>
internal sealed record AddBefore(string Title, string EquivalenceKey, ImmutableArray<SqlCommand> Commands) : Remedy(Title, EquivalenceKey)
{
    /// <summary>What is written in C# in their place; empty: they themselves.</summary>
    public ImmutableArray<WrittenCall> Calls { get; init; } = [];

    /// <summary>Statements to add right after the operation.</summary>
    public ImmutableArray<SqlCommand> After { get; init; } = [];

    /// <summary>Statements to add at the end of Up or Down. Only C# has such an end.</summary>
    public ImmutableArray<SqlCommand> AtEnd { get; init; } = [];

    public override bool MayLeaveTransaction => Commands.Concat(After).Concat(AtEnd).Any(static c => c.SuppressTransaction) || Calls.Any(static c => c.MayLeaveTransaction);
}

/// <summary>Operations are added to Down.</summary>
/// <param name="Position">The statement of Down before which they are to run; the number of these: at the end.</param>
internal sealed record CompleteDown(string Title, string EquivalenceKey, ImmutableArray<MigrationOperation> Operations, int Position) : Remedy(Title, EquivalenceKey)
{
    public override bool MayLeaveTransaction => false;
}
