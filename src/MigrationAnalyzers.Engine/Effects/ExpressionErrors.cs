using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What PostgreSQL does not accept in the expressions of a definition (parse_expr.c, parse_func.c), wherever they stand.</summary>
internal static class ExpressionErrors
{
    private const string Default = "DEFAULT expression";

    public static string? Of(MigrationOperation operation, EffectScope scope)
    {
        var called = operation switch
        {
            WriteRows write => write.Functions,
            OtherStatement { Command: "SelectStmt" } query => query.Functions,
            _ => [],
        };
        foreach (var function in called)
        {
            if (IsMissing(function, scope) && !scope.Catalog.Functions.ContainsKey(function))
            {
                return $"function {function.Name}() does not exist";
            }
        }

        foreach (var (expression, place) in ExpressionsOf(operation, scope))
        {
            if (place == Default && !expression.Columns.IsEmpty)
            {
                return "cannot use column reference in DEFAULT expression";
            }

            if (expression.HasSubquery)
            {
                return $"cannot use subquery in {place}";
            }

            foreach (var function in expression.Functions)
            {
                if (ErrorOf(function, place, scope) is { } error)
                {
                    return error;
                }
            }
        }

        return null;
    }

    private static string? ErrorOf(RelationName function, string place, EffectScope scope)
    {
        var isUsers = scope.Catalog.Functions.ContainsKey(function);
        if (!isUsers && function.Schema is null or "pg_catalog" && KnownFunctions.KindOf(function.Name) is not FunctionKind.Plain and var kind)
        {
            var what = kind switch { FunctionKind.Aggregate => "aggregate", FunctionKind.Window => "window", _ => "set-returning" };
            return $"{what} functions are not allowed in {place}s";
        }

        return !isUsers && IsMissing(function, scope) ? $"function {function.Name}() does not exist" : null;
    }

    /// <summary>Neither this version of PostgreSQL, nor an extension, nor a migration has such a function.</summary>
    private static bool IsMissing(RelationName function, EffectScope scope)
    {
        var catalog = scope.Catalog;

        // What the grammar itself calls (EXTRACT, AT TIME ZONE) has another name in other versions.
        if (!catalog.IsWhole || catalog.Parameter("search_path") is not null || function.Schema == "pg_catalog"
            || (function.Schema is null && KnownFunctions.IsBuiltIn(function.Name, scope.Major)) || catalog.OverloadedFunctions.Contains(function))
        {
            return false;
        }

        // A type's name is a conversion to it, a column's name may be that column.
        var type = new SqlType(function.Name, [], 0) { Schema = function.Schema };
        return !catalog.InstalledExtensions.Any(e => IsOfExtension(function.Name, e))
            && TypeNames.IsUserType(type)
            && ResolvedType.Of(type, catalog).Unknown is not null
            && !catalog.Tables.Values.Any(t => t.Column(function.Name) is not null);
    }

    /// <summary>Of an extension whose functions are not all known here, each may be one.</summary>
    private static bool IsOfExtension(string function, string extension) =>
        KnownFunctions.IsOfExtension(function, extension) || Extensions.FunctionsOf(extension).Contains(function, StringComparer.Ordinal)
        || (!KnownFunctions.HasExtension(extension) && Extensions.FunctionsOf(extension).Length > 0 && KnownFunctions.Of(null, function) is null);

    private static IEnumerable<(SqlExpression Expression, string Place)> ExpressionsOf(MigrationOperation operation, EffectScope scope)
    {
        switch (operation)
        {
            case AddColumn { IfNotExists: true } add when scope.Find(add.Table)?.Column(add.Column.Name) is not null:
            case CreateTable { IfNotExists: true } known when scope.Find(known.Table) is not null:
                return [];
            case AddColumn add:
                return OfColumn(add.Column).Concat(add.Constraints.SelectMany(OfConstraint));
            case CreateTable create:
                return create.Columns.SelectMany(OfColumn).Concat(create.Constraints.SelectMany(OfConstraint));
            case SetColumnDefault set:
                return [(set.Default, Default)];
            case AlterColumnProperty { Expression: { } expression }:
                return [(expression, "column generation expression")];
            case AlterColumnType { Using: { } conversion }:
                return [(conversion, "transform expression")];
            case AddConstraint add:
                return OfConstraint(add.Constraint);
            case CreateIndex index:
                return index.Keys.Select(static k => k.Expression).OfType<SqlExpression>().Select(static e => (e, "index expression"))
                    .Concat(index.Filter is { } filter ? [(filter, "index predicate")] : []);
            case CreateDomain domain:
                return (domain.Default is { } value ? [(value, Default)] : Enumerable.Empty<(SqlExpression, string)>())
                    .Concat(domain.Checks.Select(static c => (c, "check constraint")));
            default:
                return [];
        }
    }

    private static IEnumerable<(SqlExpression Expression, string Place)> OfColumn(ColumnDefinition column)
    {
        if (column.Default is { } value)
        {
            yield return (value, Default);
        }

        if (column.GenerationExpression is { } generation)
        {
            yield return (generation, "column generation expression");
        }
    }

    private static IEnumerable<(SqlExpression Expression, string Place)> OfConstraint(ConstraintDefinition constraint) =>
        constraint is CheckConstraint check ? [(check.Expression, "check constraint")] : [];
}
