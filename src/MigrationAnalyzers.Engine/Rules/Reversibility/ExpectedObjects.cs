using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Compatibility;

namespace MigrationAnalyzers.Engine.Rules.Reversibility;

/// <summary>How indexes, constraints, triggers, views, types and sequences that an operation touches were before.</summary>
internal static class ExpectedObjects
{
    /// <param name="table">The name of the operation's table before Up.</param>
    public static void TouchPartOf(ExpectedState state, AnalyzedOperation analyzed, TableOperation operation, RelationName table)
    {
        switch (operation)
        {
            case CreateIndex { Name: { } name } create when !state.MayHaveOtherNames(operation.Table):
                if (create.IfNotExists && state.Before.Find(table) is not { IsComplete: true })
                {
                    state.Ignore(table, name);
                    return;
                }

                state.Expect(table, name, after => after.Find(table)?.Index(name) is null ? null : $"index {name} is still there");
                break;
            case AddConstraint { Constraint: { Name: { } name } and not NotNullConstraint } add when !state.MayHaveOtherNames(operation.Table):
                state.Expect(table, name, after => after.Find(table)?.Constraint(name) is null ? null : $"{DroppedWithColumn.Describe(add.Constraint, name)} is still there");
                break;
            case DropConstraint drop when !state.MayHaveOtherNames(operation.Table):
                Drop(state, analyzed, drop, table);
                break;
            case CreateTable { IsMaterializedView: true } create:
                Made(state, create.Table, create.IfNotExists, after => after.Views.ContainsKey(create.Table), "materialized view " + create.Table);
                break;
            case OtherTableChange { Object: { Kind: not TableObjectKind.Publication } item } change:
                Change(state, change, item, table);
                break;
        }
    }

    public static void Touch(ExpectedState state, AnalyzedOperation analyzed, MigrationOperation operation)
    {
        switch (operation)
        {
            case DropIndex drop:
                Drop(state, analyzed, drop);
                break;
            case CreateEnum create:
                Made(state, create.Type, ifNotExists: false, after => HasType(after, create.Type), "type " + create.Type);
                break;
            case CreateDomain create:
                Made(state, create.Domain, ifNotExists: false, after => HasType(after, create.Domain), "domain " + create.Domain);
                break;
            case CreateCompositeType create:
                Made(state, create.Type, ifNotExists: false, after => HasType(after, create.Type), "type " + create.Type);
                break;
            case RenameType rename when !state.IsUncertain(rename.Type):
                state.Ignore(rename.NewType, "object");
                state.Expect(rename.Type, "object", after =>
                    HasType(after, rename.NewType) && !HasType(after, rename.Type) ? $"type {rename.Type} is still called {rename.NewType}" : null);
                break;
            case RenameEnumValue rename when !state.IsUncertain(rename.Type):
                state.Ignore(rename.Type, "label " + rename.NewLabel);
                state.Expect(rename.Type, "label " + rename.Label, after =>
                    after.Enums.TryGetValue(rename.Type, out var type)
                    && type.Labels.Contains(rename.NewLabel, StringComparer.Ordinal)
                    && !type.Labels.Contains(rename.Label, StringComparer.Ordinal)
                        ? $"label '{rename.Label}' of {rename.Type} is still called '{rename.NewLabel}'"
                        : null);
                break;
            case OtherStatement { Command: "ViewStmt", Relations: [var view, ..] } create:
                Made(state, view, create.Replace, after => after.Views.ContainsKey(view), "view " + view);
                break;
            case OtherStatement { Command: "CreateSeqStmt", Relations: [var sequence] } create:
                Made(state, sequence, create.IfExists, after => after.OtherRelations.Contains(sequence), "sequence " + sequence);
                break;

            // The sequence goes with the column that owns it.
            case OtherStatement { Command: "CreateSeqStmt" or "AlterSeqStmt", Relations: [var owned, _, ..] }:
                state.Forget(owned, "object");
                break;
            case OtherStatement { Command: "DropStmt" } drop:
                Drop(state, drop);
                break;
        }
    }

    /// <summary>The indexes and constraints that go with a column: Down has to bring them back with it.</summary>
    public static void TouchDroppedWith(ExpectedState state, AnalyzedOperation analyzed, DropColumn drop, RelationName table)
    {
        if (state.MayHaveOtherNames(drop.Table) || analyzed.CatalogBefore.Find(drop.Table) is not { } info)
        {
            return;
        }

        foreach (var index in info.Indexes)
        {
            if (index.Mentions(drop.Column))
            {
                ExpectBack(state, table, index.Name, "index " + index.Name, index.Definition, null);
            }
        }

        foreach (var constraint in info.Constraints)
        {
            if (constraint is { Name: { } name } and not (NotNullConstraint or CheckConstraint or ExclusionConstraint) && ConstraintReplay.Mentions(constraint, drop.Column))
            {
                ExpectBack(state, table, name, DroppedWithColumn.Describe(constraint, name), null, constraint);
            }
        }
    }

    private static void Drop(ExpectedState state, AnalyzedOperation analyzed, DropConstraint drop, RelationName table)
    {
        var known = analyzed.CatalogBefore.Find(drop.Table)?.Constraint(drop.Name);
        if (known is NotNullConstraint || (known is null && (drop.IfExists || state.MayComeBackOtherwise(drop.Table))))
        {
            state.Ignore(table, drop.Name);
            return;
        }

        ExpectBack(state, table, drop.Name, known is null ? "constraint " + drop.Name : DroppedWithColumn.Describe(known, drop.Name), null, known);
    }

    private static void Drop(ExpectedState state, AnalyzedOperation analyzed, DropIndex drop)
    {
        if ((drop.Table ?? analyzed.CatalogBefore.TableOfIndex(drop.Index)) is not { } name)
        {
            // The table that the index belongs to is not told; an index that is created again says it.
            if (!drop.IfExists && !state.IsUncertain(drop.Index) && !state.MayHaveOtherNames(drop.Index))
            {
                state.Expect(drop.Index, "index", after => after.TableOfIndex(drop.Index) is null ? $"index {drop.Index} is missing" : null);
            }

            return;
        }

        var table = state.OldName(name);
        if (state.IsMade(name) || state.IsUncertain(name) || state.IsUncertain(table) || state.MayHaveOtherNames(name))
        {
            return;
        }

        var known = analyzed.CatalogBefore.Find(name)?.Index(drop.Index.Name)?.Definition;
        if (known is null && (drop.IfExists || state.MayComeBackOtherwise(name)))
        {
            state.Ignore(table, drop.Index.Name);
            return;
        }

        ExpectBack(state, table, drop.Index.Name, "index " + drop.Index.Name, known, null);
    }

    private static void Drop(ExpectedState state, OtherStatement drop)
    {
        foreach (var name in drop.Relations)
        {
            if (state.Before.Views.ContainsKey(name) && !state.IsUncertain(name))
            {
                state.Expect(name, "object", after => after.HasRelation(name) ? null : $"view {name} is missing");
            }
            else if (state.Before.OtherRelations.Contains(name) && !state.IsUncertain(name))
            {
                state.Expect(name, "object", after => after.HasRelation(name) ? null : $"{ObjectNouns.Of(drop.ObjectType) ?? "relation"} {name} is missing");
            }
        }

        foreach (var name in drop.Objects)
        {
            if (state.IsUncertain(name))
            {
                continue;
            }

            if (HasType(state.Before, name) && drop.ObjectType is "OBJECT_TYPE" or "OBJECT_DOMAIN")
            {
                state.Expect(name, "object", after => HasType(after, name) ? null : $"type {name} is missing");
            }
            else if (state.Before.Functions.ContainsKey(name) && !state.Before.OverloadedFunctions.Contains(name) && drop.ObjectType is "OBJECT_FUNCTION" or "OBJECT_PROCEDURE")
            {
                state.Expect(name, "function", after => after.Functions.ContainsKey(name) ? null : $"function {name} is missing");
            }
        }
    }

    /// <summary>Triggers, policies and rules.</summary>
    private static void Change(ExpectedState state, OtherTableChange change, TableObject item, RelationName table)
    {
        var thing = $"{item.Noun} {item.Name}";
        switch (change.Command)
        {
            case "CreateTrigStmt" or "CreatePolicyStmt" or "RuleStmt" when !change.Replace:
                state.Expect(table, thing, after => Has(after, table, item) ? $"{thing} of {table} is still there" : null);
                break;
            case "DropStmt" when Has(state.Before, table, item):
                state.Expect(table, thing, after => after.Find(table) is null || Has(after, table, item) ? null : $"{thing} of {table} is missing");
                break;
            default:
                state.Ignore(table, thing);
                break;
        }
    }

    private static void Made(ExpectedState state, RelationName name, bool ifNotExists, Func<SchemaCatalog, bool> isThere, string what)
    {
        // What may replace another one of that name, which the earlier migrations do not tell, need not go.
        if (ifNotExists || state.IsUncertain(name) || isThere(state.Before))
        {
            state.Ignore(name, "object");
            return;
        }

        state.Expect(name, "object", after => isThere(after) ? what + " is still there" : null);
    }

    private static void ExpectBack(ExpectedState state, RelationName table, string name, string what, CreateIndex? index, ConstraintDefinition? constraint) =>
        state.Expect(table, name, after => after.Find(table) is not { } now || TableDifference.Has(now, name, index, constraint) ? null : what + " is missing");

    private static bool Has(SchemaCatalog catalog, RelationName table, TableObject item) => catalog.Find(table)?.Objects.Any(item.IsSame) ?? false;

    private static bool HasType(SchemaCatalog catalog, RelationName name) =>
        catalog.Enums.ContainsKey(name) || catalog.Domains.ContainsKey(name) || catalog.Composites.ContainsKey(name);
}
