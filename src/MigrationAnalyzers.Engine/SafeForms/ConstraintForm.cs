using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A foreign key or CHECK that is added without looking at the existing rows, and validated in a transaction of its own, which takes only
/// SHARE UPDATE EXCLUSIVE on the table (https://www.postgresql.org/docs/current/sql-altertable.html).
/// </summary>
internal static class ConstraintForm
{
    /// <summary>Whether the constraint can be added NOT VALID and validated later.</summary>
    /// <param name="partitioned">The table is partitioned.</param>
    public static bool Exists(ConstraintDefinition constraint, bool partitioned, int postgresMajor) =>
        // NOT NULL is a constraint with a name from PostgreSQL 18 on, which also has it NOT VALID.
        constraint is ForeignKeyConstraint or CheckConstraint or NotNullConstraint
        && constraint is { Name: not null, NotValid: false, NotEnforced: false, Inline: false }
        // PostgreSQL 11 to 17: "cannot add NOT VALID foreign key on partitioned table".
        && !(constraint is ForeignKeyConstraint && partitioned && postgresMajor < 18);

    /// <summary>The two statements; null where the form does not exist.</summary>
    public static ImmutableArray<SqlCommand>? Write(AddConstraint add, bool partitioned, int postgresMajor)
    {
        if (!Exists(add.Constraint, partitioned, postgresMajor) || add.IfTableExists
            || SqlStatements.AddConstraint(add with { Constraint = add.Constraint with { NotValid = true } }) is not { } statement)
        {
            return null;
        }

        return [new SqlCommand(statement), Validate(add)];
    }

    /// <summary>The statement that is to follow, in a transaction of its own.</summary>
    public static SqlCommand Validate(AddConstraint add) =>
        new(SqlStatements.ValidateConstraint(add.Table, add.Constraint.Name!), SuppressTransaction: true);
}
