using System.Globalization;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What an older server does not know: its grammar or the command rejects it.</summary>
internal static class VersionErrors
{
    public static string Needs(string what, int major) =>
        string.Format(CultureInfo.InvariantCulture, "{0} needs PostgreSQL {1}", what, major);

    /// <summary>A function of PostgreSQL's own that an older server does not have.</summary>
    public static void CheckFunction(SqlExpression expression, EffectScope scope, EffectBuilder effect)
    {
        // gen_random_uuid() is missing: before PostgreSQL 13 an extension may have it.
        var since = expression.DecidingFunction switch
        {
            "random_normal" or "array_shuffle" or "array_sample" => 16,
            "uuidv4" or "uuidv7" => 18,
            _ => 0,
        };
        if (scope.Major < since)
        {
            effect.Error ??= Needs(expression.DecidingFunction + "()", since);
        }
    }

    public static void Check(ConstraintDefinition constraint, EffectScope scope, EffectBuilder effect)
    {
        var error = constraint switch
        {
            { NotEnforced: true } when scope.Major < 18 => Needs("NOT ENFORCED", 18),
            NotNullConstraint { Inline: false } when scope.Major < 18 => Needs("ADD CONSTRAINT ... NOT NULL", 18),
            UniqueConstraint { WithoutOverlaps: true } or PrimaryKeyConstraint { WithoutOverlaps: true } when scope.Major < 18 => Needs("WITHOUT OVERLAPS", 18),
            ForeignKeyConstraint { HasPeriod: true } when scope.Major < 18 => Needs("PERIOD", 18),
            UniqueConstraint { NullsNotDistinct: true } when scope.Major < 15 => Needs("NULLS NOT DISTINCT", 15),
            ForeignKeyConstraint { OnDeleteColumns.IsEmpty: false } when scope.Major < 15 => Needs("a column list for ON DELETE", 15),
            _ => null,
        };
        effect.Error ??= error;
    }
}
