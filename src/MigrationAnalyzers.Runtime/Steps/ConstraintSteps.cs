using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Execution;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>CHECK ... NOT VALID, then VALIDATE.</summary>
internal sealed record CheckConstraintStep(string Name, TableName Table, string Condition) : SafeStep
{
    public override string Title => $"add check constraint {Name} to {Table}";

    public override ImmutableArray<StepPhase> Phases =>
    [
        ConstraintPhases.CheckGuard(Table, Name, Condition),
        ConstraintPhases.AddCheck(Table, Name, Condition),
        ConstraintPhases.Validate(
            Table, Name, $"Find the rows with SELECT * FROM {Table.Sql} WHERE NOT ({Condition}), correct them, and run the migration again; what is written now is checked already."),
    ];
}

/// <summary>VALIDATE CONSTRAINT.</summary>
internal sealed record ValidateConstraintStep(string Name, TableName Table) : SafeStep
{
    public override string Title => $"validate constraint {Name} of {Table}";

    public override ImmutableArray<StepPhase> Phases =>
        [ConstraintPhases.Validate(Table, Name, $"Rows of {Table} break the constraint {Name}: correct them, and run the migration again; what is written now is checked already.")];
}

/// <summary>UNIQUE or PRIMARY KEY over an index that is built concurrently; the columns of a primary key become NOT NULL first, by a validated check.</summary>
internal sealed record UniqueConstraintStep(string Name, TableName Table, ImmutableArray<string> Columns, bool IsPrimaryKey) : SafeStep
{
    public override string Title => $"add {(IsPrimaryKey ? "primary key" : "unique constraint")} {Name} to {Table}";

    public override ImmutableArray<StepPhase> Phases =>
    [
        .. NotNull,
        .. IndexPhases.Build(Index).Select(p => p with { IsRefused = IsOther, RefusalMessage = Refusal }),
        StepPhase.ShortLock(PartitionedIndex.UsingIndex(Index, Owner)) with
        {
            IsDone = CatalogSql.ConstraintExists(Table, Name),
            IsRefused = IsOther,
            RefusalMessage = Refusal,
        },
    ];

    public override string? IsPlainSqlRefused => CatalogSql.HasKind(Table, 'p');

    public override string? PlainSqlRefusal =>
        $"{Table} is partitioned, and PostgreSQL cannot build an index on it concurrently. SafeMigrator builds {Name} partition by partition: apply this migration with it, "
        + $"or use {(IsPrimaryKey ? "AddPrimaryKey" : "AddUniqueConstraint")}, which blocks all partitions until it is ready.";

    private IndexDefinition Index => new(Name, Table, Columns) { IsUnique = true };

    private IndexOwner Owner => IsPrimaryKey ? IndexOwner.PrimaryKey : IndexOwner.Unique;

    private IEnumerable<StepPhase> NotNull => IsPrimaryKey ? Columns.SelectMany(c => ConstraintPhases.NotNull(Table, c, null)) : [];

    private string IsOther => CatalogSql.ConstraintIsOther(
        Table, Name, $"c.contype = '{(IsPrimaryKey ? 'p' : 'u')}' AND {CatalogSql.ColumnNames("c.conrelid", "c.conkey")} = {CatalogSql.TextArray(Columns)}");

    private string Refusal => $"{Table} has a constraint {Name} already, which is another one: drop it, or give the new constraint another name.";

    public override async Task<ImmutableArray<StepPhase>> PhasesAsync(StepContext context, CancellationToken cancellationToken)
    {
        var tree = await PartitionTree.ReadAsync(context.Connection, Table, cancellationToken).ConfigureAwait(false);
        return tree.IsEmpty
            ? Phases
            : [.. NotNull, .. await PartitionedIndex.PhasesAsync(context.Connection, Index, Owner, tree, cancellationToken).ConfigureAwait(false)];
    }
}
