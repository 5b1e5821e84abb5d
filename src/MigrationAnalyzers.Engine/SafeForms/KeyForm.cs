using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A primary key or unique constraint over an index that is built concurrently, which the constraint takes over in an instant. Can be run again after a failure: an index that an interrupted
/// build left is dropped first.
/// </summary>
internal static class KeyForm
{
    /// <summary>Null where the form does not exist, or the constraint needs a name that is not known.</summary>
    public static ImmutableArray<SqlCommand>? Write(AddConstraint add, SchemaCatalog catalog)
    {
        var table = catalog.Find(add.Table);
        var columns = Columns(add.Constraint);
        if (columns.IsEmpty || add.IfTableExists || table is { IsPartitioned: true } || NameOf(add.Constraint, table, catalog) is not { } name
            // What is there under that name is not what this migration builds.
            || catalog.TableOfIndex(add.Table with { Name = name }) is not null)
        {
            return null;
        }

        var unproved = add.Constraint is PrimaryKeyConstraint ? columns.RemoveAll(c => table?.IsNotNull(c) == true) : [];
        if (add.Only && !unproved.IsEmpty)
        {
            return null;
        }

        var index = add.Table with { Name = name };
        var build = new CreateIndex(add.Table, name, [.. columns.Select(static c => new IndexKey(c, null))])
        {
            Origin = add.Origin,
            Unique = true,
            Concurrently = true,
            NullsNotDistinct = add.Constraint is UniqueConstraint { NullsNotDistinct: true },
        };
        ImmutableArray<SqlCommand> built =
        [
            new(SqlStatements.DropIndex(new DropIndex(index, add.Table) { Origin = add.Origin, Concurrently = true, IfExists = true }), SuppressTransaction: true),
            new(SqlStatements.CreateIndex(build), SuppressTransaction: true),
        ];
        var statement = SqlStatements.AddConstraint(add with { Constraint = Over(add.Constraint, name) })!;
        return unproved.IsEmpty
            ? [.. built, new SqlCommand(statement)]
            : [.. built, .. NotNullForm.Check(add.Table, unproved, table).Around(statement)];
    }

    private static ImmutableArray<string> Columns(ConstraintDefinition constraint) => constraint switch
    {
        UniqueConstraint { UsingIndex: null, WithoutOverlaps: false, Inline: false } unique => unique.Columns,
        PrimaryKeyConstraint { UsingIndex: null, WithoutOverlaps: false, Inline: false } key => key.Columns,
        _ => [],
    };

    private static string? NameOf(ConstraintDefinition constraint, TableInfo? table, SchemaCatalog catalog) =>
        constraint.Name ?? (table is null ? null : DefaultNames.OfKey(table, constraint, catalog));

    private static ConstraintDefinition Over(ConstraintDefinition constraint, string index) => constraint is UniqueConstraint unique
        ? unique with { Name = index, UsingIndex = index, Columns = [], NullsNotDistinct = false }
        : ((PrimaryKeyConstraint)constraint) with { Name = index, UsingIndex = index, Columns = [] };
}
