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

/// <summary>Leaves a view under the table's old name, and drops it in a migration of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM3002TableRenamedFix : MigrationCodeFixProvider
{
    private const string Title = "Leave a view under the old name, and drop it in a migration of its own, for the deployment after this one";

    public DBM3002TableRenamedFix()
        : base("DBM3002")
    {
    }

    internal override bool Splits => true;

    private protected override bool Accepts(MigrationOperation operation) => operation is RenameTable;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    private protected override SplitFix? SplitFor(MigrationClass migration)
    {
        var split = ContractSplit.Of(
            migration,
            Id,
            statement => statement.MainOperations.ToList() is not [RenameTable { IfTableExists: false } rename] || ChangesColumns(migration, rename) ? null
                : migration.HasRuntime ? MoveOf(statement, rename)
                : IsTable(migration.CatalogBefore(statement), rename.Table) ? PlainMoveOf(statement, rename)
                : null);
        return split is null ? null : new SplitFix(Title, Id, split);
    }

    /// <summary>The view has the columns of the table: none of these can go or get another type while it is there, in whichever order Up and Down come to it.</summary>
    private static bool ChangesColumns(MigrationClass migration, RenameTable rename) =>
        migration.Migration.Up.Operations.Concat(migration.Migration.Down.Operations).Any(o => o is TableOperation other and not (RenameTable or AddConstraint or DropConstraint or RenameConstraint or CreateIndex)
            && (other.Table.Equals(rename.Table) || other.Table.Equals(rename.NewTable)));

    /// <summary>A table whose rows are here: ALTER TABLE renames views and foreign tables too. What no migration made the model has as a table.</summary>
    private static bool IsTable(SchemaCatalog catalog, RelationName table) => catalog.Find(table) is not null || !catalog.HasRelation(table);

    private static Move PlainMoveOf(BodyStatement statement, RenameTable rename)
    {
        var view = new OldNameView(rename.Table, rename.NewTable);
        ImmutableArray<WrittenCall> create = [.. view.Create];
        return new Move(statement, 1)
        {
            TakesEffectHere = true,
            KeepsStatement = true,
            Stays = create,
            Goes = [view.Drop],
            DownStays = [view.Drop],
            DownGoes = create,
        };
    }

    private static Move MoveOf(BodyStatement statement, RenameTable rename) => new(statement, 1)
    {
        TakesEffectHere = true,
        Stays = [Call("ExpandRenameTable", rename.Table, rename.NewTable)],
        Goes = [Call("ContractRenameTable", rename.Table, rename.NewTable)],
        DownStays = [Call("CancelRenameTable", rename.Table, rename.NewTable)],
        DownGoes = [Call("ExpandRenameTable", rename.Table, rename.NewTable)],
    };

    private static WrittenCall Call(string method, RelationName table, RelationName newTable) => WrittenCall.SafeForm(
        method,
        ("name", MigrationBuilderCode.Literal(table.Name)),
        ("newName", MigrationBuilderCode.Literal(newTable.Name)),
        MigrationBuilderCode.Schema("schema", table.Schema),
        MigrationBuilderCode.Schema("newSchema", newTable.Schema is { } schema && !string.Equals(schema, table.Schema, StringComparison.Ordinal) ? schema : null));
}
