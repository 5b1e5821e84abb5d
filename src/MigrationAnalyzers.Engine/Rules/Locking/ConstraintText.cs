using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>Constraints in the words of messages.</summary>
internal static class ConstraintText
{
    /// <summary>"foreign key fk_orders_users", "an exclusion constraint".</summary>
    public static string Describe(this ConstraintDefinition constraint) => constraint.Name is { } name
        ? $"{Kind(constraint)} {name}"
        : (constraint is ExclusionConstraint ? "an " : "a ") + Kind(constraint);

    private static string Kind(ConstraintDefinition constraint) => constraint switch
    {
        ForeignKeyConstraint => "foreign key",
        CheckConstraint => "CHECK constraint",
        UniqueConstraint => "unique constraint",
        PrimaryKeyConstraint => "primary key",
        ExclusionConstraint => "exclusion constraint",
        NotNullConstraint => "NOT NULL constraint",
        _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, null),
    };
}
