using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>The indexes over a column, built concurrently for a column beside it that has the same values: queries that name that one need them. They go when it is dropped.</summary>
internal static class IndexCopies
{
    private const string Prefix = "sync_";

    /// <summary>Each can be built again after a failure. Null where an expression or a filter mentions the column: of these only the text is known.</summary>
    public static ImmutableArray<SqlCommand>? Write(TableInfo table, string column, string copy, Origin origin)
    {
        var commands = ImmutableArray.CreateBuilder<SqlCommand>();
        foreach (var original in Originals(table, origin).Where(i => new IndexInfo("", i).Mentions(column)))
        {
            if (original.Filter is { } filter && Uses(filter, column) || original.Keys.Any(k => k.Expression is { } expression && Uses(expression, column)))
            {
                return null;
            }

            var name = SyncTriggerForm.Shortened(Prefix + original.Name);
            var index = original with
            {
                Name = name,
                Concurrently = true,
                IfNotExists = false,
                Keys = [.. original.Keys.Select(k => string.Equals(k.Column, column, StringComparison.Ordinal) ? k with { Column = copy } : k)],
                Include = [.. original.Include.Select(c => string.Equals(c, column, StringComparison.Ordinal) ? copy : c)],
            };
            commands.Add(new SqlCommand(
                SqlStatements.DropIndex(new DropIndex(table.Name with { Name = name }, table.Name) { Origin = original.Origin, Concurrently = true, IfExists = true }), SuppressTransaction: true));
            commands.Add(new SqlCommand(SqlStatements.CreateIndex(index), SuppressTransaction: true));
        }

        return commands.ToImmutable();
    }

    /// <summary>Those of keys too. One that is checked at the end of a transaction is copied without being unique: the original checks that.</summary>
    private static IEnumerable<CreateIndex> Originals(TableInfo table, Origin origin)
    {
        foreach (var constraint in table.Constraints)
        {
            if (constraint is PrimaryKeyConstraint { Columns: { IsEmpty: false } key })
            {
                yield return Index(table, constraint, key, origin);
            }
            else if (constraint is UniqueConstraint { WithoutOverlaps: false, Columns: { IsEmpty: false } columns } unique)
            {
                yield return Index(table, constraint, columns, origin) with { NullsNotDistinct = unique.NullsNotDistinct && !unique.Deferrable };
            }
        }

        foreach (var index in table.Indexes)
        {
            if (!index.IsInvalid)
            {
                yield return index.Definition with { Name = index.Name, Table = table.Name };
            }
        }
    }

    private static CreateIndex Index(TableInfo table, ConstraintDefinition constraint, ImmutableArray<string> columns, Origin origin) =>
        new(table.Name, constraint.Name, [.. columns.Select(static c => new IndexKey(c, null))]) { Origin = origin, Unique = !constraint.Deferrable };

    private static bool Uses(SqlExpression expression, string column) => expression.Columns.IsEmpty || expression.Columns.Contains(column, StringComparer.Ordinal);
}
