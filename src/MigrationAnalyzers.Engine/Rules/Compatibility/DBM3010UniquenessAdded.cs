using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>Columns become unique while the application version that is still running may write duplicates.</summary>
public sealed class DBM3010UniquenessAdded : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3010",
        "Uniqueness added to existing columns",
        "Adding {0} makes {1} of {2} unique: this fails if there are duplicates already, and from then on the application version that is still running fails where it writes one",
        """
        Deploy the version that writes no duplicates first, remove those that are there, and add the uniqueness in a later migration.
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation is TableOperation { Table: var table }
                && Unique(analyzed.Operation) is var (what, columns)
                && context.At(analyzed) is var at
                && at.Existed(table)
                && !columns.Any(c => MadeHere.Column(at, table, c))
                && (columns.IsEmpty || (context.CatalogBefore.HasKeyWithin(MadeHere.OldName(at, table), columns) != true && at.Catalog.HasKeyWithin(table, columns) != true)))
            {
                at.Report(what, columns.IsEmpty ? "an expression" : Words.List(columns), table.ToString());
            }
        }
    }

    /// <summary>What is added, and the columns; none where an expression is among the keys.</summary>
    private static (string What, ImmutableArray<string> Columns)? Unique(MigrationOperation operation) => operation switch
    {
        CreateIndex { Unique: true } index => (index.Name is null ? "a unique index" : "unique index " + index.Name, KeysOf(index)),
        // An index that becomes a constraint was unique before.
        AddConstraint { Constraint: UniqueConstraint { UsingIndex: null } unique } =>
            (unique.Name is null ? "a unique constraint" : "unique constraint " + unique.Name, unique.Columns),
        AddConstraint { Constraint: PrimaryKeyConstraint { UsingIndex: null } key } => (key.Name is null ? "a primary key" : "primary key " + key.Name, key.Columns),
        _ => null,
    };

    private static ImmutableArray<string> KeysOf(CreateIndex index)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        foreach (var key in index.Keys)
        {
            if (key.Column is null)
            {
                return [];
            }

            columns.Add(key.Column);
        }

        return columns.ToImmutable();
    }
}
