using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Execution;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>
/// FOREIGN KEY ... NOT VALID, which reads no rows, then VALIDATE, which lets others write. Before PostgreSQL 18 a partitioned table can have no NOT VALID one: there
/// each partition gets its own, and the one of the parent, added last, takes them over without reading a row (tryAttachPartitionForeignKey).
/// </summary>
internal sealed record ForeignKeyStep(string Name, TableName Table, ImmutableArray<string> Columns, TableName Principal, ImmutableArray<string> PrincipalColumns) : SafeStep
{
    public ReferentialAction OnUpdate { get; init; }

    public ReferentialAction OnDelete { get; init; }

    public override string Title => $"add foreign key {Name} from {Table} to {Principal}";

    public override ImmutableArray<StepPhase> Phases => On(Table);

    public override string? IsPlainSqlRefused => $"SELECT current_setting('server_version_num')::int < 180000 AND ({CatalogSql.HasKind(Table, 'p')})";

    public override string? PlainSqlRefusal =>
        $"{Table} is partitioned, and PostgreSQL before 18 allows no NOT VALID foreign key there. SafeMigrator adds {Name} partition by partition: apply this migration with it, or use "
        + $"AddForeignKey, which blocks writes to all partitions and to {Principal} while it reads all rows.";

    public override async Task<ImmutableArray<StepPhase>> PhasesAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Connection.PostgreSqlVersion.Major >= 18)
        {
            return Phases;
        }

        var tree = await PartitionTree.ReadAsync(context.Connection, Table, cancellationToken).ConfigureAwait(false);
        return tree.IsEmpty
            ? Phases
            : [.. tree.Where(static n => !n.IsPartitioned).SelectMany(n => On(n.Table)), Add(Table, "")];
    }

    private ImmutableArray<StepPhase> On(TableName table) => [Add(table, " NOT VALID"), ConstraintPhases.Validate(table, Name, Advice(table))];

    private StepPhase Add(TableName table, string notValid)
    {
        var principalColumns = PrincipalColumns.IsEmpty ? "" : $" ({TableName.QuoteAll(PrincipalColumns)})";
        return StepPhase.ShortLock(
            $"ALTER TABLE {table.Sql} ADD CONSTRAINT {TableName.Quote(Name)} FOREIGN KEY ({TableName.QuoteAll(Columns)}) REFERENCES {Principal.Sql}{principalColumns}"
            + $"{Clause("UPDATE", OnUpdate)}{Clause("DELETE", OnDelete)}{notValid}") with
        {
            IsDone = CatalogSql.ConstraintExists(table, Name),
            IsRefused = CatalogSql.ConstraintIsOther(table, Name, Definition),
            RefusalMessage = $"{table} has a constraint {Name} already, which is another one: drop it, or give the new foreign key another name.",
        };
    }

    private string Definition
    {
        get
        {
            var principalColumns = PrincipalColumns.IsEmpty ? "" : $" AND {CatalogSql.ColumnNames("c.confrelid", "c.confkey")} = {CatalogSql.TextArray(PrincipalColumns)}";
            return $"c.contype = 'f' AND c.confrelid = {CatalogSql.Oid(Principal)} AND {CatalogSql.ColumnNames("c.conrelid", "c.conkey")} = {CatalogSql.TextArray(Columns)}"
                + $"{principalColumns} AND c.confupdtype = '{Code(OnUpdate)}' AND c.confdeltype = '{Code(OnDelete)}'";
        }
    }

    private string Advice(TableName table)
    {
        var principal = PrincipalColumns.IsEmpty ? "its primary key" : $"({string.Join(", ", PrincipalColumns)})";
        return $"Rows of {table} refer by ({string.Join(", ", Columns)}) to rows of {Principal} ({principal}) that do not exist. Correct or delete them, and run the migration again; "
            + $"new rows are checked already.";
    }

    private static string Clause(string action, ReferentialAction value) => value == ReferentialAction.NoAction ? "" : $" ON {action} {Keyword(value)}";

    private static string Keyword(ReferentialAction action) => action switch
    {
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.SetDefault => "SET DEFAULT",
        ReferentialAction.NoAction => "NO ACTION",
        _ => throw new InvalidOperationException($"There is no referential action {action}."),
    };

    private static char Code(ReferentialAction action) => action switch
    {
        ReferentialAction.Restrict => 'r',
        ReferentialAction.Cascade => 'c',
        ReferentialAction.SetNull => 'n',
        ReferentialAction.SetDefault => 'd',
        ReferentialAction.NoAction => 'a',
        _ => throw new InvalidOperationException($"There is no referential action {action}."),
    };
}
