using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>
/// ADD COLUMN. A default that is the same for all rows is kept by PostgreSQL as one value beside the table, however large. One that is computed for each row would
/// rewrite the table: ADD COLUMN and SET DEFAULT in one ALTER TABLE leave the rows that are there alone, they are filled in batches, and then the column becomes NOT NULL.
/// </summary>
internal sealed record AddColumnStep(TableName Table, string Column, string Type) : SafeStep
{
    public bool IsNullable { get; init; }

    /// <summary>In SQL; null: none.</summary>
    public string? Default { get; init; }

    public bool IsDefaultVolatile { get; init; }

    public string? Collation { get; init; }

    public string? Comment { get; init; }

    public override string Title => $"add column {Column} to {Table}";

    public override ImmutableArray<StepPhase> Phases
    {
        get
        {
            var column = TableName.Quote(Column);
            var isThere = CatalogSql.ColumnExists(Table, Column);
            var collate = Collation is null ? "" : $" COLLATE {string.Join('.', Collation.Split('.').Select(TableName.Quote))}";
            var notNull = IsNullable || IsDefaultVolatile ? "" : " NOT NULL";
            var value = Default is null ? null : ConstraintPhases.Closed(Default);
            var byDefault = value is null ? "" : IsDefaultVolatile ? $", ALTER COLUMN {column} SET DEFAULT {value}" : $" DEFAULT {value}";
            var add = $"ALTER TABLE {Table.Sql} ADD COLUMN {column} {Type}{collate}{notNull}{byDefault}";
            string[] sql = Comment is null ? [add] : [add, $"COMMENT ON COLUMN {Table.Sql}.{column} IS {TableName.Literal(Comment)}"];
            var first = StepPhase.ShortLock(sql) with { IsDone = isThere };
            var rest = (IsDefaultVolatile, IsNullable) switch
            {
                (false, _) => ImmutableArray<StepPhase>.Empty,
                (true, false) => ConstraintPhases.NotNull(Table, Column, Default),
                (true, true) => [ConstraintPhases.Fill(Table, Column, Default!)],
            };
            return [Guard, first, .. rest];
        }
    }

    /// <summary>ADD COLUMN of a domain with constraints rewrites the table, whatever the default is (measured on PostgreSQL 12 to 18).</summary>
    private StepPhase Guard
    {
        get
        {
            var type = TableName.Literal(Type);
            return StepPhase.ShortLock(PlainSql.Block(
                $"""
                IF ({CatalogSql.ColumnHasOtherType(Table, Column, Type)}) THEN
                    {PlainSql.Raise($"{Table} has a column {Column} already, with another type than {Type}: drop it, or give the new column another name.")}
                END IF;
                IF NOT ({CatalogSql.ColumnExists(Table, Column)}) AND EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype({type}) AND t.typtype = 'd'
                    AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid))) THEN
                    {PlainSql.Raise($"{Type} is a domain with constraints, with which PostgreSQL would rewrite {Table} under a lock that blocks everybody. Add the column with the type that the domain is made of, and its condition with AddCheckConstraintSafely.")}
                END IF;
                """.ReplaceLineEndings("\n"))) with
            {
                Summary = $"fails if {Column} is there with another type, or {Type} is a domain with constraints",
                Effect = [],
            };
        }
    }
}

/// <summary>A column becomes NOT NULL; see <see cref="ConstraintPhases.NotNull"/>.</summary>
internal sealed record SetNotNullStep(TableName Table, string Column, string? Value) : SafeStep
{
    public override string Title => $"make {Column} of {Table} not null";

    public override ImmutableArray<StepPhase> Phases => ConstraintPhases.NotNull(Table, Column, Value);
}
