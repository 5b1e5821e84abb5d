using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
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
        var split = migration.HasRuntime
            ? ContractSplit.Of(
                migration,
                Id,
                statement => statement.MainOperations.ToList() is [RenameColumn rename] && CanExpand(migration, statement, rename) ? MoveOf(statement, rename) : null,
                (statement, moves) => IsIndexOf(migration, statement, moves))
            : null;
        return split is null ? null : new SplitFix(Title, Id, split);
    }

    /// <summary>The runtime refuses generated and identity columns, partitions and inheritance.</summary>
    private static bool CanExpand(MigrationClass migration, BodyStatement statement, RenameColumn rename) =>
        migration.CatalogBefore(statement).Find(rename.Table) is not { } table
        || (table is { PartitionOf: null, IsPartitioned: false, Inherits.IsEmpty: true } && table.Column(rename.Column) is null or { Generated: Engine.Model.GeneratedKind.None, Type: not { IsSerial: true } });

    /// <summary>An index of the column that gets another name too: the expansion copies it, and looks for the name that it has.</summary>
    private static bool IsIndexOf(MigrationClass migration, BodyStatement statement, IReadOnlyList<Move> moves) =>
        statement.MainOperations.ToList() is [RenameIndex { Table: { } table } index]
        && migration.CatalogBefore(statement).Find(table)?.Index(index.Index.Name) is { } known
        && moves.Any(m => m.Statement.MainOperations.Any(o => o is RenameColumn rename && rename.Table.Equals(table) && (known.Mentions(rename.NewName) || known.Mentions(rename.Column))));

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
