using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Sql;

/// <summary>PostgreSQL cuts off what a name has beyond 63 bytes.</summary>
public sealed class DBM7005NameTooLong : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM7005",
        "Name is cut off",
        "PostgreSQL keeps 63 of the {0} bytes of this name, so that it becomes {1}{2}",
        """
        Choose a name of at most 63 bytes.
          migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_user_id ON orders (user_id)", suppressTransaction: true);
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        var seen = new Dictionary<string, LongName>(StringComparer.Ordinal);
        foreach (var statement in context.Migration.Up.Statements)
        {
            foreach (var name in statement.LongNames)
            {
                var isNew = !seen.TryGetValue(name.Kept, out var other);
                if (isNew)
                {
                    seen.Add(name.Kept, name);
                }

                if (isNew || !string.Equals(other!.Text, name.Text, StringComparison.Ordinal))
                {
                    context.ReportAs(
                        isNew ? RuleSeverity.Info : RuleSeverity.Warning,
                        name.Origin,
                        name.Bytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        name.Kept,
                        isNew ? "" : ", which another name of this migration becomes as well");
                }
            }
        }
    }
}
