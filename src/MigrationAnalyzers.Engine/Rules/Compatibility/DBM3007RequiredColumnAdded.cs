using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>After the migration a new column wants a value in each INSERT, and the application version that is still running gives it none.</summary>
public sealed class DBM3007RequiredColumnAdded : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3007",
        "Required column without a default added",
        "The new column {0}.{1} is required and has no default after this: each INSERT of the application version that is still running fails, because it does not name the column",
        """
        Give the column a default, and keep it until no version that does not know the column is running; drop the default in a later migration.
          migrationBuilder.AddColumn<string>(name: "currency", table: "orders", type: "text", nullable: false, defaultValue: "EUR");
        Or let the column be nullable until then.
        """,
        RuleSeverity.Warning);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation is AddColumn { IfNotExists: false } add && context.At(analyzed).Existed(add.Table))
            {
                Check(context, add);
            }
        }
    }

    private static void Check(MigrationContext context, AddColumn add)
    {
        if (context.CatalogAfterUp.Find(add.Table) is not { } table
            || table.Column(add.Column.Name) is not { } column
            || GetsValue(column, table, context.CatalogAfterUp)
            || Cause(context, add) is not { } cause
            // With rows the statement itself fails, which is said of it.
            || cause.Effect is { Error: not null } or { ErrorWithRows: not null })
        {
            return;
        }

        context.At(cause).Report(add.Table.ToString(), add.Column.Name);
    }

    /// <summary>The operation from which on an INSERT without the column fails; null where that is none.</summary>
    private static AnalyzedOperation? Cause(MigrationContext context, AddColumn add)
    {
        AnalyzedOperation? required = null;
        AnalyzedOperation? last = null;
        foreach (var analyzed in context.Up)
        {
            switch (analyzed.Operation)
            {
                case AddColumn candidate when ReferenceEquals(candidate, add):
                    last = required = add.Column.Nullable == false || candidate.Constraints.Any(c => Forbids(c, add.Column.Name)) ? analyzed : null;
                    break;
                case SetNotNull set when IsIt(set.Table, set.Column):
                case AddConstraint constraint when constraint.Table.Equals(add.Table) && Forbids(constraint.Constraint, add.Column.Name):
                    last = required = analyzed;
                    break;
                case DropNotNull drop when IsIt(drop.Table, drop.Column):
                case DropConstraint dropped when required?.Operation is AddConstraint { Constraint.Name: { } name } && string.Equals(dropped.Name, name, StringComparison.Ordinal):
                    last = required = null;
                    break;
                case DropColumnDefault drop when IsIt(drop.Table, drop.Column):
                case SetColumnDefault { Default.IsNull: true } set when IsIt(set.Table, set.Column):
                    last = required is null ? null : analyzed;
                    break;
            }
        }

        return last;

        bool IsIt(RelationName table, string column) => table.Equals(add.Table) && string.Equals(column, add.Column.Name, StringComparison.Ordinal);
    }

    /// <summary>New rows cannot have NULL in the column; NOT VALID makes no difference to them.</summary>
    private static bool Forbids(ConstraintDefinition constraint, string column) => constraint switch
    {
        CheckConstraint { NotEnforced: false } check => check.Expression.ProvesNotNull.Contains(column, StringComparer.Ordinal),
        NotNullConstraint notNull => string.Equals(notNull.Column, column, StringComparison.Ordinal),
        PrimaryKeyConstraint key => key.Columns.Contains(column, StringComparer.Ordinal),
        _ => false,
    };

    /// <summary>A default, a domain's default, a generated value, or a trigger that may give one.</summary>
    private static bool GetsValue(ColumnDefinition column, TableInfo table, SchemaCatalog catalog)
    {
        if (column.Default is { IsNull: false } || column.Generated != GeneratedKind.None || column.Type is null or { IsSerial: true })
        {
            return true;
        }

        if (table.Objects.Any(static o => o.Kind is TableObjectKind.Trigger or TableObjectKind.Rule))
        {
            return true;
        }

        if (!TypeNames.IsUserType(column.Type))
        {
            return false;
        }

        // A type that is not known may be a domain with a default.
        var name = new RelationName(column.Type.Schema, column.Type.Name);
        return catalog.Domains.TryGetValue(name, out var domain)
            ? domain.Default is not null
            : !catalog.Enums.ContainsKey(name) && !catalog.Composites.ContainsKey(name);
    }
}
