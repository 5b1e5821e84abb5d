using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Gives the column both names, and takes the old one away in a migration of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM3001ColumnRenamedFix : MigrationCodeFixProvider
{
    private const string Title = "Let the column have both names, and take the old one away in a migration of its own, for the deployment after this one";

    public DBM3001ColumnRenamedFix()
        : base("DBM3001")
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => operation is RenameColumn;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration)
    {
        var split = ContractSplit.Of(
            migration,
            Id,
            statement => statement.MainOperations.ToList() is not [RenameColumn { IfTableExists: false, Only: false } rename] || !CanExpand(migration, statement, rename) ? null
                : migration.HasRuntime ? MoveOf(statement, rename)
                : PlainMoveOf(migration, statement, rename),
            (statement, moves) => IsIndexOf(migration, statement, moves));
        return split is null || !(migration.HasRuntime || IsAllOf(split)) ? null : new SplitFix(Title, Id, split);
    }

    /// <summary>What else the migration does could not be done again after a failure of the plain form, which commits several times; a time limit can.</summary>
    private static bool IsAllOf(MigrationSplit split) => split.Migration.Up.Statements.All(s => s.Runs.IsEmpty || LocalTimeouts.IsTimeout(s) || split.FateOf(s) is not null);

    /// <summary>Where several columns of a table get new names, the second names of all belong together.</summary>
    internal override bool MovesFirst(MigrationClass migration, MigrationOperation operation) =>
        !migration.HasRuntime
        && operation is RenameColumn rename
        && !migration.Migration.Up.Operations.Any(o => o is RenameColumn other && !ReferenceEquals(other, operation) && other.Table.Equals(rename.Table));

    /// <summary>The runtime refuses generated and identity columns, partitions and inheritance.</summary>
    private static bool CanExpand(MigrationClass migration, BodyStatement statement, RenameColumn rename) =>
        migration.CatalogBefore(statement).Find(rename.Table) is not { } table
        || (table is { PartitionOf: null, IsPartitioned: false, Inherits.IsEmpty: true } && table.Column(rename.Column) is null or { Generated: Engine.Model.GeneratedKind.None, Type: not { IsSerial: true } });

    /// <summary>An index of the column that gets another name too: the expansion copies it, and looks for the name that it has.</summary>
    private static bool IsIndexOf(MigrationClass migration, BodyStatement statement, IReadOnlyList<Move> moves) =>
        statement.MainOperations.ToList() is [RenameIndex { Table: { } table } index]
        && migration.CatalogBefore(statement).Find(table)?.Index(index.Index.Name) is { } known
        && moves.Any(m => m.Statement.MainOperations.Any(o => o is RenameColumn rename && rename.Table.Equals(table) && (known.Mentions(rename.NewName) || known.Mentions(rename.Column))));

    private static Move? PlainMoveOf(MigrationClass migration, BodyStatement statement, RenameColumn rename)
    {
        var before = migration.CatalogBefore(statement);
        return IsApartFromOthers(migration, rename, before.Find(rename.Table)) && RenamedColumnForm.TryCreate(rename, before, statement.Runs.Aggregate(before, static (c, r) => c.Apply(r))) is { } form
            ? new Move(statement, 1)
            {
                Stays = Calls(form.Expand),
                Goes = [.. Calls(form.BeforeContract), WrittenCall.Of(new DropColumn(rename.Table, rename.NewName) { Origin = rename.Origin })!, WrittenCall.Of(rename)!],
                DownStays = Calls(form.Cancel),
                DownGoes = Calls(form.Reopen),
            }
            : null;
    }

    /// <summary>Other columns of the table that get new names too: while both have two names, no index may need a column of each, and no name may be that of both.</summary>
    private static bool IsApartFromOthers(MigrationClass migration, RenameColumn rename, TableInfo? table)
    {
        var others = migration.Migration.Up.Operations.OfType<RenameColumn>().Where(o => !ReferenceEquals(o, rename) && o.Table.Equals(rename.Table))
            .SelectMany(static o => new[] { o.Column, o.NewName }).ToList();
        return others.Count == 0 || (table is not null
            && !others.Contains(rename.Column)
            && !others.Contains(rename.NewName)
            && !table.Indexes.Any(i => i.Mentions(rename.Column) && others.Any(i.Mentions))
            && !table.Constraints.Any(c => KeyOf(c) is var key && others.Any(o => key.Contains(o))));
    }

    private static ImmutableArray<string> KeyOf(ConstraintDefinition constraint) => constraint switch
    {
        PrimaryKeyConstraint key => key.Columns,
        UniqueConstraint unique => unique.Columns,
        _ => [],
    };

    private static ImmutableArray<WrittenCall> Calls(ImmutableArray<SqlCommand> commands) => [.. commands];

    private static Move MoveOf(BodyStatement statement, RenameColumn rename) => new(statement, 1)
    {
        Stays = [Call("ExpandRenameColumn", rename.Table, rename.Column, rename.NewName)],
        Goes = [Call("ContractRenameColumn", rename.Table, rename.Column, rename.NewName)],
        DownStays = [Call("CancelRenameColumn", rename.Table, rename.Column, rename.NewName)],
        DownGoes = [Call("ExpandRenameColumn", rename.Table, rename.NewName, rename.Column)],
    };

    private static WrittenCall Call(string method, RelationName table, string name, string newName) => WrittenCall.SafeForm(
        method,
        ("name", MigrationBuilderCode.Literal(name)),
        ("table", MigrationBuilderCode.Literal(table.Name)),
        ("newName", MigrationBuilderCode.Literal(newName)),
        MigrationBuilderCode.Schema("schema", table.Schema));
}
