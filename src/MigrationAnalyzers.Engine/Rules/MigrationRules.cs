using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Rules.Compatibility;
using MigrationAnalyzers.Engine.Rules.Configuration;
using MigrationAnalyzers.Engine.Rules.Data;
using MigrationAnalyzers.Engine.Rules.Locking;
using MigrationAnalyzers.Engine.Rules.Reversibility;
using MigrationAnalyzers.Engine.Rules.Rewrite;
using MigrationAnalyzers.Engine.Rules.Sql;
using MigrationAnalyzers.Engine.Rules.Transactions;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>All rules, ordered by id.</summary>
public static class MigrationRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new DBM1001CreateIndexBlocksWrites(),
        new DBM1002DropIndexBlocks(),
        new DBM1003ForeignKeyValidated(),
        new DBM1004CheckValidated(),
        new DBM1005SetNotNullScans(),
        new DBM2001VolatileDefault(),
        new DBM3001ColumnRenamed(),
        new DBM3002TableRenamed(),
        new DBM3003ColumnDropped(),
        new DBM3004TableDropped(),
        new DBM4001UnboundedWrite(),
        new DBM5001NotInTransaction(),
        new DBM6001DownMissing(),
        new DBM7001SyntaxError(),
        new DBM7002UnknownText(),
        new DBM9001InvalidOption(),
    ];

    public static RuleInfo InfoOf(string id)
    {
        foreach (var rule in All)
        {
            if (string.Equals(rule.Info.Id, id, StringComparison.Ordinal))
            {
                return rule.Info;
            }
        }

        throw new ArgumentException($"There is no rule {id}.", nameof(id));
    }
}
