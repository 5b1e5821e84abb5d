using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Sql;

/// <summary>IF NOT EXISTS does nothing, because something else of that name is there.</summary>
public sealed class DBM7008IfNotExistsHidesDifference : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM7008",
        "IF NOT EXISTS does nothing",
        "This does nothing: {0}",
        """
        Write the change that is meant, as in ALTER TABLE ... ADD COLUMN, or take another name.
          migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        var difference = context.Operation switch
        {
            CreateTable { IfNotExists: true, AsSelect: false, PartitionOf: null } create when context.Catalog.Find(create.Table) is { IsComplete: true } table =>
                Difference(create, table),
            AddColumn { IfNotExists: true } add when context.Catalog.Find(add.Table) is { IsComplete: true } table && table.Column(add.Column.Name) is { Type: { } type }
                && add.Column.Type is { } wanted && Differs(type, wanted) =>
                $"column {add.Column.Name} of {add.Table} is there already, with the type {type.Text}",
            CreateIndex { IfNotExists: true, Name: { } name } create => Difference(create, name, context.Catalog),
            _ => null,
        };
        if (difference is not null)
        {
            context.Report(difference);
        }
    }

    private static string? Difference(CreateTable create, TableInfo table)
    {
        // LIKE, INHERITS and OF add columns that are not listed.
        if (create is not { Likes.IsEmpty: true, Inherits.IsEmpty: true, OfType: null } || table.HasUnlistedColumns)
        {
            return null;
        }

        foreach (var column in create.Columns)
        {
            if (table.Column(column.Name) is not { } known)
            {
                return $"table {create.Table} is there already, without the column {column.Name}";
            }

            if (known.Type is { } type && column.Type is { } wanted && Differs(type, wanted))
            {
                return $"table {create.Table} is there already, and its column {column.Name} has the type {type.Text}";
            }
        }

        return null;
    }

    private static string? Difference(CreateIndex create, string name, SchemaCatalog catalog)
    {
        if (catalog.TableOfIndex(new RelationName(create.Table.Schema, name)) is not { } table)
        {
            return null;
        }

        if (!table.Equals(create.Table))
        {
            return $"an index {name} is there already, on {table}";
        }

        foreach (var index in catalog.Find(table)?.Indexes ?? [])
        {
            if (string.Equals(index.Name, name, StringComparison.Ordinal) && KeysOf(index.Definition) is { } known && KeysOf(create) is { } wanted
                && !string.Equals(known, wanted, StringComparison.Ordinal))
            {
                return $"index {name} is there already, over {known}";
            }
        }

        return null;
    }

    /// <summary>Null where a key is an expression.</summary>
    private static string? KeysOf(CreateIndex index)
    {
        foreach (var key in index.Keys)
        {
            if (key.Column is null)
            {
                return null;
            }
        }

        return string.Join(", ", index.Keys.Select(static k => k.Column));
    }

    /// <summary>A serial type is an integer in the catalog.</summary>
    private static bool Differs(SqlType known, SqlType wanted) => !(known with { IsSerial = false }).Equals(wanted with { IsSerial = false });
}
