using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>The kind of source an operation was read from.</summary>
public enum FrontEnd
{
    /// <summary>A call of <c>MigrationBuilder</c> in C#.</summary>
    MigrationBuilderCall,

    /// <summary>SQL text passed to <c>MigrationBuilder.Sql</c>.</summary>
    SqlInCode,

    /// <summary>A <c>.sql</c> file.</summary>
    SqlFile,

    /// <summary>SQL that EF Core's generator made of an operation, at run time. What was passed to <c>MigrationBuilder.Sql</c> is <see cref="SqlInCode"/> there, too.</summary>
    EfOperation,

    /// <summary>A call outside of migrations.</summary>
    ApplicationCode,
}

/// <summary>Where an operation comes from.</summary>
/// <param name="FrontEnd">Which front end read it.</param>
/// <param name="Location">The smallest useful span: a method's name, an SQL keyword.</param>
public sealed record Origin(FrontEnd FrontEnd, SourceLocation Location)
{
    /// <summary>The span of <see cref="Location"/> inside the SQL text itself, for SQL front ends; otherwise (-1, 0).</summary>
    public (int Start, int Length) SqlSpan { get; init; } = (-1, 0);

    /// <summary>The span of the whole statement inside the SQL text, for SQL front ends; otherwise (-1, 0).</summary>
    public (int Start, int Length) SqlStatement { get; init; } = (-1, 0);

    /// <summary>Where the same thing is written, when <see cref="Location"/> is a call that leads there (a helper method, a constant).</summary>
    public SourceLocation Inner { get; init; } = SourceLocation.None;

    /// <summary>
    /// A safe form of the runtime package stands for the operation: it has the same result, and locks, batches and failures are dealt with in the way it is executed.
    /// </summary>
    public bool IsSafeForm { get; init; }

    /// <summary>The comments in the whole SQL text that suppress what is found in it.</summary>
    public ImmutableArray<SqlSuppression> Suppressions { get; init; } = [];
}
