using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Why PostgreSQL refuses to keep a table as it is told to.</summary>
internal static class StorageErrors
{
    public const string Heap = "heap";

    private static readonly HashSet<string> IndexMethods = new(StringComparer.Ordinal) { "btree", "hash", "gist", "gin", "spgist", "brin" };

    // pg_type.typstorage 'p' among the types of columns.
    private static readonly HashSet<string> PlainTypes = new(StringComparer.Ordinal)
    {
        "bool", "char", "int2", "int4", "int8", "float4", "float8", "money", "oid", "xid", "xid8", "cid", "tid", "name", "date", "time", "timetz", "timestamp", "timestamptz",
        "interval", "uuid", "macaddr", "macaddr8", "point", "line", "lseg", "box", "circle", "pg_lsn", "regclass", "regproc", "regtype", "regrole", "regnamespace",
    };

    // RELOPT_KIND_HEAP and RELOPT_KIND_TOAST of reloptions.c, with the version that brought them; 0: older than those supported.
    private static readonly Dictionary<string, int> Parameters = new(StringComparer.Ordinal)
    {
        ["fillfactor"] = 0,
        ["user_catalog_table"] = 0,
        ["parallel_workers"] = 0,
        ["toast_tuple_target"] = 0,
        ["vacuum_index_cleanup"] = 0,
        ["vacuum_truncate"] = 0,
        ["autovacuum_enabled"] = 0,
        ["autovacuum_vacuum_threshold"] = 0,
        ["autovacuum_vacuum_scale_factor"] = 0,
        ["autovacuum_analyze_threshold"] = 0,
        ["autovacuum_analyze_scale_factor"] = 0,
        ["autovacuum_vacuum_cost_delay"] = 0,
        ["autovacuum_vacuum_cost_limit"] = 0,
        ["autovacuum_freeze_min_age"] = 0,
        ["autovacuum_freeze_max_age"] = 0,
        ["autovacuum_freeze_table_age"] = 0,
        ["autovacuum_multixact_freeze_min_age"] = 0,
        ["autovacuum_multixact_freeze_max_age"] = 0,
        ["autovacuum_multixact_freeze_table_age"] = 0,
        ["log_autovacuum_min_duration"] = 0,
        ["autovacuum_vacuum_insert_threshold"] = 13,
        ["autovacuum_vacuum_insert_scale_factor"] = 13,
        ["autovacuum_vacuum_max_threshold"] = 18,
        ["vacuum_max_eager_freeze_failure_rate"] = 18,
    };

    public static string? OfCreate(CreateTable create, EffectScope scope)
    {
        if (!create.IfNotExists && (scope.Find(create.Table) is { IsComplete: true } || (scope.Catalog.Views.TryGetValue(create.Table, out var view) && view.IsComplete)))
        {
            return $"relation \"{create.Table.Name}\" already exists";
        }

        foreach (var read in create.Reads)
        {
            if (scope.Catalog.IsMissing(read))
            {
                return $"relation \"{read}\" does not exist";
            }
        }

        foreach (var constraint in create.Constraints)
        {
            if (constraint is ForeignKeyConstraint key && scope.Find(key.ReferencedTable) is { IsComplete: true } referenced
                && PersistenceConflict(create.Persistence, referenced.Persistence) is { } conflict)
            {
                return conflict;
            }
        }

        return (create.Tablespace is { } tablespace ? OfTablespace(tablespace, scope) : null)
            ?? (create.AccessMethod is { } method ? OfMethodName(method, scope) : null)
            ?? (LikeRepeats(create, scope) is { } column ? $"column \"{column}\" specified more than once" : null);
    }

    public static string? OfTablespace(string? tablespace, EffectScope scope) =>
        tablespace == "pg_global" ? "only shared relations can be placed in pg_global tablespace"
        : scope.Catalog.IsWhole && scope.Catalog.Tablespaces is { } known && tablespace is not (null or "pg_default") && !known.Contains(tablespace)
            ? $"tablespace \"{tablespace}\" does not exist"
        : null;

    public static string? OfAccessMethod(AlterTableStorage change, EffectScope scope) =>
        scope.Major < 15 ? VersionErrors.Needs("SET ACCESS METHOD", 15)
        : change.Value is null && scope.Major < 17 ? VersionErrors.Needs("SET ACCESS METHOD DEFAULT", 17)
        : change.Value is { } method && OfMethodName(method, scope) is { } error ? error
        : scope.IsPartitioned(change.Table) && scope.Major < 17 ? VersionErrors.Needs("SET ACCESS METHOD of a partitioned table", 17)
        : null;

    public static string? OfPersistence(RelationName name, TablePersistence wanted, EffectScope scope)
    {
        if (scope.Find(name) is not { } table)
        {
            return null;
        }

        if (table.IsPartitioned && scope.Major >= 18)
        {
            return $"SET LOGGED and SET UNLOGGED cannot be performed on the partitioned table \"{name.Name}\"";
        }

        if (table.Persistence == TablePersistence.Temporary)
        {
            return $"cannot change logged status of table \"{name.Name}\" because it is temporary";
        }

        if (!table.IsComplete || table.Persistence == wanted)
        {
            return null;
        }

        if (wanted == TablePersistence.Unlogged && table.Objects.Any(static o => o.Kind == TableObjectKind.Publication))
        {
            return $"cannot change table \"{name.Name}\" to unlogged because it is part of a publication";
        }

        // A permanent table may not reference an unlogged one (ATPrepChangePersistence).
        var others = wanted == TablePersistence.Permanent
            ? table.Constraints.OfType<ForeignKeyConstraint>().Select(static k => k.ReferencedTable)
            : scope.Catalog.ForeignKeysTo(name).Select(static r => r.Table);
        foreach (var other in others)
        {
            if (!other.Equals(name) && scope.Find(other) is { IsComplete: true } info && info.Persistence != wanted)
            {
                return $"could not change table \"{name.Name}\": a foreign key connects it with \"{other.Name}\"";
            }
        }

        return null;
    }

    public static string? OfParameters(AlterTableStorage change, EffectScope scope)
    {
        foreach (var word in (change.Value ?? "").Split(','))
        {
            var name = word.Trim();
            var parameter = name.StartsWith("toast.", StringComparison.Ordinal) ? name["toast.".Length..] : name;
            if (scope.IsPartitioned(change.Table))
            {
                return "cannot specify storage parameters for a partitioned table";
            }

            // An access method of an extension may have others.
            if (scope.Find(change.Table) is { IsComplete: true, AccessMethod: null or Heap } && !scope.Catalog.Views.ContainsKey(change.Table)
                && (!Parameters.TryGetValue(parameter, out var since) || scope.Major < since) && parameter.Length > 0)
            {
                return $"unrecognized parameter \"{parameter}\"";
            }
        }

        return null;
    }

    /// <summary>SET STORAGE (TypeIsToastable) and SET COMPRESSION (GetAttributeCompression) of a type that is never stored out of line.</summary>
    public static string? OfColumn(AlterColumnProperty change, SqlType? type, EffectScope scope)
    {
        var word = change.Value?.ToLowerInvariant() ?? "";
        if (change.Change == ColumnChange.SetStorage)
        {
            return word is not ("plain" or "external" or "extended" or "main" or "default") ? $"invalid storage type \"{change.Value}\""
                : word is not ("plain" or "default") && IsPlain(type, scope) ? $"column data type {type!.Text} can only have storage PLAIN"
                : null;
        }

        return word is not ("pglz" or "lz4" or "default") ? $"invalid compression method \"{change.Value}\""
            : word != "default" && IsPlain(type, scope) ? $"column data type {type!.Text} does not support compression"
            : null;
    }

    private static bool IsPlain(SqlType? type, EffectScope scope) =>
        type is not null && ResolvedType.Of(type, scope.Catalog) is { Unknown: null, Base: { IsArray: false } stored, IsEnum: var isEnum } && (isEnum || PlainTypes.Contains(stored.Name));

    private static string? OfMethodName(string method, EffectScope scope) =>
        IndexMethods.Contains(method) ? $"access method \"{method}\" is not of type TABLE"
        : scope.Catalog.IsWhole && method != Heap && !scope.Catalog.AccessMethods.Contains(method) ? $"access method \"{method}\" does not exist"
        : null;

    private static string? PersistenceConflict(TablePersistence referencing, TablePersistence referenced) => (referencing, referenced) switch
    {
        (TablePersistence.Permanent, not TablePersistence.Permanent) => "constraints on permanent tables may reference only permanent tables",
        (TablePersistence.Unlogged, TablePersistence.Temporary) => "constraints on unlogged tables may reference only permanent or unlogged tables",
        (TablePersistence.Temporary, not TablePersistence.Temporary) => "constraints on temporary tables may reference only temporary tables",
        _ => null,
    };

    private static string? LikeRepeats(CreateTable create, EffectScope scope)
    {
        var names = new HashSet<string>(create.Columns.Select(static c => c.Name), StringComparer.Ordinal);
        foreach (var like in create.Likes)
        {
            foreach (var column in OutputColumns.Of(like.Source, scope.Catalog) is { IsDefault: false } columns ? columns : [])
            {
                if (!names.Add(column.Name))
                {
                    return column.Name;
                }
            }
        }

        return null;
    }
}
