using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// When one ALTER TABLE does a thing: it sorts its subcommands into passes, whatever order they are written in (AlterTablePass in tablecmds.c).
/// </summary>
internal enum AlterPass
{
    /// <summary>DROP COLUMN, DROP DEFAULT, DROP NOT NULL, DROP IDENTITY, DROP EXPRESSION: columns that the statement adds are not there yet.</summary>
    Drop,

    /// <summary>After ADD COLUMN.</summary>
    AfterAdd,
}

/// <summary>Why PostgreSQL refuses to change a column. An error is certain only where all columns of the table are known.</summary>
internal static class ColumnErrors
{
    private static readonly ImmutableArray<string> SystemColumns = ["ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"];

    public static bool IsSystem(string column) => SystemColumns.Contains(column, StringComparer.Ordinal);

    /// <summary>The column must be there; what is known of it, or null.</summary>
    public static ColumnDefinition? Require(RelationName table, string column, AlterPass pass, EffectScope scope, EffectBuilder effect)
    {
        if (IsSystem(column))
        {
            effect.Error ??= $"cannot alter system column \"{column}\"";
            return null;
        }

        if (pass == AlterPass.AfterAdd && Added(table, column, scope) is { } added)
        {
            return ColumnReplay.Normalize(added.Column);
        }

        var known = scope.Find(table)?.Column(column);
        var isDropped = pass == AlterPass.AfterAdd && Dropped(table, column, scope) is not null;
        if ((known is null || isDropped) && scope.Find(table) is { IsComplete: true })
        {
            effect.Error ??= $"column \"{column}\" of relation \"{table.Name}\" does not exist";
        }

        return isDropped ? null : known;
    }

    /// <summary>The column comes from a parent: a partitioned table, or one that the table inherits.</summary>
    public static bool IsInherited(TableInfo table, string column, SchemaCatalog catalog)
    {
        if (table.PartitionOf is { } whole)
        {
            return catalog.Find(whole) is not { IsComplete: true } known || known.Column(column) is not null;
        }

        foreach (var parent in table.Inherits)
        {
            if (catalog.Find(parent)?.Column(column) is not null)
            {
                return true;
            }
        }

        return false;
    }

    public static AddColumn? Added(RelationName table, string column, EffectScope scope) =>
        scope.InSameAlter<AddColumn>(table, a => string.Equals(a.Column.Name, column, StringComparison.Ordinal));

    public static DropColumn? Dropped(RelationName table, string column, EffectScope scope) =>
        scope.InSameAlter<DropColumn>(table, d => string.Equals(d.Column, column, StringComparison.Ordinal));

    /// <summary>A column definition that PostgreSQL does not accept (transformColumnDefinition, AddRelationNewConstraints).</summary>
    public static void RefuseDefinition(AddColumn add, EffectScope scope, EffectBuilder effect)
    {
        var column = add.Column;
        effect.Error ??= column.HasStorage && scope.Major < 16 ? VersionErrors.Needs("STORAGE in a column definition", 16)
            : column.HasCompression && scope.Major < 14 ? VersionErrors.Needs("COMPRESSION", 14)
            : null;
        effect.Error ??= column.Conflict switch
        {
            ColumnConflict.NullAndNotNull => $"conflicting NULL/NOT NULL declarations for column \"{column.Name}\" of table \"{add.Table.Name}\"",
            ColumnConflict.SeveralDefaults => $"multiple default values specified for column \"{column.Name}\" of table \"{add.Table.Name}\"",
            _ => null,
        };
        if (column.Default is not null && column.Generated != GeneratedKind.None)
        {
            var kind = column.Generated == GeneratedKind.Identity ? "identity" : "generation expression";
            effect.Error ??= $"both default and {kind} specified for column \"{column.Name}\" of table \"{add.Table.Name}\"";
        }

        if (column is { Generated: GeneratedKind.Identity, Type: { } type } && !MayBeIdentity(type))
        {
            effect.Error ??= "identity column type must be smallint, integer, or bigint";
        }

        if (column is { Collation: not null, Type: { } collated } && TypeNames.IsCore(collated) && collated.Name is not ("text" or "varchar" or "bpchar" or "name" or "char"))
        {
            effect.Error ??= $"collations are not supported by type {collated.Text}";
        }

        if (column.Generated == GeneratedKind.Identity && !scope.Reached(add.Table).IsEmpty && (scope.Major < 17 || !scope.IsPartitioned(add.Table)))
        {
            effect.Error ??= "cannot recursively add identity column to table that has child tables";
        }

        if (column.GenerationExpression is { } expression)
        {
            RefuseGeneration(add, expression, scope, effect);
        }
    }

    /// <summary>The type may be that of an identity column; a domain may not, and that is not known here.</summary>
    public static bool MayBeIdentity(SqlType type) => !type.IsArray && (type.Name is "int2" or "int4" or "int8" || !TypeNames.IsCore(type));

    private static void RefuseGeneration(AddColumn add, SqlExpression expression, EffectScope scope, EffectBuilder effect)
    {
        if (new ExpressionMutability(c => (Added(add.Table, c, scope)?.Column ?? scope.Find(add.Table)?.Column(c))?.Type, scope).IsMutable(expression))
        {
            effect.Error ??= "generation expression is not immutable";
        }

        if (add.Column is { Generated: GeneratedKind.Virtual, Type: { } type } && scope.Major >= 18)
        {
            if (TypeNames.IsUserType(type))
            {
                effect.Error ??= $"virtual generated column \"{add.Column.Name}\" cannot have a user-defined type";
            }

            if (add.Constraints.Any(static c => c is UniqueConstraint or PrimaryKeyConstraint))
            {
                effect.Error ??= "unique constraints on virtual generated columns are not supported";
            }
        }

        RequireAll(add.Table, expression, scope, effect);
        foreach (var name in expression.Columns)
        {
            if ((Added(add.Table, name, scope)?.Column ?? scope.Find(add.Table)?.Column(name)) is { Generated: GeneratedKind.Stored or GeneratedKind.Virtual })
            {
                effect.Error ??= $"cannot use generated column \"{name}\" in column generation expression";
            }
        }
    }

    /// <summary>The columns that an expression mentions must be there.</summary>
    public static void RequireAll(RelationName table, SqlExpression expression, EffectScope scope, EffectBuilder effect)
    {
        foreach (var name in expression.Columns)
        {
            if (scope.Find(table) is { IsComplete: true } info && info.Column(name) is null && Added(table, name, scope) is null && !IsSystem(name)
                && !string.Equals(name, table.Name, StringComparison.Ordinal))
            {
                effect.Error ??= $"column \"{name}\" does not exist";
            }
        }
    }

    public static void Rename(RenameColumn rename, EffectScope scope, EffectBuilder effect)
    {
        scope.LockTree(effect, rename.Table, LockMode.AccessExclusive);
        if (IsSystem(rename.Column))
        {
            effect.Error ??= $"cannot rename system column \"{rename.Column}\"";
        }
        else if (IsSystem(rename.NewName))
        {
            effect.Error ??= $"column name \"{rename.NewName}\" conflicts with a system column name";
        }

        if (scope.Find(rename.Table) is { OfType: not null })
        {
            effect.Error ??= "cannot rename column of typed table";
        }

        if (scope.Find(rename.Table) is not { IsComplete: true } table)
        {
            return;
        }

        if (table.Column(rename.Column) is null)
        {
            effect.Error ??= $"column \"{rename.Column}\" does not exist";
        }

        foreach (var relation in scope.Reached(rename.Table).Insert(0, rename.Table))
        {
            if (scope.Find(relation)?.Column(rename.NewName) is not null)
            {
                effect.Error ??= $"column \"{rename.NewName}\" of relation \"{relation.Name}\" already exists";
            }
        }
    }
}
