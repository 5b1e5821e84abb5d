using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Reversal;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Engine.Rules.Reversibility;

namespace MigrationAnalyzers.CodeFixes.Reversibility;

/// <summary>What Down lacks to undo one operation of Up, and where it belongs.</summary>
/// <param name="Operations">In the order in which they are to run.</param>
/// <param name="Position">The statement of Down before which they are to run; their number: at the end.</param>
internal sealed record DownCompletion(ImmutableArray<MigrationOperation> Operations, int Position)
{
    /// <summary>Null where the operation cannot be undone, or something would still be left of it.</summary>
    /// <param name="before">What the earlier migrations left behind.</param>
    public static DownCompletion? Of(MigrationOperation operation, Migration migration, SchemaCatalog before, AnalysisOptions options)
    {
        var analyzed = Analyze(migration, before, options);
        if (analyzed.Up.FirstOrDefault(a => ReferenceEquals(a.Operation, operation)) is not { } target
            || InverseOperation.Of(operation, target.CatalogBefore, out _) is not { } inverse)
        {
            return null;
        }

        var position = PositionOf(operation, analyzed, migration.Down);
        var left = Left(analyzed, options);
        var added = ImmutableArray.CreateBuilder<MigrationOperation>();
        foreach (var candidate in inverse)
        {
            // Down may undo a part of it: only what is missing is added.
            var completed = Analyze(With(migration, position, [.. added, candidate]), before, options);
            var rest = Left(completed, options);
            if (rest.Count(IsOfIt) < left.Count(IsOfIt) && rest.Length < left.Length)
            {
                added.Add(candidate);
                left = rest;
            }
        }

        return added.Count > 0 && !left.Any(IsOfIt) ? new DownCompletion(added.ToImmutable(), position) : null;

        bool IsOfIt(MigrationOperation other) => ReferenceEquals(other.Origin, operation.Origin);
    }

    /// <summary>Before what undoes the operations that come earlier in Up: the last one is undone first.</summary>
    private static int PositionOf(MigrationOperation operation, AnalyzedMigration analyzed, MigrationUnit down)
    {
        var earlier = new HashSet<(Type, RelationName, string?)>(
            from step in analyzed.Up.TakeWhile(a => !ReferenceEquals(a.Operation, operation))
            from inverse in InverseOperation.Of(step.Operation, step.CatalogBefore, out _) ?? []
            select KeyOf(inverse));
        for (var i = 0; i < down.Statements.Length; i++)
        {
            if (down.Statements[i].Operations.Any(o => earlier.Contains(KeyOf(o))))
            {
                return i;
            }
        }

        return down.Statements.Length;
    }

    /// <summary>What it does to what.</summary>
    private static (Type, RelationName, string?) KeyOf(MigrationOperation operation) => operation switch
    {
        AddColumn add => (typeof(AddColumn), add.Table, add.Column.Name),
        DropColumn drop => (typeof(DropColumn), drop.Table, drop.Column),
        RenameColumn rename => (typeof(RenameColumn), rename.Table, rename.Column),
        CreateIndex create => (typeof(CreateIndex), create.Table, create.Name),
        DropIndex drop => (typeof(DropIndex), drop.Index, null),
        RenameIndex rename => (typeof(RenameIndex), rename.Index, null),
        AddConstraint add => (typeof(AddConstraint), add.Table, add.Constraint.Name),
        DropConstraint drop => (typeof(DropConstraint), drop.Table, drop.Name),
        AlterColumnType alter => (typeof(AlterColumnType), alter.Table, alter.Column),
        TableOperation other => (other.GetType(), other.Table, null),
        _ => (operation.GetType(), new RelationName(null, ""), operation.ToString()),
    };

    /// <summary>The migration with these operations in Down.</summary>
    public static Migration With(Migration migration, int position, ImmutableArray<MigrationOperation> operations) => migration with
    {
        Down = migration.Down with
        {
            Statements = migration.Down.Statements.InsertRange(position, operations.Select(static o => new MigrationStatement([o], o.Origin))),
        },
    };

    private static AnalyzedMigration Analyze(Migration migration, SchemaCatalog before, AnalysisOptions options) => new(migration, before, [], [], options);

    private static ImmutableArray<MigrationOperation> Left(AnalyzedMigration analyzed, AnalysisOptions options) =>
        [.. LeftBehind.Of(new MigrationContext(analyzed, options, new DBM6002DownDoesNotUndo(), static _ => { })).Select(static l => l.Operation)];
}
