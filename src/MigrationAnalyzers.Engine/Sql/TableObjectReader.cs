using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads triggers, policies, rules and publications, with the columns that PostgreSQL notes them to depend on.</summary>
internal static class TableObjectReader
{
    // TRIGGER_TYPE_INSTEAD in pg_trigger.h.
    private const int InsteadOf = 1 << 6;

    public static void Read(PgNode node, StatementScope scope)
    {
        switch (node)
        {
            case CreateTrigStmt { Relation: { } table } trigger:
                Add(table, trigger.Replace, scope, new TableObject(TableObjectKind.Trigger, trigger.Trigname ?? "")
                {
                    Columns = Names.Texts(trigger.Columns).AddRange(ColumnsOf(trigger.WhenClause, IsTransition)),
                    Reads = trigger.Constrrel is { } other ? [Names.Of(other)] : [],
                    Function = Names.Of(trigger.Funcname),
                    IsForEachRow = trigger.Row,
                    IsInstead = (trigger.Timing & InsteadOf) != 0,
                });
                break;
            case RuleStmt { Relation: { } table } rule:
                Add(table, rule.Replace, scope, Rule(rule));
                break;
            case CreatePolicyStmt { Table: { } table } policy:
                Add(table, replace: false, scope, new TableObject(TableObjectKind.Policy, policy.PolicyName ?? "")
                {
                    Columns = OfTable(table, policy.Qual),
                    CheckColumns = OfTable(table, policy.WithCheck),
                    Reads = ReadBy(policy.Qual),
                    CheckReads = ReadBy(policy.WithCheck),
                });
                break;
            case AlterPolicyStmt { Table: { } table } policy:
                Add(table, replace: false, scope, new TableObject(TableObjectKind.Policy, policy.PolicyName ?? "")
                {
                    Columns = policy.Qual is null ? null : OfTable(table, policy.Qual),
                    CheckColumns = policy.WithCheck is null ? null : OfTable(table, policy.WithCheck),
                    Reads = policy.Qual is null ? null : ReadBy(policy.Qual),
                    CheckReads = policy.WithCheck is null ? null : ReadBy(policy.WithCheck),
                });
                break;
            case CreatePublicationStmt create:
                AddPublication(create.Pubname, create.Pubobjects, null, create.ForAllTables, scope);
                break;
            case AlterPublicationStmt alter:
                AddPublication(alter.Pubname, alter.Pubobjects, ChangeOf(alter), alter.ForAllTables, scope);
                break;
        }
    }

    /// <summary>The object of DROP and RENAME.</summary>
    public static TableObject? Named(ObjectType type, string name) => type switch
    {
        ObjectType.OBJECT_TRIGGER => new TableObject(TableObjectKind.Trigger, name),
        ObjectType.OBJECT_POLICY => new TableObject(TableObjectKind.Policy, name),
        ObjectType.OBJECT_RULE => new TableObject(TableObjectKind.Rule, name),
        _ => null,
    };

    private static void Add(RangeVar table, bool replace, StatementScope scope, TableObject made) =>
        scope.Add(new OtherTableChange(Names.Of(table), scope.Root.Kind) { Origin = scope.Leading, Object = made, Replace = replace });

    private static TableObject Rule(RuleStmt rule)
    {
        var columns = ColumnsOf(rule.WhereClause, IsTransition);
        var reads = ReadRelations.Of(rule.WhereClause).ToList();
        var writes = new List<RelationName>();
        foreach (var action in rule.Actions)
        {
            columns = columns.AddRange(ColumnsOf(action, IsTransition));
            reads.AddRange(ReadRelations.Of(action));
            foreach (var node in action.DescendantsAndSelf())
            {
                if (ReadRelations.Target(node) is { } target)
                {
                    writes.Add(Names.Of(target));
                }
            }
        }

        // OLD and NEW are names for the rule's own rows.
        reads.RemoveAll(static r => r is { Schema: null, Name: "old" or "new" });
        return new TableObject(TableObjectKind.Rule, rule.Rulename ?? "")
        {
            Columns = columns,
            Reads = [.. reads.Distinct()],
            Writes = [.. writes.Distinct()],
            IsInstead = rule.Instead,
            Event = rule.Event.ToString()["CMD_".Length..],
        };
    }

    private static ImmutableArray<RelationName> ReadBy(PgNode? expression) => [.. ReadRelations.Of(expression).Distinct()];

    private static void AddPublication(string? name, PgNodeList objects, PublicationChange? change, bool all, StatementScope scope)
    {
        var published = ImmutableArray.CreateBuilder<PublishedTable>();
        foreach (var node in objects)
        {
            if (node is PublicationObjSpec { Pubtable: { Relation: { } table } entry })
            {
                published.Add(new PublishedTable(Names.Of(table), new TableObject(TableObjectKind.Publication, name ?? "")
                {
                    Columns = Names.Texts(entry.Columns).AddRange(OfTable(table, entry.WhereClause)),
                })
                {
                    Only = !table.Inh,
                    IsPart = entry.Columns.Count > 0 || entry.WhereClause is not null,
                });
            }
        }

        scope.Add(new OtherStatement(scope.Root.Kind)
        {
            Origin = scope.Leading,
            Relations = [.. published.Select(static p => p.Table)],
            Objects = name is null ? [] : [new RelationName(null, name)],
            Published = published.ToImmutable(),
            PublicationChange = change,
            PublishesAll = all,
            PublishesSchemas = objects.Any(static o => o is PublicationObjSpec
            {
                Pubobjtype: PublicationObjSpecType.PUBLICATIONOBJ_TABLES_IN_SCHEMA or PublicationObjSpecType.PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA,
            }),
        });
    }

    // ALTER PUBLICATION ... SET (publish = ...) names no tables, and leaves them as they are.
    private static PublicationChange? ChangeOf(AlterPublicationStmt alter) => alter.Action switch
    {
        _ when alter.Pubobjects.Count == 0 => null,
        AlterPublicationAction.AP_AddObjects => PublicationChange.Add,
        AlterPublicationAction.AP_DropObjects => PublicationChange.Drop,
        AlterPublicationAction.AP_SetObjects => PublicationChange.Set,
        _ => null,
    };

    /// <summary>Columns of the table itself. A name in a subquery may be that of another table's column, unless it says whose it is.</summary>
    private static ImmutableArray<string> OfTable(RangeVar table, PgNode? expression)
    {
        var inner = new HashSet<PgNode>();
        foreach (var node in expression?.DescendantsAndSelf() ?? [])
        {
            if (node is SubLink { Subselect: { } subquery })
            {
                foreach (var part in subquery.DescendantsAndSelf())
                {
                    inner.Add(part);
                }
            }
        }

        return ColumnsOf(expression, reference => QualifierOf(reference) is { } qualifier
            ? string.Equals(qualifier, table.Relname, StringComparison.Ordinal)
            : !inner.Contains(reference));
    }

    /// <summary>NEW.c or OLD.c.</summary>
    private static bool IsTransition(ColumnRef reference) => QualifierOf(reference) is "new" or "old";

    // A reference to the whole row (NEW.*) makes the object depend on no column in particular.
    private static ImmutableArray<string> ColumnsOf(PgNode? node, Func<ColumnRef, bool> isOfTable)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        foreach (var part in node?.DescendantsAndSelf() ?? [])
        {
            if (part is ColumnRef reference && isOfTable(reference) && ExpressionReader.ColumnName(reference) is { } name && !columns.Contains(name))
            {
                columns.Add(name);
            }
        }

        return columns.ToImmutable();
    }

    private static string? QualifierOf(ColumnRef reference) =>
        reference.Fields is { Count: > 1 } fields && fields[fields.Count - 2] is StringNode qualifier ? qualifier.Sval : null;
}
