using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Engine.Rules.Compatibility;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Writes a RenameColumn in place of a DropColumn and an AddColumn, in Up and in Down; where the running version uses the old name, in the form that DBM3001 gives a rename.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DBM3013RenameInDisguiseFix : MigrationCodeFixProvider
{
    private static readonly DBM3001ColumnRenamedFix s_renamed = new();

    public DBM3013RenameInDisguiseFix()
        : base("DBM3013")
    {
    }

    internal override ImmutableArray<string> MayBring => [s_renamed.Rule];

    internal override (MigrationCodeFixProvider Fix, string Title)? Continuation =>
        (s_renamed, ", let it have both names, and take the old one away in a migration of its own, for the deployment after this one");

    private protected override bool Accepts(MigrationOperation operation) => operation is DropColumn;

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target)
    {
        if (target is not { Operation: DropColumn drop, Unit.Direction: MigrationDirection.Up, Migration: var (migration, _) }
            || NewNameOf(target) is not { } newName
            || new RenameColumn(drop.Table, drop.Column, newName) { Origin = drop.Origin } is var rename
            && ColumnPair.Find(target, migration.Up, rename) is not { } up)
        {
            yield break;
        }

        var title = $"Rename the column to {newName}";
        if (migration.DownShape != DownShape.Present)
        {
            // What the old column was besides its type is not told.
            if (up.Added.Default is null && up.Added.Comment is null)
            {
                yield return Replace(title, up, rename) with { Also = [Remove(title, up)] };
            }

            yield break;
        }

        var back = new RenameColumn(drop.Table, newName, drop.Column) { Origin = drop.Origin };
        if (ColumnPair.Find(target, migration.Down, back) is { } down && IsSame(up.Added, down.Added))
        {
            yield return Replace(title, up, rename) with { Also = [Remove(title, up), Replace(title, down, back), Remove(title, down)] };
        }
    }

    private ReplaceCall Replace(string title, ColumnPair pair, RenameColumn rename) => new(title, Id, [WrittenCall.Of(rename)!]) { On = pair.First.Operation };

    private ReplaceCall Remove(string title, ColumnPair pair) => new(title, Id, []) { On = pair.Second.Operation };

    /// <summary>What the column may have been meant to be called; null where several columns may be it.</summary>
    private static string? NewNameOf(FixTarget target)
    {
        var (migration, before) = target.Migration!.Value;
        var analyzed = new AnalyzedMigration(migration, before, [], [], target.Options);
        var context = new MigrationContext(analyzed, target.Options, new DBM3013RenameInDisguise(), static _ => { });
        return analyzed.Up.FirstOrDefault(a => ReferenceEquals(a.Operation, target.Operation)) is { } dropped && DisguisedRename.OfColumn(context.At(dropped)) is { NewNames: [var name] }
            ? name
            : null;
    }

    private static bool IsSame(ColumnDefinition a, ColumnDefinition b) =>
        string.Equals(a.Default?.Text, b.Default?.Text, StringComparison.Ordinal)
        && string.Equals(a.Comment, b.Comment, StringComparison.Ordinal)
        && string.Equals(a.Collation, b.Collation, StringComparison.Ordinal);

    /// <summary>The calls that drop one column and add the other, in the order in which they stand.</summary>
    private sealed record ColumnPair(FixTarget First, FixTarget Second, ColumnDefinition Added)
    {
        /// <summary>Null where one of them is not there, or there twice, or is more than a statement of its own; or where SQL between the two counts on the names of that place.</summary>
        public static ColumnPair? Find(FixTarget target, MigrationUnit unit, RenameColumn rename)
        {
            var found = unit.Statements
                .Select(static (s, i) => (Index: i, Operation: s.Operations is [var only] ? only : null))
                .Where(s => s.Operation switch
                {
                    DropColumn drop => drop.Table.Equals(rename.Table) && string.Equals(drop.Column, rename.Column, StringComparison.Ordinal),
                    AddColumn add => add.Table.Equals(rename.Table) && string.Equals(add.Column.Name, rename.NewName, StringComparison.Ordinal),
                    _ => false,
                })
                .ToList();
            return found is [var (first, one), var (second, other)]
                && (one as AddColumn ?? other as AddColumn) is { } added
                && (one is DropColumn || other is DropColumn)
                && target.Others(one!) is { } before
                && target.Others(other!) is { } after
                && BlockOf(before) is { } block
                && block == BlockOf(after)
                && unit.Statements.Take(second).Skip(first).All(static s => s.Origin.FrontEnd == FrontEnd.MigrationBuilderCall)
                    ? new ColumnPair(before, after, added.Column)
                    : null;
        }

        /// <summary>Around the statement that the call is.</summary>
        private static BlockSyntax? BlockOf(FixTarget target) =>
            target is { IsCall: true, Call: { Anchor.IsNone: true, Method: "DropColumn" or "AddColumn", Syntax.Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } } } ? block : null;
    }
}
