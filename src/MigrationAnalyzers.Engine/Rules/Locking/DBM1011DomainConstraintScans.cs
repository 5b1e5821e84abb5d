using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A constraint of a domain is verified in every table that uses it.</summary>
public sealed class DBM1011DomainConstraintScans : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1011",
        "Domain constraint checked in every table",
        "Every row of {0} is read under {1} lock, one table after the other, because the domain {2} {3}: {4} wait until all rows are checked",
        """
        Add the constraint to the domain NOT VALID: no table is locked, and new values are checked. Existing rows are checked without blocking only by a CHECK constraint of
        the table; to VALIDATE that of the domain blocks writes as well.
          migrationBuilder.Sql("ALTER DOMAIN email_address ADD CONSTRAINT ck_email_address CHECK (VALUE LIKE '%@%') NOT VALID");
          migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT ck_users_email CHECK (email LIKE '%@%') NOT VALID");
          migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users_email", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not AlterDomain alter || ActionOf(alter) is null || context.Effect.Error is not null)
        {
            return;
        }

        var mode = LockMode.None;
        var tables = ImmutableArray.CreateBuilder<string>();
        foreach (var taken in context.Effect.Locks)
        {
            if (taken.BlocksWhileWorking && context.MayBeLarge(taken.Relation))
            {
                var held = context.HeldOn(taken.Relation);
                mode = held > mode ? held : mode;
                tables.Add(context.Describe(taken.Relation));
            }
        }

        if (tables.Count > 0)
        {
            Report(context, alter, RuleSeverity.Warning, (tables.Count == 1 ? "the existing table " : "the existing tables ") + Words.List(tables.ToImmutable()), mode);
        }
        else if (context.Effect is { IsAtLeast: true, Locks.IsEmpty: true } && !IsNew(context, alter.Domain))
        {
            Report(context, alter, RuleSeverity.Info, "each table with a column of the type", LockMode.Share);
        }
    }

    private static void Report(OperationContext context, AlterDomain alter, RuleSeverity severity, string tables, LockMode mode) =>
        context.ReportAs(severity, tables, mode.WithArticle(), alter.Domain.ToString(), ActionOf(alter)!, mode.Waits());

    private static string? ActionOf(AlterDomain alter) => alter.Command switch
    {
        "AddConstraint" when !alter.NotValid => "gets " + (alter.Name is { } name ? "constraint " + name : "a constraint"),
        "ValidateConstraint" => $"has constraint {alter.Name} validated",
        "SetNotNull" => "becomes NOT NULL",
        _ => null,
    };

    private static bool IsNew(OperationContext context, RelationName domain)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is CreateDomain create && create.Domain.Equals(domain))
            {
                return true;
            }
        }

        return false;
    }
}
