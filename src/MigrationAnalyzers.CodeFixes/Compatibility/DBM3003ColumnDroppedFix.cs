using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Reversal;
using MigrationAnalyzers.Engine.Rules.Compatibility;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using GeneratedKind = MigrationAnalyzers.Engine.Model.GeneratedKind;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>
/// Leaves the column where it is while the model gives it up, so that the old version goes on beside the new one, and drops it in a migration of its own.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM3003ColumnDroppedFix : MigrationCodeFixProvider
{
    private const string Title = "Drop the column in a migration of its own, for the deployment after this one";

    private const string FilledTitle = "Let a trigger fill the new columns from what the old version writes, and drop the column in a migration of its own, for the deployment after this one";
    private const string BothWaysTitle = "Let a trigger fill the new columns from the old one and the other way round, and drop it in a migration of its own, for the deployment after this one";

    public DBM3003ColumnDroppedFix()
        : base("DBM3003")
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => operation is DropColumn;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration)
    {
        foreach (var bothWays in new[] { true, false })
        {
            var filled = FilledByMigration.Of(migration, DropsOf(migration), bothWays);
            if (filled.Count > 0 && Split(migration, filled) is { } together && filled.All(f => f.Drops.All(d => together.FateOf(d) is not null)))
            {
                return new SplitFix(filled.All(static f => f.Form.IsBothWays) ? BothWaysTitle : FilledTitle, Id, together);
            }
        }

        return Split(migration, []) is { } split ? new SplitFix(Title, Id, split) : null;
    }

    private MigrationSplit? Split(MigrationClass migration, IReadOnlyList<FilledByMigration> filled)
    {
        var drops = DropsOf(migration);
        return ContractSplit.Of(
            migration,
            Id,
            statement => drops.FirstOrDefault(d => ReferenceEquals(d.Statement, statement)) is { } move ? filled.Aggregate(move, static (m, f) => f.Join(m)) : null,
            (statement, moves) => IsIndexOf(migration, statement, moves));
    }

    private static List<Move> DropsOf(MigrationClass migration)
    {
        var moves = new List<Move>();
        foreach (var statement in migration.Up.Statements)
        {
            if (statement.MainOperations.ToList() is [DropColumn { Cascade: false } drop]
                && GivenUp.Column([.. migration.Earlier(), migration.Migration], drop.Table, drop.Column)
                && MoveOf(migration, statement, drop) is { } move)
            {
                moves.Add(move);
            }
        }

        return moves;
    }

    private static Move? MoveOf(MigrationClass migration, BodyStatement statement, DropColumn drop)
    {
        var catalog = migration.CatalogBefore(statement);
        if (catalog.Find(drop.Table) is not { } table || table.Column(drop.Column) is not { Nullable: { } nullable } column || table.Constraints.Any(c => Holds(c, drop.Column)))
        {
            return null;
        }

        if (nullable || column is not { Default: null, Generated: GeneratedKind.None } || column.Type is { IsSerial: true })
        {
            return new Move(statement, 1);
        }

        // The new version inserts rows without the column; the old one reads them, and does not expect NULL.
        var origin = drop.Origin;
        return column.Type is { } type
            && ZeroValue.Of(type) is { } zero
            && !table.Constraints.Any(c => IsAbout(c, drop.Column))
            && !table.Indexes.Any(i => i.Definition.Unique && i.Mentions(drop.Column))
            && InverseSql.Write(new SetColumnDefault(drop.Table, drop.Column, zero) { Origin = origin }) is { } set
            && InverseSql.Write(new DropColumnDefault(drop.Table, drop.Column) { Origin = origin }) is { } reset
                ? new Move(statement, 1)
                {
                    Stays = [set],
                    DownStays = [reset],
                    DownLater = [.. migration.Down?.Statements.Where(s => DropsDefault(s, drop)) ?? []],
                }
                : null;
    }

    private static bool DropsDefault(BodyStatement statement, DropColumn drop) =>
        statement.MainOperations.ToList() is [DropColumnDefault reset] && reset.Table.Equals(drop.Table) && string.Equals(reset.Column, drop.Column, StringComparison.Ordinal);

    /// <summary>An index of a column that stays is dropped with it, when nobody is there any more whom it makes quick.</summary>
    private static bool IsIndexOf(MigrationClass migration, BodyStatement statement, IReadOnlyList<Move> moves) =>
        statement.MainOperations.ToList() is [DropIndex { Cascade: false, Table: { } table } drop]
        && migration.CatalogBefore(statement).Find(table)?.Index(drop.Index.Name) is { Definition.Unique: false } index
        && moves.Any(m => m.Statement.MainOperations.Any(o => o is DropColumn column && column.Table.Equals(table) && index.Mentions(column.Column)));

    /// <summary>Rows that refer to others through the column would keep these from being deleted by a version that knows nothing of it.</summary>
    private static bool Holds(ConstraintDefinition constraint, string column) =>
        constraint is ForeignKeyConstraint { OnDelete: not (ReferentialAction.Cascade or ReferentialAction.SetNull) } key && key.Columns.Contains(column);

    private static bool IsAbout(ConstraintDefinition constraint, string column) => constraint switch
    {
        ForeignKeyConstraint key => key.Columns.Contains(column),
        CheckConstraint check => check.Expression.Columns.IsEmpty || check.Expression.Columns.Contains(column),
        UniqueConstraint unique => unique.Columns.Contains(column),
        PrimaryKeyConstraint key => key.Columns.Contains(column),
        ExclusionConstraint => true,
        _ => false,
    };
}
