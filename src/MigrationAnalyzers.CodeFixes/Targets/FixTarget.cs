using System.Collections.Immutable;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.Targets;

/// <summary>The operation that a diagnostic is about, with everything that a fix may ask of it.</summary>
/// <param name="Unit">All of Up, or of Down, or of the file.</param>
/// <param name="Catalog">The schema right before its statement.</param>
/// <param name="Sql">The whole text that the operation is written in; null for calls of MigrationBuilder.</param>
internal sealed record FixTarget(
    MigrationOperation Operation,
    MigrationStatement Statement,
    MigrationUnit Unit,
    SchemaCatalog Catalog,
    AnalysisOptions Options,
    string? Sql)
{
    /// <summary>What PostgreSQL does when it is carried out.</summary>
    public required OperationEffect Effect { get; init; }

    /// <summary>PostgreSQL refuses it in a transaction block.</summary>
    public bool CannotRunInTransaction => Effect.CannotRunInTransaction;

    /// <summary>The label of an enum that it uses in the transaction that adds it.</summary>
    public UnsafeLabel? UnsafeLabel => Effect.UnsafeLabel;

    /// <summary>The migration in C#, and what the earlier ones left behind; null in a file.</summary>
    public (Migration Migration, SchemaCatalog Before)? Migration { get; init; }

    /// <summary>The migrations that run before.</summary>
    public Func<ImmutableArray<Migration>> Earlier { get; init; } = static () => [];

    /// <summary>Finds another operation of the same file.</summary>
    public Func<MigrationOperation, FixTarget?> Others { get; init; } = static _ => null;

    /// <summary>The project references MigrationAnalyzers.Runtime, so that its safe forms can be called.</summary>
    public bool HasRuntime { get; init; }

    /// <summary>From 9 on all pending migrations share one transaction.</summary>
    public int EfCoreMajor { get; init; }

    /// <summary>The call that does it; null in a file.</summary>
    public EfCall? Call { get; init; }

    /// <summary>Nothing else is done in this direction: what fails leaves nothing half done.</summary>
    public bool IsAlone => Unit.Statements.All(s => s.Command == Statement.Command);

    /// <summary>Its statement is all of the command that is sent to the server.</summary>
    public bool IsItsCommand => Unit.Statements.All(s => s.Command != Statement.Command || ReferenceEquals(s, Statement));

    /// <summary>Written in C# as a call of MigrationBuilder.</summary>
    public bool IsCall => Operation.Origin.FrontEnd == FrontEnd.MigrationBuilderCall;

    /// <summary>Written as SQL, in C# or in a file.</summary>
    public bool IsSql => Sql is not null;

    /// <summary>The statements that follow before anything can be done outside of the transaction: in the same command, up to the COMMIT in a file.</summary>
    public IEnumerable<MigrationStatement> FollowingInTransaction =>
        from statement in Unit.Statements.SkipWhile(s => !ReferenceEquals(s, Statement)).Skip(1)
        where Operation.Origin.FrontEnd == FrontEnd.SqlFile
            ? statement is { Transaction: { } transaction, TransactionIsKnown: true } && transaction == Statement.Transaction
            : statement.Command == Statement.Command
        select statement;

    /// <summary>The statements that follow in the same direction.</summary>
    public IEnumerable<MigrationStatement> FollowingStatements => Unit.Statements.SkipWhile(s => !ReferenceEquals(s, Statement)).Skip(1);

    /// <summary>The statistics are taken anew behind it.</summary>
    public bool IsAnalyzedAfter(RelationName table) => FollowingStatements.Any(s => s.Operations.Any(o =>
        o is ServerCommand { Kind: ServerCommandKind.Analyze or ServerCommandKind.Vacuum } command && command.Columns.IsEmpty
        && (command.Relations.IsEmpty || command.Relations.Contains(table))));

    public bool IsPartitioned(RelationName table) => Catalog.Find(table) is { IsPartitioned: true };
}
