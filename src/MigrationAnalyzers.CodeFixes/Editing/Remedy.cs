using System.Collections.Immutable;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>What a fix does to one operation, said without syntax.</summary>
/// <param name="Title">For the light bulb.</param>
/// <param name="EquivalenceKey">Fix All applies what has the same.</param>
internal abstract record Remedy(string Title, string EquivalenceKey);

/// <summary>A call of MigrationBuilder gets an annotation with the value true.</summary>
internal sealed record AnnotateCall(string Title, string EquivalenceKey, string Annotation) : Remedy(Title, EquivalenceKey);

/// <summary>A call of MigrationBuilder gives way to SQL.</summary>
internal sealed record ReplaceCall(string Title, string EquivalenceKey, ImmutableArray<SqlCommand> Commands) : Remedy(Title, EquivalenceKey);

/// <summary>An SQL statement is edited where it stands.</summary>
internal sealed record EditStatement(string Title, string EquivalenceKey) : Remedy(Title, EquivalenceKey)
{
    /// <summary>The characters to put in.</summary>
    public SqlTextEdit? Insertion { get; init; }

    /// <summary>The statement must run outside of a transaction, in a command of its own.</summary>
    public bool Suppress { get; init; }

    /// <summary>A statement to add afterwards, in a transaction of its own.</summary>
    public SqlCommand? Afterwards { get; init; }
}

/// <summary>An SQL statement gives way to others.</summary>
internal sealed record ReplaceStatement(string Title, string EquivalenceKey, ImmutableArray<SqlCommand> Commands) : Remedy(Title, EquivalenceKey);
