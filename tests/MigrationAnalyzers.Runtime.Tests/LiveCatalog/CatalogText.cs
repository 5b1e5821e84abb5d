using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Runtime.Tests.LiveCatalog;

/// <summary>A catalog as lines: what rules read of it but rows, of which a live one knows none. Of expressions what is known of them, as the server spells them in its own way.</summary>
internal static class CatalogText
{
    public static ImmutableArray<string> Of(SchemaCatalog catalog) =>
    [
        $"whole {catalog.IsWhole}",
        .. catalog.Tables.Values.SelectMany(t => OfTable(t, catalog)).Order(StringComparer.Ordinal),
        .. catalog.Enums.Values.Select(static e => $"enum {e.Name} {string.Join(",", e.Labels)} complete {e.IsComplete}").Order(StringComparer.Ordinal),
        .. catalog.Domains.Values.Select(static d =>
            $"domain {d.Name} {d.BaseType} constrained {d.IsConstrained} not null {d.IsNotNull} {d.ConstraintNames?.Length} {Of(d.Default)}").Order(StringComparer.Ordinal),
        .. catalog.Composites.Values.Select(static c => $"composite {c.Name} {string.Join(",", c.Attributes.Select(static a => $"{a.Name} {a.Type}"))}").Order(StringComparer.Ordinal),
        .. catalog.Functions.Select(static f => $"function {f.Key} {f.Value.Volatility} {f.Value.Operations.Length}").Order(StringComparer.Ordinal),
        .. catalog.OverloadedFunctions.Select(static f => $"overloaded {f}").Order(StringComparer.Ordinal),
        .. catalog.Views.Values.Select(OfView).Order(StringComparer.Ordinal),
        .. catalog.OtherRelations.Select(static r => $"relation {r}").Order(StringComparer.Ordinal),
        .. catalog.InstalledExtensions.Select(static e => $"extension {e}").Order(StringComparer.Ordinal),
        .. catalog.Schemas.Select(static s => $"schema {s}").Order(StringComparer.Ordinal),
        .. catalog.Publications.Select(static p => $"publication {p.Key} {p.Value}").Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> OfTable(TableInfo table, SchemaCatalog catalog)
    {
        var name = table.Name.ToString();
        yield return $"table {name} complete {table.IsComplete} new {table.IsNew} {table.Persistence} partitioned {table.IsPartitioned} {table.PartitionKey is not null} "
            + $"of {table.PartitionOf} {table.Bound} inherits {string.Join(",", table.Inherits)} type {table.OfType} identity {table.ReplicaIdentity} "
            + $"cluster {table.ClusteredOn} in {table.Tablespace} {table.AccessMethod}";
        foreach (var column in table.Columns)
        {
            yield return $"column {name}.{column.Name} {column.Type} nullable {column.Nullable} {column.Generated} {Of(column.GenerationExpression)} "
                + $"default {Of(column.Default)} {column.Collation}";
        }

        foreach (var constraint in table.Constraints)
        {
            yield return $"constraint {name}.{constraint.Name} {OfConstraint(constraint)} valid {!constraint.NotValid} enforced {!constraint.NotEnforced} "
                + $"{constraint.Deferrable} {constraint.InitiallyDeferred}";
        }

        foreach (var index in table.Indexes)
        {
            yield return $"index {name}.{index.Name} {index.Definition.Unique} {index.Definition.Method ?? "btree"} invalid {index.IsInvalid} "
                + $"({string.Join(",", index.Definition.Keys.Select(static k => $"{k.Column}{Of(k.Expression)} {k.OperatorClass} {k.Collation}"))}) "
                + $"include {string.Join(",", index.Definition.Include)} where {Of(index.Definition.Filter)} attached {IndexReplay.IsAttached(catalog, table, index)}";
        }

        foreach (var item in table.Objects)
        {
            yield return $"object {name}.{item.Name} {item.Kind} {string.Join(",", item.Columns ?? [])} {string.Join(",", item.Reads ?? [])} {item.Function} "
                + $"{item.IsForEachRow} {item.IsInstead} {item.Event}";
        }

        foreach (var statistics in table.Statistics)
        {
            yield return $"statistics {name} {statistics.Name}";
        }
    }

    private static string OfConstraint(ConstraintDefinition constraint) => constraint switch
    {
        PrimaryKeyConstraint c => $"primary key {string.Join(",", c.Columns)}",
        UniqueConstraint c => $"unique {string.Join(",", c.Columns)} {c.NullsNotDistinct}",
        CheckConstraint c => $"check {Of(c.Expression)} {c.NoInherit}",
        ForeignKeyConstraint c => $"foreign key {string.Join(",", c.Columns)} to {c.ReferencedTable} {string.Join(",", c.ReferencedColumns)} {c.OnDelete} {c.OnUpdate}",
        ExclusionConstraint c => $"exclude {c.Method} {string.Join(",", c.Keys.Select(static k => k.Column))}",
        NotNullConstraint c => $"not null {c.Column} {c.NoInherit}",
        _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, null),
    };

    private static string OfView(ViewInfo view) =>
        $"view {view.Name} reads {string.Join(",", view.Reads.Order(Comparer<RelationName>.Create(static (a, b) => string.CompareOrdinal(a.Name, b.Name))))} "
        + $"columns {string.Join(",", view.Columns.Distinct().Order(StringComparer.Ordinal))} complete {view.IsComplete} materialized {view.IsMaterialized} empty {view.IsEmpty} "
        + $"output {(view.Output.IsDefault ? "" : string.Join(",", view.Output.Select(static c => $"{c.Name} {c.Type}")))} updatable {view.UpdatableRelation}";

    private static string Of(SqlExpression? expression) => expression is null ? "-"
        : $"[{expression.Volatility} constant {expression.IsConstant} {string.Join(",", expression.Columns.Distinct().Order(StringComparer.Ordinal))} "
        + $"not null {string.Join(",", expression.ProvesNotNull.Order(StringComparer.Ordinal))}]";
}
