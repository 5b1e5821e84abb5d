using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>An enum loses a label that the application version that is still running writes and reads.</summary>
public sealed class DBM3014EnumLabelChanged : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3014",
        "Enum label renamed or removed",
        "Enum {0} no longer has {1} after this: the application version that is still running fails where it writes {2}",
        """
        Add the new label and let both stand until no running version uses the old one; values of it are changed in batches meanwhile. PostgreSQL cannot remove a label, and one
        that nobody uses does no harm.
          migrationBuilder.Sql("ALTER TYPE order_state ADD VALUE IF NOT EXISTS 'shipped'");
        Or keep the label and rename only the member of the C# enum, with [PgName("sent")] on it.
        """,
        RuleSeverity.Warning);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var analyzed in context.Up)
        {
            switch (analyzed.Operation)
            {
                case RenameEnumValue rename when !MadeHere.Before(context.At(analyzed), rename.Type) && !IsAddedHere(context.At(analyzed), rename.Type, rename.Label):
                    context.At(analyzed).Report(rename.Type.ToString(), $"label '{rename.Label}', which becomes '{rename.NewLabel}',", "it");
                    break;
                case CreateEnum create:
                    Compare(context, analyzed, create);
                    break;
            }
        }
    }

    /// <summary>A type of the same name was there before: it was dropped, or renamed.</summary>
    private static void Compare(MigrationContext context, AnalyzedOperation analyzed, CreateEnum create)
    {
        if (!context.CatalogBefore.Enums.TryGetValue(create.Type, out var before)
            || !context.CatalogAfterUp.Enums.TryGetValue(create.Type, out var after)
            || !after.IsComplete
            || MadeHere.After(context.At(analyzed), create.Type) is not null)
        {
            return;
        }

        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var label in before.Labels)
        {
            if (!after.Labels.Contains(label, StringComparer.Ordinal))
            {
                missing.Add($"'{label}'");
            }
        }

        if (missing.Count > 0)
        {
            context.At(analyzed).Report(
                create.Type.ToString(), (missing.Count == 1 ? "label " : "labels ") + Words.List(missing.ToImmutable()), missing.Count == 1 ? "it" : "them");
        }
    }

    private static bool IsAddedHere(OperationContext context, RelationName type, string label)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (ReferenceEquals(operation, context.Operation))
            {
                break;
            }

            var added = operation switch
            {
                AddEnumValue add when add.Type.Equals(type) => add.Label,
                RenameEnumValue rename when rename.Type.Equals(type) => rename.NewLabel,
                _ => null,
            };
            if (string.Equals(added, label, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
