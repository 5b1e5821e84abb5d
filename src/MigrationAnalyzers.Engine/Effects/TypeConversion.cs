using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What becomes of the values of a column, and of the indexes over it, when its type is changed.</summary>
internal sealed record TypeConversion(TypeChange Cost)
{
    private ResolvedType? _from;
    private ResolvedType? _to;

    /// <summary>PostgreSQL refuses the conversion.</summary>
    public string? Error { get; private init; }

    /// <summary>The type before; null where it is not known.</summary>
    public SqlType? From { get; private init; }

    public SqlType? To { get; private init; }

    /// <summary>The rows stay as they are, but are compared by the rules of another language.</summary>
    private bool ChangesCollation { get; init; }

    private string? OldCollation { get; init; }

    public static TypeConversion Of(AlterColumnType change, ColumnDefinition? column, EffectScope scope)
    {
        // What the migrations made of the column counts more than what the model of the application believed.
        var from = column?.Type ?? change.OldType;
        if (from is null || change.NewType is not { } to)
        {
            var isFunction = change.Using is { ConvertedColumn: null };
            return new TypeConversion(new TypeChange(
                isFunction ? TypeChangeCost.Rewrite : TypeChangeCost.Nothing,
                isFunction ? null : $"the type of {change.Table}.{change.Column} is not known"));
        }

        var (cost, error) = CostOf(change, from, to, scope);
        var changesCollation = CollationChanges(change, column);
        if (cost.Cost == TypeChangeCost.Nothing && changesCollation)
        {
            cost = cost.And(new TypeChange(TypeChangeCost.IndexRebuild));
        }

        return new TypeConversion(cost)
        {
            Error = error ?? ErrorOfDefault(change, column, to, scope),
            From = from,
            To = to,
            ChangesCollation = changesCollation,
            OldCollation = column?.Collation ?? "default",
            _from = ResolvedType.Of(from, scope.Catalog),
            _to = ResolvedType.Of(to, scope.Catalog),
        };
    }

    /// <summary>CheckIndexCompatible: the operators or the collation of the key are others than before.</summary>
    public bool RebuildsIndex(IndexKey key, string? method) =>
        Cost.Cost == TypeChangeCost.IndexRebuild && _from is not null && _to is not null
        && (OperatorClasses.Differ(key, method, _from, _to)
            || (ChangesCollation && (key.Collation is null || string.Equals(key.Collation, OldCollation, StringComparison.Ordinal))));

    /// <summary>What becomes of the values; null where one of the types is not known.</summary>
    public ColumnConversion? Values(AlterColumnType change, TableInfo? table, EffectScope scope)
    {
        if (From is null || To is null)
        {
            return null;
        }

        var needsUsing = change.Using is null && TypeCasts.Find(From, To, scope.Catalog, scope.Major) == CastPath.None;
        return new ColumnConversion(From, To)
        {
            NeedsUsing = needsUsing,
            HasExplicitCast = needsUsing && TypeCasts.Find(From, To, scope.Catalog, scope.Major, isExplicit: true) != CastPath.None,
            Loss = Error is null ? ValueLosses.Of(change, From, To, table, scope.Catalog) : null,
        };
    }

    public string? ErrorOfIndex(IndexKey key, string? method) => _from is null || _to is null ? null : OperatorClasses.ErrorOf(key, method, _from, _to);

    private static (TypeChange Cost, string? Error) CostOf(AlterColumnType change, SqlType from, SqlType to, EffectScope scope)
    {
        if (change.Using is not { } expression)
        {
            return (TypeChange.Of(from, to, scope.Catalog, scope.Major), TypeCasts.ErrorOf(change.Column, from, to, scope.Catalog, scope.Major));
        }

        if (expression.HasSubquery)
        {
            return (new TypeChange(TypeChangeCost.Rewrite), "cannot use subquery in transform expression");
        }

        if (expression.ConvertedColumn != change.Column)
        {
            var isRefused = expression.Type is { } type && TypeCasts.Find(type, to, scope.Catalog, scope.Major) == CastPath.None;
            return (new TypeChange(TypeChangeCost.Rewrite), isRefused ? Refused() : null);
        }

        // USING c::type is the conversion itself, written out; what it does not reach by itself follows.
        var (cost, current) = (new TypeChange(TypeChangeCost.Nothing), from);
        foreach (var next in expression.Casts)
        {
            if (TypeCasts.Find(current, next, scope.Catalog, scope.Major, isExplicit: true) == CastPath.None)
            {
                return (cost, $"cannot cast type {current.Text} to {next.Text}");
            }

            cost = cost.And(TypeChange.Of(current, next, scope.Catalog, scope.Major, isExplicit: true));
            current = next;
        }

        return (cost.And(TypeChange.Of(current, to, scope.Catalog, scope.Major)),
            TypeCasts.Find(current, to, scope.Catalog, scope.Major) == CastPath.None ? Refused() : null);

        string Refused() => $"result of USING clause for column \"{change.Column}\" cannot be cast automatically to type {to.Text}";
    }

    /// <summary>The default is converted by assignment whatever USING says; DROP DEFAULT in the same ALTER TABLE comes before, SET DEFAULT after it.</summary>
    private static string? ErrorOfDefault(AlterColumnType change, ColumnDefinition? column, SqlType to, EffectScope scope)
    {
        if (column is not { Generated: GeneratedKind.None }
            || DefaultType(column) is not { } type
            || scope.InSameAlter<DropColumnDefault>(change.Table, d => string.Equals(d.Column, change.Column, StringComparison.Ordinal)) is not null)
        {
            return null;
        }

        return TypeCasts.Find(type, to, scope.Catalog, scope.Major) == CastPath.None
            ? $"default for column \"{change.Column}\" cannot be cast automatically to type {to.Text}"
            : null;
    }

    private static SqlType? DefaultType(ColumnDefinition column) => column switch
    {
        // The default of a serial column is nextval().
        { Default: null, Type.IsSerial: true } => new SqlType("int8", [], 0),
        { Default: { IsNull: false } value } => value.IsUntyped ? column.Type : value.Type,
        _ => null,
    };

    private static bool CollationChanges(AlterColumnType change, ColumnDefinition? column)
    {
        if (change.ChangesCollation)
        {
            // Of a column that was never seen the collation is not known.
            return column is null || !string.Equals(column.Collation ?? "default", change.Collation, StringComparison.Ordinal);
        }

        // Without COLLATE the column gets the collation of its new type.
        return change.Collation is null && column?.Collation is not (null or "default");
    }
}
