using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A view is made again without columns that it had, or with other types, while the application version that reads it is running.</summary>
public sealed class DBM3011ViewColumnsChanged : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3011",
        "View made again without its columns",
        "View {0} {1}: the application version that is still running fails where it reads that",
        """
        Let the view keep its columns, with their types, and add new ones at its end (CREATE OR REPLACE VIEW can do that); or make a view of another name for the new version,
        and drop the old one in a later migration.
          migrationBuilder.Sql("CREATE VIEW active_users_v2 AS SELECT id, display_name FROM users");
        """,
        RuleSeverity.Warning);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var analyzed in context.Up)
        {
            switch (analyzed.Operation)
            {
                case OtherStatement { Command: "RenameStmt", ObjectType: "OBJECT_COLUMN", Relations: [var view], Column: { } column, NewName: { } newName }
                    when !MadeHere.Before(context.At(analyzed), view):
                    context.At(analyzed).Report(view.ToString(), $"no longer has column {column}, which becomes {newName.Name}");
                    break;
                case OtherStatement { Command: "ViewStmt", Relations: [var view, ..] }:
                    Compare(context, analyzed, view);
                    break;
                case CreateTable { IsMaterializedView: true, Table: var view }:
                    Compare(context, analyzed, view);
                    break;
            }
        }
    }

    private static void Compare(MigrationContext context, AnalyzedOperation analyzed, RelationName name)
    {
        // A statement that fails (CREATE OR REPLACE cannot take columns away) changes nothing.
        if (analyzed.Effect.Error is not null
            || MadeHere.After(context.At(analyzed), name) is not null
            || !context.CatalogBefore.Views.TryGetValue(name, out var before)
            || !context.CatalogAfterUp.Views.TryGetValue(name, out var after)
            || before.Output.IsDefault
            || after.Output.IsDefault)
        {
            return;
        }

        var missing = ImmutableArray.CreateBuilder<string>();
        var changed = ImmutableArray.CreateBuilder<string>();
        foreach (var column in before.Output)
        {
            if (after.Output.FirstOrDefault(c => string.Equals(c.Name, column.Name, StringComparison.Ordinal)) is not { } now)
            {
                missing.Add(column.Name);
            }
            else if (column.Type is { } from && now.Type is { } to && ClientTypes.Reads(from, to, context.CatalogAfterUp) == ClientOutcome.Fails)
            {
                changed.Add($"{column.Name} as {to} instead of {from}");
            }
        }

        var parts = ImmutableArray.CreateBuilder<string>();
        if (missing.Count > 0)
        {
            parts.Add($"no longer has {(missing.Count == 1 ? "column" : "columns")} {Words.List(missing.ToImmutable())}");
        }

        if (changed.Count > 0)
        {
            parts.Add("gives " + Words.List(changed.ToImmutable()));
        }

        if (parts.Count > 0)
        {
            context.At(analyzed).Report(name.ToString(), Words.List(parts.ToImmutable()));
        }
    }
}
