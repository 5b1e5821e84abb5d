using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>An index becomes the primary key, and its columns must be made NOT NULL for that.</summary>
public sealed class DBM1009PrimaryKeyUsingIndexScans : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1009",
        "Primary key made of an index over nullable columns",
        "Making index {0} the primary key of the existing table {1} reads every row, because {2} may be NULL, under {3} lock: {4} wait until it is done",
        """
        Prove first, by a CHECK constraint that is validated without blocking, that the columns hold no NULL: PostgreSQL 12 and later take it as proof and do not read the rows.
          migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_orders_number_not_null CHECK (number IS NOT NULL) NOT VALID");
          migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_number_not_null", suppressTransaction: true);
          migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT pk_orders PRIMARY KEY USING INDEX ix_orders_number");
          migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_number_not_null");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is AddConstraint { Table: var table, Constraint: PrimaryKeyConstraint { UsingIndex: { } index } }
            && context.MayBeLarge(table)
            && context.BlockedBy(TableWork.Scan) is not null
            && context.Catalog.Find(table) is { } info)
        {
            var held = context.HeldOn(table);
            context.Report(index, context.Describe(table), Words.List(NullableColumns(info, index)), held.WithArticle(), held.Waits());
        }
    }

    private static ImmutableArray<string> NullableColumns(TableInfo table, string index)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        foreach (var key in table.Index(index)?.Definition.Keys ?? [])
        {
            if (key.Column is { } column && table.IsNotNull(column) != true && !IsProved(table, column))
            {
                columns.Add(column);
            }
        }

        return columns.ToImmutable();
    }

    private static bool IsProved(TableInfo table, string column) =>
        table.Constraints.Any(c => c is CheckConstraint { NotValid: false, NotEnforced: false } check && check.Expression.ProvesNotNull.Contains(column, StringComparer.Ordinal));
}
