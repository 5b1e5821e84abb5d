using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

internal static class ColumnReplay
{
    /// <summary>Serial and identity columns are NOT NULL without saying so.</summary>
    public static ColumnDefinition Normalize(ColumnDefinition column) =>
        column.Generated == GeneratedKind.Identity || column.Type is { IsSerial: true } ? column with { Nullable = false } : column;

    public static SchemaCatalog Add(SchemaCatalog catalog, AddColumn add) =>
        CatalogReplay.Change(catalog, add, table =>
        {
            if (table.Column(add.Column.Name) is not null)
            {
                if (add.IfNotExists)
                {
                    return table;
                }

                table = table with { Columns = table.Columns.RemoveAll(c => IsSame(c.Name, add.Column.Name)) };
            }

            table = RowReplay.AddColumn(catalog, table with { Columns = table.Columns.Add(Normalize(add.Column)) }, add.Column);
            foreach (var constraint in add.Constraints)
            {
                table = ConstraintReplay.Add(catalog, table, constraint);
            }

            return table;
        });

    /// <param name="only">Partitions and children keep the column.</param>
    public static SchemaCatalog Drop(SchemaCatalog catalog, RelationName name, string column, bool cascade, bool only = false)
    {
        if (cascade)
        {
            foreach (var reference in catalog.ForeignKeysTo(name))
            {
                if (reference.ForeignKey.ReferencedColumns.Contains(column, StringComparer.Ordinal))
                {
                    catalog = CatalogReplay.ChangeOne(catalog, reference.Table, t => t with { Constraints = t.Constraints.Remove(reference.ForeignKey) });
                }
            }
        }

        if (cascade)
        {
            foreach (var view in catalog.ViewsOf(name))
            {
                if (view.Uses(name, column, catalog) != false)
                {
                    catalog = ViewReplay.DropTable(catalog, view.Name, cascade: true).Remove(view.Name);
                }
            }
        }

        // Indexes and constraints that contain the column go with it, those over several columns too.
        return only ? CatalogReplay.ChangeOne(catalog, name, Without) : CatalogReplay.Change(catalog, name, Without);

        TableInfo Without(TableInfo table) => TableObjectReplay.DropColumn(table, column) with
        {
            Columns = table.Columns.RemoveAll(c => IsSame(c.Name, column)),
            Constraints = table.Constraints.RemoveAll(c => ConstraintReplay.Mentions(c, column)),
            Indexes = table.Indexes.RemoveAll(i => i.Mentions(column)),
            Statistics = table.Statistics.RemoveAll(s => s.Columns.Contains(column, StringComparer.Ordinal)),
            Rows = table.Rows.Without([column]).Forgotten(),
        };
    }

    public static SchemaCatalog Rename(SchemaCatalog catalog, RenameColumn rename)
    {
        var references = catalog.ForeignKeysTo(rename.Table);
        catalog = CatalogReplay.Change(catalog, rename, table => TableObjectReplay.RenameColumn(table, rename) with
        {
            Columns = ImmutableArray.CreateRange(table.Columns, c => RenameIn(c, rename)),
            Constraints = ImmutableArray.CreateRange(table.Constraints, c => ConstraintReplay.WithRenamedColumn(c, rename)),
            Indexes = ImmutableArray.CreateRange(table.Indexes, i => IndexReplay.WithRenamedColumn(i, rename)),
            Statistics = ImmutableArray.CreateRange(table.Statistics, s => s with { Columns = Replace(s.Columns, rename) }),
            Rows = table.Rows.Renamed(rename).Forgotten(),
        });

        foreach (var reference in references)
        {
            catalog = CatalogReplay.ChangeOne(catalog, reference.Table, t => t with
            {
                Constraints = ImmutableArray.CreateRange(t.Constraints, c => c is ForeignKeyConstraint key && key.ReferencedTable.Equals(rename.Table)
                    ? key with { ReferencedColumns = Replace(key.ReferencedColumns, rename) }
                    : c),
            });
        }

        return ViewReplay.RenameColumn(catalog, rename);
    }

    public static SchemaCatalog ChangeType(SchemaCatalog catalog, AlterColumnType change) =>
        CatalogReplay.Change(catalog, change, table => table with
        {
            Columns = ChangeColumn(table.Columns, change.Column, c => c with
            {
                Type = change.NewType,
                Collation = change.ChangesCollation || change.Collation is not null ? change.Collation : c.Collation,
            }),

            // USING gives other values.
            Rows = (change.Using is null ? table.Rows : table.Rows.Without([change.Column])).Forgotten(),
        });

    public static SchemaCatalog ChangeProperty(SchemaCatalog catalog, AlterColumnProperty change) => change.Change switch
    {
        ColumnChange.AddIdentity => ChangeColumn(
            catalog, change, change.Column, static c => c with { Generated = GeneratedKind.Identity, Nullable = false, Default = null }),
        ColumnChange.DropIdentity => ChangeColumn(catalog, change, change.Column, static c => c with { Generated = GeneratedKind.None }),
        ColumnChange.DropExpression => ChangeColumn(
            catalog, change, change.Column, static c => c with { Generated = GeneratedKind.None, GenerationExpression = null }),
        ColumnChange.SetExpression => ChangeColumn(catalog, change, change.Column, c => c with { GenerationExpression = change.Expression }),
        ColumnChange.SetIdentity => ChangeColumn(catalog, change, change.Column, static c => c with { HasSequenceOptions = true }),
        ColumnChange.SetStatistics or ColumnChange.SetStorage or ColumnChange.SetCompression or ColumnChange.SetOptions => catalog,
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
    };

    /// <summary>Changes a column; one that was never seen becomes one of which only this is known.</summary>
    public static SchemaCatalog ChangeColumn(SchemaCatalog catalog, TableOperation operation, string column, Func<ColumnDefinition, ColumnDefinition> change) =>
        CatalogReplay.Change(catalog, operation, t => t with { Columns = ChangeColumn(t.Columns, column, change) });

    public static ImmutableArray<ColumnDefinition> ChangeColumn(
        ImmutableArray<ColumnDefinition> columns, string name, Func<ColumnDefinition, ColumnDefinition> change)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (IsSame(columns[i].Name, name))
            {
                return columns.SetItem(i, change(columns[i]));
            }
        }

        return columns.Add(change(new ColumnDefinition(name, null)));
    }

    public static ImmutableArray<string> Replace(ImmutableArray<string> columns, RenameColumn rename) =>
        columns.Contains(rename.Column, StringComparer.Ordinal)
            ? ImmutableArray.CreateRange(columns, c => IsSame(c, rename.Column) ? rename.NewName : c)
            : columns;

    /// <summary>What is known of the expression follows the column; its text stays as it was written.</summary>
    /// <summary>A serial column takes its values from its default; without that it is of the integer type alone.</summary>
    public static ColumnDefinition WithoutDefault(ColumnDefinition column) =>
        column with { Default = null, Type = column.Type is { IsSerial: true } type ? type with { IsSerial = false } : column.Type };

    public static SqlExpression Replace(SqlExpression expression, RenameColumn rename) => expression with
    {
        Columns = Replace(expression.Columns, rename),
        ProvesNotNull = Replace(expression.ProvesNotNull, rename),
        Predicate = Replace(expression.Predicate, rename),
    };

    private static Predicate? Replace(Predicate? predicate, RenameColumn rename) => predicate switch
    {
        PredicateList list => list with { Parts = ImmutableArray.CreateRange(list.Parts, p => Replace(p, rename)!) },
        NullPredicate test => test with { Operand = ReplaceOperand(test.Operand, rename) },
        ComparisonPredicate comparison => comparison with { Operand = ReplaceOperand(comparison.Operand, rename) },

        // Whether the column is in it the text does not tell.
        OpaquePredicate { Text: not ("true" or "false") } => new OpaquePredicate(null),
        _ => predicate,
    };

    private static string ReplaceOperand(string operand, RenameColumn rename) => IsSame(operand, rename.Column) ? rename.NewName : operand;

    private static ColumnDefinition RenameIn(ColumnDefinition column, RenameColumn rename) => column with
    {
        Name = IsSame(column.Name, rename.Column) ? rename.NewName : column.Name,
        GenerationExpression = column.GenerationExpression is { } expression ? Replace(expression, rename) : null,
    };

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
