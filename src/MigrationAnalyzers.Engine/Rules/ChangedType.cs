using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>What the messages about a changed type say of it.</summary>
internal static class ChangedType
{
    /// <summary>"integer to bigint", "bigint" where the type before is not known.</summary>
    public static string Describe(OperationContext context, AlterColumnType change)
    {
        var to = change.NewType?.Text ?? "another type";
        return From(context, change) is { } from ? $"from {Name(from)} to {to}" : $"to {to}";
    }

    /// <summary>The type as it was written; a serial column is one of an integer type.</summary>
    public static string Name(SqlType type) => type switch
    {
        { IsSerial: false } => type.Text,
        { Name: "int2" } => "smallint",
        { Name: "int8" } => "bigint",
        _ => "integer",
    };

    /// <summary>What the migrations made of the column counts more than what the model of the application believed.</summary>
    public static SqlType? From(OperationContext context, AlterColumnType change) =>
        context.Catalog.Find(change.Table)?.Column(change.Column)?.Type ?? change.OldType;

    /// <summary>
    /// A change between timestamp and timestamptz keeps the rows where the offset of the session's TimeZone is always 0, and nothing here says what it is.
    /// </summary>
    public static bool DependsOnTimeZone(OperationContext context, AlterColumnType change) =>
        context.Effect.IsAtLeast
        && change.Using is null
        && context.Catalog.Parameter("timezone") is null
        && (From(context, change)?.Name, change.NewType?.Name) is ("timestamp", "timestamptz") or ("timestamptz", "timestamp");

    /// <summary>" there and on users": the tables that foreign keys over the column join to it.</summary>
    public static string Partners(OperationContext context, AlterColumnType change)
    {
        var partners = new List<RelationName>();
        foreach (var taken in context.Effect.Locks)
        {
            if (taken.Mode.BlocksWrites()
                && !taken.Relation.Equals(change.Table)
                && context.Existed(taken.Relation)
                && context.Catalog.Find(taken.Relation) is not null
                && !context.Catalog.Descendants(change.Table).Contains(taken.Relation))
            {
                partners.Add(taken.Relation);
            }
        }

        return partners.Count == 0 ? "" : " there and on " + Words.List([.. partners.Select(static p => p.ToString())]);
    }
}
