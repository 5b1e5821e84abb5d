using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Locking;
using MigrationAnalyzers.Engine.SafeForms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Locking;

/// <summary>Keeps the constraint: renames it, or changes it in place; where another foreign key is needed, adds that beside the old one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM1014ConstraintRecreatedFix : MigrationCodeFixProvider
{
    private const string RenameTitle = "Keep the constraint, and rename it";
    private const string KeepTitle = "Keep the constraint";
    private const string ActionTitle = "Add the new foreign key NOT VALID, validate it in a transaction of its own, and then drop the old one";

    /// <summary>Foreign keys come after the keys that they need: as long as such a key is dropped they have to be dropped before.</summary>
    private const string KeyKey = "DBM1014.Key";

    public DBM1014ConstraintRecreatedFix()
        : base("DBM1014")
    {
    }

    private protected override bool Accepts(MigrationOperation operation) => operation is AddConstraint;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Operation: AddConstraint { IfTableExists: false } add, Statement.Operations.Length: 1 } || target.Statement.Has(Circumstances.InDoBlock)
            || RecreatedConstraint.Of(add, target.Catalog, Operations(target)) is not { } recreated
            || target.Others(recreated.Drop) is not { Statement.Operations.Length: 1 } drop
            || recreated.Drop.Cascade || drop.Statement.Circumstances != target.Statement.Circumstances
            || NameOf(add, target.Catalog) is not { } name
            || target.Unit.Operations.Any(o => TakesName(o, recreated.Dropped.Name!) && !ReferenceEquals(o, add))
            || (recreated.Dropped is ForeignKeyConstraint key && LosesKey(target, key)))
        {
            yield break;
        }

        var equivalenceKey = add.Constraint is ForeignKeyConstraint ? Id : KeyKey;
        var isRenamed = !string.Equals(name, recreated.Dropped.Name, StringComparison.Ordinal);
        if (Commands(target, add, recreated, name) is { } commands)
        {
            var title = recreated.Change == ConstraintChange.Action ? ActionTitle : isRenamed ? RenameTitle : KeepTitle;
            yield return Replace(target, title, equivalenceKey, commands) with
            {
                Also = [Replace(drop, title, equivalenceKey, []) with { On = recreated.Drop }],
            };
        }
    }

    private static Remedy Replace(FixTarget target, string title, string key, ImmutableArray<SqlCommand> commands) =>
        target.IsCall ? new ReplaceCall(title, key, [.. commands]) : new ReplaceStatement(title, key, commands);

    /// <summary>What is done in the place of ADD CONSTRAINT, the constraint being there still.</summary>
    private static ImmutableArray<SqlCommand>? Commands(FixTarget target, AddConstraint add, RecreatedConstraint recreated, string name)
    {
        var old = recreated.Dropped.Name!;
        var isRenamed = !string.Equals(name, old, StringComparison.Ordinal);
        ImmutableArray<SqlCommand> rename = isRenamed ? [Rename(add.Table, old, name)] : [];
        switch (recreated.Change)
        {
            case ConstraintChange.Nothing:
                return rename;

            case ConstraintChange.Deferrability:
                var deferrable = !add.Constraint.Deferrable ? "NOT DEFERRABLE" : add.Constraint.InitiallyDeferred ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE INITIALLY IMMEDIATE";
                return [new SqlCommand(SqlStatements.AlterTable(add.Table, $"ALTER CONSTRAINT {SqlIdentifier.Quote(old)} {deferrable}")), .. rename];

            default:
                // Both may stand side by side, but not under one name.
                var added = add with { Constraint = add.Constraint with { Name = isRenamed ? name : SqlIdentifier.WithSuffix(old, "_new") } };
                return !ConstraintForm.Exists(added.Constraint, target.IsPartitioned(add.Table), target.Options.PostgresMajor)
                    || SqlClauses.Constraint(added.Constraint with { NotValid = true }) is not { } clause
                    ? null
                    :
                    [
                        new SqlCommand(SqlStatements.AlterTable(add.Table, "DROP CONSTRAINT IF EXISTS " + SqlIdentifier.Quote(added.Constraint.Name!), "ADD " + clause)),
                        ConstraintForm.Validate(added),
                        new SqlCommand(SqlStatements.AlterTable(add.Table, "DROP CONSTRAINT " + SqlIdentifier.Quote(old))),
                        .. isRenamed ? (ImmutableArray<SqlCommand>)[] : [Rename(add.Table, added.Constraint.Name!, old)],
                    ];
        }
    }

    private static SqlCommand Rename(RelationName table, string name, string newName) =>
        new(SqlStatements.AlterTable(table, $"RENAME CONSTRAINT {SqlIdentifier.Quote(name)} TO {SqlIdentifier.Quote(newName)}"));

    private static ImmutableArray<(MigrationOperation Operation, SchemaCatalog CatalogBefore)> Operations(FixTarget target) =>
        [.. from operation in target.Unit.Operations let other = target.Others(operation) where other is not null select (operation, other.Catalog)];

    private static string? NameOf(AddConstraint add, SchemaCatalog catalog) =>
        add.Constraint.Name ?? (catalog.Find(add.Table) is { } table ? DefaultNames.OfKey(table, add.Constraint, catalog) : null);

    /// <summary>The old name is free for something else after the DROP CONSTRAINT.</summary>
    private static bool TakesName(MigrationOperation operation, string name) => string.Equals(name, operation switch
    {
        AddConstraint add => add.Constraint.Name,
        RenameConstraint rename => rename.NewName,
        CreateIndex create => create.Name,
        RenameIndex rename => rename.NewName,
        _ => null,
    }, StringComparison.Ordinal);

    private static bool LosesKey(FixTarget target, ForeignKeyConstraint foreign) => target.Unit.Operations.OfType<DropConstraint>().Any(d =>
        target.Others(d)?.Catalog.Find(d.Table)?.Constraint(d.Name) is PrimaryKeyConstraint or UniqueConstraint
        && (d.Table.Equals(foreign.ReferencedTable) || target.Unit.Operations.Any(o => o is RenameTable rename && rename.Table.Equals(d.Table) && rename.NewTable.Equals(foreign.ReferencedTable))));
}
