using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>Under which circumstances a statement runs.</summary>
[Flags]
public enum Circumstances
{
    None = 0,

    /// <summary>It may not run at all: an if in C#, IF in PL/pgSQL.</summary>
    Conditional = 1,

    /// <summary>It runs in a loop.</summary>
    Repeated = 2,

    /// <summary>The loop commits each round.</summary>
    CommitsEachRound = 4,

    /// <summary>It runs inside a DO block: always in a transaction of that block unless the block commits.</summary>
    InDoBlock = 8,
}

/// <summary>
/// One statement that the server receives. An ALTER TABLE with several subcommands is one statement with several operations, which
/// PostgreSQL carries out in one pass over the table.
/// </summary>
public sealed record MigrationStatement(ImmutableArray<MigrationOperation> Operations, Origin Origin)
{
    public Circumstances Circumstances { get; init; }

    /// <summary>How often the loops around it run at most; null where there is none, or that is not known.</summary>
    public int? Rounds { get; init; }

    /// <summary>What ends the innermost loop around it.</summary>
    public LoopEnd LoopEnd { get; init; }

    /// <summary>Literals that stand for values of some type or column.</summary>
    public ImmutableArray<LiteralUse> Literals { get; init; } = [];

    /// <summary>Names that PostgreSQL cuts off. The operations have them as they are kept.</summary>
    public ImmutableArray<LongName> LongNames { get; init; } = [];

    /// <summary>
    /// Statements with the same number share a transaction; null: the statement runs on its own (EF's suppressTransaction, or autocommit).
    /// </summary>
    public int? Transaction { get; init; } = 0;

    /// <summary>Statements with the same number are sent to the server in one command, which is one implicit transaction.</summary>
    public int Command { get; init; }

    /// <summary>False for a .sql file whose runner is not known and that has no BEGIN of its own.</summary>
    public bool TransactionIsKnown { get; init; } = true;

    /// <summary>
    /// It runs in the transaction of the statement before: the migration's, or the implicit one of a command with several statements.
    /// </summary>
    public bool SharesTransactionWith(MigrationStatement? before) =>
        before is not null
        && Transaction == before.Transaction
        && (Transaction is not null || (TransactionIsKnown && before.TransactionIsKnown && Command == before.Command));

    public bool Has(Circumstances circumstances) => (Circumstances & circumstances) != 0;
}
