using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Why PostgreSQL refuses CREATE INDEX, before it looks at any row (DefineIndex).</summary>
internal static class IndexErrors
{
    /// <summary>What the access methods of PostgreSQL can do (pg_indexam_has_property).</summary>
    private static readonly Dictionary<string, (bool Unique, bool Multicolumn, bool Include, bool Order)> Methods = new(StringComparer.Ordinal)
    {
        ["btree"] = (true, true, true, true),
        ["hash"] = (false, false, false, false),
        ["gist"] = (false, true, true, false),
        ["gin"] = (false, true, false, false),
        ["spgist"] = (false, false, true, false),
        ["brin"] = (false, true, false, false),
    };

    private static readonly HashSet<string> WithoutOrder = new(StringComparer.Ordinal) { "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle" };

    private static readonly HashSet<string> Scalars = new(StringComparer.Ordinal)
    {
        "int2", "int4", "int8", "numeric", "float4", "float8", "text", "varchar", "bpchar", "bool", "uuid", "date", "time", "timestamp", "timestamptz", "bytea",
    };

    public static string? Of(CreateIndex create, EffectScope scope)
    {
        if (create.NullsNotDistinct && scope.Major < 15)
        {
            return VersionErrors.Needs("NULLS NOT DISTINCT", 15);
        }

        if (scope.Catalog.Views.TryGetValue(create.Table, out var view) && !view.IsMaterialized)
        {
            return $"cannot create index on relation \"{create.Table.Name}\"";
        }

        if (scope.IsPartitioned(create.Table) && create.Concurrently)
        {
            return $"cannot create index on partitioned table \"{create.Table.Name}\" concurrently";
        }

        if (!create.IfNotExists && create.Name is { } name && scope.Catalog.HasRelation(new RelationName(create.Table.Schema, name)))
        {
            return $"relation \"{name}\" already exists";
        }

        if (create.Tablespace is { } tablespace && StorageErrors.OfTablespace(tablespace, scope) is { } missing)
        {
            return missing;
        }

        return IndexParameters.ErrorOf(create.Method, create.Parameters, scope.Major) ?? MethodError(create, scope) ?? ColumnError(create, scope) ?? VirtualError(create, scope) ?? ExpressionError(create, scope)
            ?? (create.Unique ? PartitionKeyError(create.Table, [.. create.Keys.Select(static k => k.Column).OfType<string>()], scope) : null);
    }

    /// <summary>A unique key of a partitioned table contains the columns of its partition key.</summary>
    public static string? PartitionKeyError(RelationName table, IReadOnlyCollection<string> columns, EffectScope scope)
    {
        foreach (var operand in scope.Find(table)?.PartitionKey?.Operands ?? [])
        {
            if (scope.HasColumn(table, operand) == true && !columns.Contains(operand, StringComparer.Ordinal))
            {
                return "unique constraint on partitioned table must include all partitioning columns";
            }
        }

        return null;
    }

    /// <summary>ALTER INDEX ... ALTER COLUMN n SET STATISTICS (ATExecSetStatistics), SET (...) and RESET (...).</summary>
    public static string? OfChange(OtherIndexChange change, EffectScope scope)
    {
        if (scope.Catalog.TableOfIndex(change.Index) is not { } name || scope.Find(name) is not { } table)
        {
            return null;
        }

        if (change.Command is "AT_SetRelOptions" or "AT_ResetRelOptions")
        {
            if (scope.IsPartitioned(name))
            {
                return $"ALTER action SET cannot be performed on relation \"{change.Index.Name}\"";
            }

            var method = table.Index(change.Index.Name)?.Definition.Method;
            return table.Constraint(change.Index.Name) is ExclusionConstraint ? null
                : IndexParameters.ErrorOf(method, (change.Value ?? "").Split(',').Select(static v => v.Trim()).Where(static v => v.Length > 0), scope.Major);
        }

        var keys = table.Index(change.Index.Name)?.Definition is { } definition ? definition.Keys
            : table.Constraint(change.Index.Name) is { } constraint ? ImmutableArray.CreateRange(ConstraintReplay.KeyColumns(constraint), static c => new IndexKey(c, null))
            : [];
        if (change.Command != "AT_SetStatistics" || change.ColumnNumber is not { } number || keys.IsEmpty)
        {
            return null;
        }

        var included = table.Index(change.Index.Name)?.Definition.Include ?? [];
        return number > keys.Length + included.Length ? $"column number {number} of relation \"{change.Index.Name}\" does not exist"
            : number > keys.Length ? $"cannot alter statistics on included column \"{included[number - keys.Length - 1]}\" of index \"{change.Index.Name}\""
            : keys[number - 1].Column is { } column ? $"cannot alter statistics on non-expression column \"{column}\" of index \"{change.Index.Name}\""
            : null;
    }

    /// <summary>ATExecAttachPartitionIdx: an index of a partition, with the same definition, of which there is no other one yet.</summary>
    public static string? OfAttach(RelationName whole, RelationName part, EffectScope scope)
    {
        if (scope.Catalog.TableOfIndex(whole) is not { } parent || scope.Catalog.TableOfIndex(part) is not { } child
            || scope.Find(parent) is not { } table || scope.Find(child) is not { } partition)
        {
            return null;
        }

        if (!table.IsPartitioned)
        {
            return table.IsComplete ? $"index \"{whole.Name}\" is not partitioned" : null;
        }

        var isOther = partition.IsComplete && (partition.PartitionOf is not { } of || !of.Equals(parent));
        if (table.Index(whole.Name) is { } index && partition.Index(part.Name) is { } own && !ReferenceEquals(index.Definition, own.Definition))
        {
            isOther |= !IndexReplay.AreEquivalent(index.Definition, own.Definition) || IndexReplay.IsAttached(scope.Catalog, partition, own)
                || partition.Indexes.Any(i => ReferenceEquals(i.Definition, index.Definition));
        }

        return isOther ? $"cannot attach index \"{part.Name}\" as a partition of index \"{whole.Name}\"" : null;
    }

    private static string? MethodError(CreateIndex create, EffectScope scope)
    {
        var method = create.Method ?? "btree";
        if (!Methods.TryGetValue(method, out var can))
        {
            return scope.Catalog.IsWhole ? $"access method \"{method}\" does not exist" : null;
        }

        if ((create.Unique && !can.Unique) || (create.Keys.Length > 1 && !can.Multicolumn)
            || (!create.Include.IsEmpty && (!can.Include || (method == "spgist" && scope.Major < 14))))
        {
            return $"access method \"{method}\" does not support this index";
        }

        foreach (var key in create.Keys)
        {
            if ((key.Descending || key.NullsFirst is not null) && !can.Order)
            {
                return $"access method \"{method}\" does not support ASC/DESC or NULLS FIRST/LAST options";
            }

            if (key is { OperatorClass: null, Column: { } column } && scope.Find(create.Table)?.Column(column)?.Type is { IsArray: false, Schema: null } type
                && LacksOperatorClass(method, type.Name, scope))
            {
                return $"data type {type.Text} has no default operator class for access method \"{method}\"";
            }
        }

        return null;
    }

    /// <summary>Extensions (btree_gin, btree_gist) bring operator classes of their own, so that no more than the core's is certain in a whole history.</summary>
    private static bool LacksOperatorClass(string method, string type, EffectScope scope) => method switch
    {
        "btree" or "hash" => WithoutOrder.Contains(type),
        "gin" or "gist" => scope.Catalog.IsWhole && Scalars.Contains(type),
        _ => false,
    };

    private static string? ColumnError(CreateIndex create, EffectScope scope)
    {
        var mentioned = create.Keys.SelectMany(static k => k.Column is { } column ? [column] : k.Expression?.Columns.AsEnumerable() ?? [])
            .Concat(create.Include)
            .Concat(create.Filter?.Columns.AsEnumerable() ?? []);
        foreach (var column in mentioned)
        {
            if (scope.HasColumn(create.Table, column) == false && !string.Equals(column, create.Table.Name, StringComparison.Ordinal))
            {
                return $"column \"{column}\" does not exist";
            }
        }

        return null;
    }

    public static bool IsVirtual(RelationName table, string column, EffectScope scope) =>
        scope.Find(table)?.Column(column)?.Generated == GeneratedKind.Virtual;

    private static string? VirtualError(CreateIndex create, EffectScope scope)
    {
        foreach (var columns in create.Keys.Select(static k => k.Column is { } column ? [column] : k.Expression?.Columns ?? []).Append(create.Filter?.Columns ?? []))
        {
            if (columns.Any(c => IsVirtual(create.Table, c, scope)))
            {
                return create.Unique ? "unique constraints on virtual generated columns are not supported" : "indexes on virtual generated columns are not supported";
            }
        }

        return null;
    }

    private static string? ExpressionError(CreateIndex create, EffectScope scope)
    {
        var mutability = new ExpressionMutability(c => scope.Find(create.Table)?.Column(c)?.Type, scope);
        foreach (var key in create.Keys)
        {
            if (key.Expression is { } expression && mutability.IsMutable(expression))
            {
                return "functions in index expression must be marked IMMUTABLE";
            }
        }

        return create.Filter is { } filter && mutability.IsMutable(filter)
            ? "functions in index predicate must be marked IMMUTABLE"
            : null;
    }
}
