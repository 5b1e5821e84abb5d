using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>One statement while it is being read: its text, its tokens, and the operations found so far.</summary>
internal sealed class StatementScope
{
    private readonly ImmutableArray<MigrationOperation>.Builder _operations = ImmutableArray.CreateBuilder<MigrationOperation>(1);
    private Origin? _leading;

    /// <param name="variables">Names that are variables of PL/pgSQL and not columns; null outside of it.</param>
    public StatementScope(SqlSource source, PgStatement statement, HashSet<string>? variables)
    {
        Source = source;
        Span = statement.Span;
        Root = statement.Root;
        Variables = variables;
        First = Tokens.IndexAt(Span.Start);
        End = Tokens.IndexAt(Span.End);
    }

    public SqlSource Source { get; }

    public PgNode Root { get; }

    public HashSet<string>? Variables { get; }

    public SqlTokens Tokens => Source.Tokens;

    public PgTextSpan Span { get; }

    /// <summary>The statement's first token.</summary>
    public int First { get; }

    /// <summary>The token after its last one.</summary>
    public int End { get; }

    /// <summary>Stands inside a loop of PL/pgSQL.</summary>
    public bool InLoop { get; init; }

    /// <summary>The keywords that the statement begins with: CREATE UNIQUE INDEX CONCURRENTLY, ALTER TABLE.</summary>
    public Origin Leading => _leading ??= Over(First, KeywordRun.Leading(Tokens, First, End));

    public bool HasOperations => _operations.Count > 0;

    public void Add(MigrationOperation operation) => _operations.Add(operation);

    public ImmutableArray<MigrationOperation> TakeOperations() => _operations.ToImmutable();

    /// <summary>The origin of the tokens from <paramref name="first"/> up to the one before <paramref name="end"/>.</summary>
    public Origin Over(int first, int end)
    {
        if (first >= end || first >= Tokens.Count)
        {
            return Source.Origin(Span.Start, Span.End, Span);
        }

        return Source.Origin(Tokens.Start(first), Tokens.End(Math.Min(end, Tokens.Count) - 1), Span);
    }

    /// <summary>An expression that is written from one token up to another.</summary>
    public SqlExpression Expression(PgNode node, int first, int end) => ExpressionReader.Read(node, Tokens.TextOf(first, end));
}
