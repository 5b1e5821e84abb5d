using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Rewrite;

/// <summary>A column is added whose type is a domain with constraints.</summary>
public sealed class DBM2006ConstrainedDomainRewrites : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM2006",
        "Column of a domain with constraints rewrites the table",
        "Adding {0}.{1} rewrites the table and all its indexes under {2} lock, because the domain {3} has constraints: {4} wait until it is done",
        """
        Give the column the type that the domain is made of, and its condition as a CHECK that is added NOT VALID and validated without blocking.
          migrationBuilder.Sql("ALTER TABLE users ADD COLUMN zip text, ADD CONSTRAINT ck_users_zip CHECK (zip ~ '^[0-9]{5}$') NOT VALID");
          migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users_zip", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        // All else that makes a new column rewrite its table has a rule of its own.
        if (context.Operation is AddColumn { Table: var table, Column: { Generated: GeneratedKind.None, Type: { IsSerial: false } type } column }
            && context.Effect is { Error: null, VolatileDefault: null }
            && (context.Effect.WorkOn(table) & TableWork.Rewrite) != 0
            && context.MayBeLarge(table))
        {
            var held = context.HeldOn(table);
            context.Report(table.ToString(), column.Name, held.WithArticle(), type.Text, held.Waits());
        }
    }
}
