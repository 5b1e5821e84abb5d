using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A foreign key between columns of different types.</summary>
public sealed class DBM8010ForeignKeyTypeMismatch : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8010",
        "Foreign key between different types",
        "Column {0} ({1}) refers to {2} ({3}): each check of the key converts between the types",
        """
        Give both columns the same type: otherwise each check of the key casts, and an index may not be used.
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var operation in context.Up)
        {
            foreach (var constraint in DefinedConstraints.Of(operation.Operation))
            {
                if (constraint is ForeignKeyConstraint key && operation.Operation is TableOperation { Table: var table })
                {
                    Check(context, operation.Operation.Origin, table, key);
                }
            }
        }
    }

    private static void Check(MigrationContext context, Origin origin, RelationName table, ForeignKeyConstraint key)
    {
        var referenced = key.ReferencedColumns.IsEmpty ? context.CatalogAfterUp.Find(key.ReferencedTable)?.PrimaryKey?.Columns ?? [] : key.ReferencedColumns;
        for (var i = 0; i < key.Columns.Length && i < referenced.Length; i++)
        {
            if (TypeOf(context.CatalogAfterUp, table, key.Columns[i]) is { } own
                && TypeOf(context.CatalogAfterUp, key.ReferencedTable, referenced[i]) is { } other
                && !string.Equals(Family(own), Family(other), StringComparison.Ordinal))
            {
                context.Report(origin, table + "." + key.Columns[i], own.Text, key.ReferencedTable + "." + referenced[i], other.Text);
            }
        }
    }

    private static SqlType? TypeOf(SchemaCatalog catalog, RelationName table, string column) => catalog.Find(table)?.Column(column)?.Type;

    /// <summary>The kinds of text are stored and compared alike.</summary>
    private static string Family(SqlType type) => type.Name is "varchar" or "bpchar" ? "text" : type.Name;
}
