using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads views, and what belongs to a table and is none of its parts: triggers, rules, policies.</summary>
internal static class TableChangeReader
{
    // TRIGGER_TYPE_INSTEAD in pg_trigger.h.
    private const int InsteadOf = 1 << 6;

    public static void ReadView(ViewStmt view, StatementScope scope) =>
        scope.Add(new OtherStatement(scope.Root.Kind)
        {
            Origin = scope.Leading,
            Relations = ReadRelations.Of(view.Query).Insert(0, Names.Of(view.View)),
            Columns = ReadColumns.Of(view.Query),
            Output = OutputReader.Of(view.Query, view.Aliases, scope),
            Replace = view.Replace,
            Parameters = Parameters(view),
        });

    /// <summary>What the statement says besides the name and the columns.</summary>
    public static OtherTableChange Complete(OtherTableChange change, PgNode node) => node switch
    {
        CreateTrigStmt trigger => change with
        {
            Name = trigger.Trigname,
            Replace = trigger.Replace,
            IsForEachRow = trigger.Row,
            IsInstead = (trigger.Timing & InsteadOf) != 0,
            Function = Names.Of(trigger.Funcname),
            Reads = trigger.Constrrel is { } other ? [Names.Of(other)] : [],
            Columns = Names.Texts(trigger.Columns),
        },
        RuleStmt rule => Rule(change, rule),
        CreatePolicyStmt policy => Policy(change with { Name = policy.PolicyName }, policy.Qual, policy.WithCheck),
        AlterPolicyStmt policy => Policy(change with { Name = policy.PolicyName }, policy.Qual, policy.WithCheck),
        _ => change,
    };

    private static OtherTableChange Policy(OtherTableChange change, PgNode? condition, PgNode? check) => change with
    {
        Reads = ImmutableArray.CreateRange(ReadRelations.Of(condition).Concat(ReadRelations.Of(check)).Distinct()),
        Columns = ImmutableArray.CreateRange(ReadColumns.Of(condition).Concat(ReadColumns.Of(check)).Distinct()),
    };

    private static OtherTableChange Rule(OtherTableChange change, RuleStmt rule)
    {
        var reads = ReadRelations.Of(rule.WhereClause).ToList();
        var writes = new List<RelationName>();
        foreach (var action in rule.Actions)
        {
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
        return change with
        {
            Name = rule.Rulename,
            Replace = rule.Replace,
            IsInstead = rule.Instead,
            Event = rule.Event.ToString()["CMD_".Length..],
            Reads = ImmutableArray.CreateRange(reads.Distinct()),
            Writes = ImmutableArray.CreateRange(writes.Distinct()),
        };
    }

    private static ImmutableArray<string> Parameters(ViewStmt view)
    {
        var names = ImmutableArray.CreateRange(view.Options.OfType<DefElem>().Select(static o => o.Defname ?? ""));
        return view.WithCheckOption is ViewCheckOption.LOCAL_CHECK_OPTION or ViewCheckOption.CASCADED_CHECK_OPTION ? names.Add("check_option") : names;
    }
}
